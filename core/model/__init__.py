"""The nouns of the house: entities without input or output."""
