"""The real things the suite runs on: two databases, a browser, free ports. Knows no room of signoff."""
