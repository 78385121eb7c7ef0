"""PouchDB, which the field uses, measured on the same line and with the same cases."""
