"""Who sends a request: our own pages and programs, another site, the person at the machine, somebody behind a proxy."""

import pytest
from fastapi import HTTPException, Request

from web.origin import from_this_machine, refuse_foreign


def request(client="127.0.0.1", **headers):
    named = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return Request({"type": "http", "scheme": "http", "path": "/", "query_string": b"", "client": (client, 1), "headers": named})


@pytest.mark.parametrize(
    ("headers", "own"),
    [
        ({}, True),
        ({"host": "docs.office", "origin": "http://docs.office"}, True),
        ({"host": "127.0.0.1:7860", "origin": "https://docs.office", "sec_fetch_site": "same-origin"}, True),  # a proxy changed the host
        ({"host": "docs.office", "sec_fetch_site": "none"}, True),
        ({"host": "127.0.0.1:7860", "origin": "http://docs.office"}, False),
        ({"host": "docs.office", "origin": "null"}, False),
        ({"host": "docs.office", "origin": "http://docs.office", "sec_fetch_site": "cross-site"}, False),
        ({"host": "docs.office", "sec_fetch_site": "same-site"}, False),
    ],
)
def test_what_another_site_sends_is_refused(headers, own):
    if own:
        return refuse_foreign(request(**headers))
    with pytest.raises(HTTPException, match="403"):
        refuse_foreign(request(**headers))


@pytest.mark.parametrize(
    ("client", "host", "here"),
    [
        ("127.0.0.1", "127.0.0.1:7860", True),
        ("127.0.0.1", "localhost:7860", True),
        ("::1", "[::1]:7860", True),
        ("10.0.0.8", "127.0.0.1:7860", False),
        ("127.0.0.1", "docs.office", False),  # a proxy on this machine
        ("127.0.0.1", "10.0.0.5:7860", False),
        ("testclient", "localhost", False),
    ],
)
def test_only_who_sits_at_the_machine_is_at_the_machine(client, host, here):
    assert from_this_machine(request(client, host=host)) is here
