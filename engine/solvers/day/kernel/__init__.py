"""The loops of a day, as machine code."""
