"""The roof: the only reader of the environment; it builds the house and starts its processes."""
