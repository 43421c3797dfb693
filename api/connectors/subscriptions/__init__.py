"""Calendars elsewhere, fetched again and again for the busy time of engineers; what they send is taken as hostile."""
