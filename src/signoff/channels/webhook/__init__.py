"""Telling programs: what is said to them, how it is signed, and where it may be sent."""
