"""The suites, one module each: ``cases(data, wanted)`` yields what is to be solved and its judge."""
