"""Question (and conversation) -> Answer: understand, look up or retrieve, compose, check."""

from answer.assistant import Assistant

__all__ = ["Assistant"]
