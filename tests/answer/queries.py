"""Queries and conditions for tests, as short as they can be said."""

from answer.query import Asks, Part, Query, UnitCondition


def query(asks=Asks.UNITS, **changes):
    return Query("", "zh", asks, **changes)


def condition(unit, part=Part.ANY):
    return UnitCondition((unit,), part, unit)
