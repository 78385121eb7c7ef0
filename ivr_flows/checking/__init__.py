"""The rules a call script is proved by before it is served, a family of faults in each file."""
