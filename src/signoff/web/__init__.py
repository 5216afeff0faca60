"""DOOR over HTTP: pages for people, an API for programs, and who may come in."""
