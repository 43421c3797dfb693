"""The thin outside: parse, call, answer."""
