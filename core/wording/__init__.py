"""Words for facts: gettext catalogues, one for each language, and how values are written."""
