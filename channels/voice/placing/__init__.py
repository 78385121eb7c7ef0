"""Who makes a phone ring: a file for each carrier, all in the one shape of the port."""
