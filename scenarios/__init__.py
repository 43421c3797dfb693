"""Named, runnable situations, and the generator of synthetic desks."""
