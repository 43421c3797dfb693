"""Measurements: how good and how fast the plans are, beside what people would use instead."""
