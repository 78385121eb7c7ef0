"""Walks every state that a call can be in, and says what it found."""
