"""What stands between the web and the routes: who calls, from where, how often, how much, and what is said about it."""
