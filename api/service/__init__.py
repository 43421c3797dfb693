"""What the service does, told without any web: it reads the store, asks the warm workers, and writes the outcome."""
