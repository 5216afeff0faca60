"""The schema's history, one module a step. A released step never changes."""
