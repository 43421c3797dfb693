"""Solvers: each reads the compiled instance and proposes a schedule; the audit has the last word."""
