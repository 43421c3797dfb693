"""Sweeps: many runs of a desk with other changes, weights and seeds, and what of their outcomes is worth choosing."""
