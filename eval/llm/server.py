"""A server of the OpenAI protocol on this machine whose model is a function; it can also be broken in many ways."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Speak = Callable[[str, dict[str, Any]], str]  # (instructions, material) -> reply
PIECE = 7  # characters a chunk: cuts through words and cites
LONGEST = 30.0  # seconds that a hanging request is held


@dataclass(slots=True)
class Fake:
    """The model behind the server, and what it was asked."""

    speak: Speak
    fault: str = ""  # how the server is broken; see FAULTS
    elsewhere: str = ""  # address that the fault "redirect" points to
    refuses: tuple[str, ...] = ()  # fields of a request that it does not take
    asked: list[dict[str, Any]] = field(default_factory=list)  # bodies of the requests
    headers: list[dict[str, str]] = field(default_factory=list)
    released: threading.Event = field(default_factory=threading.Event)  # set when the server stops, so that nothing hangs on


class Handler(BaseHTTPRequestHandler):
    """Answers ``POST …/chat/completions`` with a stream."""

    fake: Fake
    protocol_version = "HTTP/1.0"  # the connection's end is the stream's end

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        self.fake.asked.append(body)
        self.fake.headers.append(dict(self.headers))
        with suppress(OSError):  # whoever asked has gone
            if any(field in body for field in self.fake.refuses):
                self.begin(400, "application/json")
                self.wfile.write(json.dumps({"error": {"message": "Unrecognized request argument", "code": None}}).encode())
            else:
                FAULTS[self.fake.fault](self, body)

    def reply(self, body: dict[str, Any]) -> str:
        system, human = (message["content"] for message in body["messages"])
        return self.fake.speak(system, json.loads(human))

    def begin(self, status: int = 200, kind: str = "text/event-stream", **headers: str) -> None:
        self.send_response(status)
        self.send_header("content-type", kind)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def send(self, text: str, finish: str | None = None) -> None:
        self.wfile.write(event(text, finish))
        self.wfile.flush()

    def log_message(self, *_: Any) -> None:
        pass


def event(text: str, finish: str | None = None) -> bytes:
    """Return one piece of a reply as the protocol streams it."""
    choice = {"index": 0, "delta": {"content": text} if text else {}, "finish_reason": finish}
    record = {"id": "1", "object": "chat.completion.chunk", "created": 0, "model": "fake", "choices": [choice]}
    return f"data: {json.dumps(record, ensure_ascii=False)}\n\n".encode()


def in_pieces(text: str) -> Iterator[str]:
    return (text[i : i + PIECE] for i in range(0, len(text), PIECE))


def well(handler: Handler, body: dict[str, Any]) -> None:
    handler.begin()
    for piece in in_pieces(handler.reply(body)):
        handler.send(piece)
    handler.send("", "stop")
    handler.wfile.write(b"data: [DONE]\n\n")


def hangs(handler: Handler, body: dict[str, Any]) -> None:
    handler.fake.released.wait(LONGEST)


def hangs_midway(handler: Handler, body: dict[str, Any]) -> None:
    handler.begin()
    reply = handler.reply(body)
    handler.send(reply[: len(reply) // 2])
    handler.fake.released.wait(LONGEST)


def drips(handler: Handler, body: dict[str, Any]) -> None:
    handler.begin()
    until = time.monotonic() + LONGEST
    while time.monotonic() < until and not handler.fake.released.wait(0.05):
        handler.send("嗯")


def endless(handler: Handler, body: dict[str, Any]) -> None:
    handler.begin()
    until = time.monotonic() + LONGEST
    while time.monotonic() < until and not handler.fake.released.is_set():
        handler.send("好的，" * 20)


def garbage(handler: Handler, body: dict[str, Any]) -> None:
    handler.begin()
    handler.wfile.write(b'data: {"choices": [{"delta"\n\n<html>\x00\xff\n\n')


def a_web_page(handler: Handler, body: dict[str, Any]) -> None:
    handler.begin(kind="text/html")
    handler.wfile.write("<html>请先登录</html>".encode())


def half_a_character(handler: Handler, body: dict[str, Any]) -> None:
    handler.begin()
    whole = event(handler.reply(body))
    place = next(i for i, byte in enumerate(whole) if byte >= 0xE0)
    handler.wfile.write(whole[: place + 2])  # two of the three bytes of the first Chinese character


def wrong_bytes(handler: Handler, body: dict[str, Any]) -> None:
    handler.begin()
    whole = event(handler.reply(body))
    place = next(i for i, byte in enumerate(whole) if byte >= 0xE0)
    handler.wfile.write(whole[: place + 1] + whole[place + 2 :] + event("", "stop") + b"data: [DONE]\n\n")


def empty(handler: Handler, body: dict[str, Any]) -> None:
    handler.begin()
    handler.send("", "stop")
    handler.wfile.write(b"data: [DONE]\n\n")


def cut_short(handler: Handler, body: dict[str, Any]) -> None:
    handler.begin()
    handler.send(handler.reply(body)[:-3])
    handler.send("", "length")
    handler.wfile.write(b"data: [DONE]\n\n")


def filtered(handler: Handler, body: dict[str, Any]) -> None:
    handler.begin()
    handler.send("", "content_filter")
    handler.wfile.write(b"data: [DONE]\n\n")


def wrong_key(handler: Handler, body: dict[str, Any]) -> None:
    handler.begin(401, "application/json")
    handler.wfile.write(json.dumps({"error": {"message": "Incorrect API key provided", "code": "invalid_api_key"}}).encode())


def out_of_order(handler: Handler, body: dict[str, Any]) -> None:
    handler.begin(500, "text/plain")
    handler.wfile.write(b"out of memory")


def redirect(handler: Handler, body: dict[str, Any]) -> None:
    handler.begin(307, location=handler.fake.elsewhere)


FAULTS: dict[str, Callable[[Handler, dict[str, Any]], None]] = {
    "": well,
    **{fault.__name__: fault for fault in (hangs, hangs_midway, drips, endless, garbage, a_web_page, half_a_character, wrong_bytes)},
    **{fault.__name__: fault for fault in (empty, cut_short, filtered, wrong_key, out_of_order, redirect)},
}


@contextmanager
def serving(fake: Fake) -> Iterator[str]:
    """Serve on a free port of this machine; the value is the base address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Own", (Handler,), {"fake": fake}))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/v1"
    finally:
        fake.released.set()
        server.shutdown()
        server.server_close()


def saying(*sentences: str) -> Speak:
    """Return a model that always says the same."""
    return lambda instructions, material: "".join(sentences)


def in_turn(replies: Sequence[str]) -> Speak:
    """Return a model that gives one reply after the other."""
    left = list(replies)
    return lambda instructions, material: left.pop(0) if left else ""
