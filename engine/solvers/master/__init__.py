"""The master problem: engineer-days met during a search are columns, and the best combination of them is a plan."""
