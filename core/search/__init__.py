"""The fuzzy match: finds the procedure that a person means, however it is spelt."""
