"""Who may do what at a desk: roles, keys, sessions, bearer tokens and calendar feeds; nothing here knows the web."""
