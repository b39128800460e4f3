"""What the command line says to a person when it cannot go on."""

from __future__ import annotations


class CommandError(Exception):
    """One Chinese sentence: what is wrong, where, what was kept, what to do. Ends a command with exit code 2."""
