"""A ledger -> a calendar file (RFC 5545) with the days on which something is due."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone

from icalendar import Alarm, Calendar, Event

from ingest.due import Due
from prompts import load_words
from web.ledger import DueDate, Ledger

NOTICE_AHEAD = timedelta(days=7)  # when the calendar reminds


def ledger_calendar(ledger: Ledger, now: datetime) -> bytes:
    """Return the .ics file: an all-day event for each day that the notice names and that concerns the unit.

    Args:
        now: with its time zone; days that come again begin on the first one from then on.
    """
    words = load_words("web")["ledger"]
    calendar = Calendar()
    calendar.add("prodid", "-//fengong//ledger//ZH")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", words["title"].format(unit=ledger.unit))
    for due in ledger.own_dates:
        for begin, rule in _days(due, now.date()):
            calendar.add_component(_event(ledger, due, begin, rule, now))
    return calendar.to_ical()


def _days(due: DueDate, today: date) -> Iterator[tuple[date, dict | None]]:
    """Yield first day and rule of repetition."""
    if due.on:
        yield due.on, None
    for each in due.days:
        yield each.following(today), repetition(each)


def repetition(due: Due) -> dict:
    """Return the rule of a day that comes again: 20 July -> FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=20."""
    if due.month is None:
        return {"freq": "monthly", "bymonthday": due.day}
    return {"freq": "yearly", "bymonth": due.month, "bymonthday": due.day}


def _event(ledger: Ledger, due: DueDate, begin: date, rule: dict | None, now: datetime) -> Event:
    words = load_words("web")["ledger"]
    event = Event()
    place = f"{ledger.notice}/{ledger.unit}/{due.clause}/{due.words}/{rule or begin}"
    event.add("uid", hashlib.sha256(place.encode()).hexdigest()[:32] + "@fengong")  # the same each time: importing again adds nothing
    event.add("dtstamp", now.astimezone(timezone.utc))
    event.add("dtstart", begin)
    event.add("dtend", begin + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("summary", words["event"].format(what=due.what))
    event.add("description", words["quotation"].format(words=due.sentence, source=due.source))
    if rule:
        event.add("rrule", rule)
    if begin >= now.date():  # of what is past nobody need be reminded
        event.add_component(_alarm(words["event"].format(what=due.what)))
    return event


def _alarm(description: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", description)
    alarm.add("trigger", -NOTICE_AHEAD)
    return alarm
