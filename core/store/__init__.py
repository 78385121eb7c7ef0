"""The shelf that keeps: the only floor that knows SQL. Rows never leave it."""
