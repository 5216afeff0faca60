"""ONE QUESTION to people, from opened to closed. Rules only: no I/O, no clock."""
