"""One engineer's day, proven: a relaxed dynamic program, multipliers on its repeats, and labels for what is left."""
