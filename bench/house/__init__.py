"""The learning experiment: a simulated reviewer and model, and real lessons."""
