"""The loops of the search, as machine code: ruin, recreate and the walks of shifts."""
