"""The solvers that are compared, one adapter a file; each module lists its own in ``PEERS``."""
