"""WHAT PROGRAMS ARE TOLD: whom, of what, how it is signed, and each call made and recorded."""
