"""Who sends a request: our own pages and programs, or another site through somebody's browser."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from fastapi import HTTPException, Request
from starlette.datastructures import Headers

from prompts import message


def refuse_foreign(request: Request) -> None:
    """Refuse what another site makes a person's browser send."""
    if not _is_own(request.headers):
        raise HTTPException(403, message("upload_foreign"))


def _is_own(headers: Headers) -> bool:
    """Whether our own page sends this, or a program, which acts for nobody but itself.

    A browser says with every form whether the page is of the same site, whatever a proxy makes of the host; where the
    way to the server is not encrypted, it names the page's origin alone.
    """
    if site := headers.get("sec-fetch-site"):
        return site in ("same-origin", "none")
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc == headers.get("host")


def from_this_machine(request: Request) -> bool:
    """Whether the person sits at this machine.

    The name in the address must be this machine's own too: a proxy on it passes on the name that people elsewhere use,
    and its requests come from here whoever sent them to it.
    """
    return _is_loopback(request.client.host if request.client else "") and _is_loopback(request.url.hostname or "")


def _is_loopback(host: str) -> bool:
    """ "127.0.0.1", "::1", "localhost" / "10.0.0.8", "docs.office"."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
