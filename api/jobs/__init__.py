"""Long solves: a queue in the database, a process for each, and what looks after them."""
