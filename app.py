"""Start the web app: ``python app.py``."""

from __future__ import annotations

import asyncio
import errno
import gc
import ipaddress
import logging
import os
import socket
import sys
import time

# Until the page is served: what starting makes is kept, and looking through it for what could be thrown away takes a sixth of the start.
gc.disable()
# Before Gradio is imported: it reports to its makers unless told not to, and this server calls no one.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ.setdefault("HF_HUB_OFFLINE", "1")

import uvicorn

from answer import Assistant
from index.unpack import ModelUnavailable
from ingest import UnreadableFile
from ingest.library import LibraryError
from prompts import message
from settings import Settings, SettingsError, get_settings
from web import create_app

UNVISITED = 1.5  # seconds after which, nobody having come, the index is loaded
PAUSE = 0.4  # seconds without a request after which a page stands whole
LATEST = 4.0  # seconds after which it is loaded whatever comes
USAGE_ERROR = 2  # the exit code when what mends it is in the user's hands


class CannotServe(RuntimeError):
    """The server cannot start; the message is for the person who can mend it."""


class Server(uvicorn.Server):
    """Says where to look once it serves, and loads the index in the first pause: it would take its time from the first page."""

    def __init__(self, config: uvicorn.Config, assistant: Assistant) -> None:
        super().__init__(config)
        self.assistant = assistant

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        gc.freeze()
        gc.enable()
        print(serving_words(self.config.host, self.config.port), flush=True)
        self._load = asyncio.create_task(self._load_in_a_pause())  # kept, or the task might be collected

    async def _load_in_a_pause(self) -> None:
        """Load once a page has been opened and nothing more is asked for, or nobody has come, or requests do not cease."""
        ends = time.monotonic() + LATEST
        seen, pause = 0, UNVISITED
        while True:
            await asyncio.sleep(min(pause, max(0.0, ends - time.monotonic())))
            if self.server_state.total_requests == seen or time.monotonic() >= ends:
                break
            seen, pause = self.server_state.total_requests, PAUSE
        self.assistant.begin_to_load()


def main() -> int:
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    for name in ("httpx", "httpx2", "mcp"):  # they tell of every request
        logging.getLogger(name).setLevel(logging.WARNING)
    try:
        settings = get_settings()
        listener = bind(settings)
        assistant = Assistant.open(settings, load=False) if settings.notices.is_dir() else None
        if not assistant or not assistant.notices:
            raise CannotServe(message("notices_empty", folder=settings.notices))
        application = create_app(assistant, settings)
    except (LibraryError, SettingsError, UnreadableFile, ModelUnavailable, CannotServe) as error:
        print(error, file=sys.stderr)
        return USAGE_ERROR
    config = uvicorn.Config(application, host=settings.host, port=settings.port, log_level="warning")
    Server(config, assistant).run(sockets=[listener])
    return 0


def serving_words(host: str, port: int) -> str:
    """Say which address to open; one that stands for all of this machine's addresses is none that a browser can open."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:  # a name
        return message("serving", address=f"http://{host}:{port}")
    if address.is_unspecified:
        return "\n".join((message("serving", address=f"http://127.0.0.1:{port}"), message("serving_office", port=port)))
    return message("serving", address=f"http://[{host}]:{port}" if address.version == 6 else f"http://{host}:{port}")


def bind(settings: Settings) -> socket.socket:
    """Take the port before the slow work, so that a port in use is told at once.

    Raises:
        CannotServe: the port is in use, or the address is not this machine's.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(settings.host, settings.port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
        if os.name != "nt":  # on Windows the option would let two programs share the port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            other = settings.port + 1 if settings.port < 65535 else 7860
            raise CannotServe(message("port_used", port=settings.port, other=other)) from None
        reason = error.strerror or str(error)
        raise CannotServe(message("address_invalid", host=settings.host, port=settings.port, reason=reason)) from None
    return listener


if __name__ == "__main__":
    sys.exit(main())
