"""Proven lower bounds for the plan of a whole team."""
