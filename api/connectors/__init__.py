"""Readers of other systems' data: each turns one foreign source into a problem."""
