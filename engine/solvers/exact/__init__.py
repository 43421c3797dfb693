"""The whole model in CP-SAT: for one engineer's day, a small team, or a neighbourhood of a large plan."""
