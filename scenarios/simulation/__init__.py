"""Weeks of a desk's life under a way of dispatching it, and what came of them."""
