"""DOOR from the command line: one module per command, put together in command_line.py."""

from signoff.cli.command_line import main

__all__ = ["main"]
