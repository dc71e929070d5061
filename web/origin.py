"""Who sends a request: our own pages and programs, or another site through somebody's browser."""

from __future__ import annotations

from urllib.parse import urlsplit

from fastapi import HTTPException, Request

from prompts import message


def refuse_foreign(request: Request) -> None:
    """Refuse what another site makes a person's browser send.

    A browser names the page's origin with every form it sends; programs that send none act for nobody but themselves.
    """
    origin, site = request.headers.get("origin"), request.headers.get("sec-fetch-site", "same-origin")
    own = origin is None or urlsplit(origin).netloc == request.headers.get("host")
    if not own or site not in ("same-origin", "none"):
        raise HTTPException(403, message("upload_foreign"))
