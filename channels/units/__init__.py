"""The door of the units: what is exchanged with laptops that work for weeks without a network."""
