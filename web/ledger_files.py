"""The ledger as a file to take away."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timezone
from typing import Literal
from urllib.parse import quote as percent_encode

from fastapi.responses import Response

from web.ledger import Ledger, ledger_heading
from web.ledger_calendar import ledger_calendar

Suffix = Literal["xlsx", "docx", "ics"]


def excel_file(ledger: Ledger) -> bytes:
    from web.ledger_excel import ledger_excel  # here: openpyxl takes 0.07 s that the first page need not wait for

    return ledger_excel(ledger)


def word_file(ledger: Ledger) -> bytes:
    from web.ledger_word import ledger_word  # here: python-docx takes 0.14 s

    return ledger_word(ledger)


def calendar_file(ledger: Ledger) -> bytes:
    return ledger_calendar(ledger, datetime.now(timezone.utc))


# suffix -> media type, and what writes the file
EXPORTS: dict[Suffix, tuple[str, Callable[[Ledger], bytes]]] = {
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", excel_file),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", word_file),
    "ics": ("text/calendar; charset=utf-8", calendar_file),
}


def send_ledger(ledger: Ledger, suffix: Suffix) -> Response:
    """Return the response that a browser saves as a file, named for the ledger's heading."""
    media_type, write = EXPORTS[suffix]
    name = percent_encode(f"{ledger_heading(ledger)[0]}.{suffix}", safe="")
    return Response(write(ledger), media_type=media_type, headers={"Content-Disposition": f"attachment; filename*=UTF-8''{name}"})
