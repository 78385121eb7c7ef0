"""Facts become pages: letters typeset as HTML and printed as PDF for window envelopes."""
