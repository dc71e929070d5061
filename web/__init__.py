"""What a person sees: the chat page, the notice page, and the HTTP interface."""

from web.server import create_app

__all__ = ["create_app"]
