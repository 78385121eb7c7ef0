"""Understanding a text step by step: its letters, its figures, its words, and what it asks."""
