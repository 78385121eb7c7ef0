"""The handset: a pretended phone, in development only, that walks the TwiML a caller gets."""
