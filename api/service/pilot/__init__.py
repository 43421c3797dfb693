"""The engine acting alone, as far as a desk's trust ladder lets it."""
