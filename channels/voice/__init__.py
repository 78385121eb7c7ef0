"""The voice door: a call is answered with keys and spoken words."""
