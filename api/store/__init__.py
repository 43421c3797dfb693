"""Everything that outlives a request: desks, schedules by version, jobs, keys and the trail of who did what."""
