"""Simulated dispatchers with hidden preferences, and how well the engine learns them."""
