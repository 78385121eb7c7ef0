"""Reads scanned sheets: whose letter each is, what was ticked and where somebody wrote."""
