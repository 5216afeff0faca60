"""WHAT HAPPENS NEXT, later: one module per job, one table of follow-ups."""
