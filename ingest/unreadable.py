"""What is raised when a file cannot be read, whatever its format."""

from __future__ import annotations


class UnreadableFile(ValueError):
    """The file cannot be read as a notice; the message is for the person who gave it."""
