"""What the engine learns from people's decisions: weights, preferences, confidence, and how far it may go alone."""
