"""Annotated questions: the question with its readings marked in the text -> what the reader is to say of it.

    {"q": "{市农业局|lead}牵头的[旅游]任务有几项", "a": {"asks": "tasks", "count": true}}

``{name|role}`` a unit and its part, ``<第17项>`` a clause, ``[topic]``, ``«words that must stand in the text»``, ``#number#``.
A conversation is ``{"turns": [{"q": …, "a": …}, …]}``. ``training/README.md`` has the labels.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from answer.reader import HEADS, ROLES

MARK = re.compile(r"\{([^{}|]*)\|([a-z]+)\}|<([^<>]+)>|\[([^\[\]]+)\]|«([^«»]+)»|#([^#]+)#")
KINDS = ("unit", "unit", "clause", "topic", "word", "number")


class BadAnnotation(ValueError):
    """An annotated question has an unknown mark or label; the message names it."""


@dataclass(frozen=True, slots=True)
class Span:
    """A marked stretch of a question; ``role`` for units alone."""

    begin: int
    end: int
    kind: str  # unit, kind, clause, topic, word, number
    role: str = ""


@dataclass(frozen=True, slots=True)
class Annotated:
    """One message: its text, marks and labels (head -> class), and the person's message before it."""

    text: str
    spans: tuple[Span, ...]
    labels: dict[str, str]
    before: Annotated | None = None


def read_annotations(paths: Sequence[Path]) -> list[Annotated]:
    """Return all messages of annotation files, each with the one before it.

    Raises:
        BadAnnotation: names file and line.
    """
    return [message for path in paths for message in _read_file(path)]


def _read_file(path: Path) -> Iterator[Annotated]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            record = json.loads(line)
            before = None
            for turn in record.get("turns", [record]):
                before = annotate(turn["q"], turn["a"], before)
                yield before
        except (ValueError, KeyError, TypeError) as error:
            raise BadAnnotation(f"{path.name}:{number}: {error}") from error


def annotate(marked: str, labels: dict[str, Any], before: Annotated | None = None) -> Annotated:
    """Return a marked question's text, spans and classes.

    "{农行|any}管[养老]吗" -> 农行管养老吗, unit 0-2 (any), topic 3-5.
    """
    text, spans, last = "", [], 0
    if labels["asks"] != "none":
        for match in MARK.finditer(marked):
            group = next(i for i in range(6) if i != 1 and match[i + 1] is not None)
            text += marked[last : match.start()]
            kind, role = KINDS[group], (match[2] or "")
            if role == "kind":
                kind, role = "kind", ""
            if role and role not in ROLES:
                raise BadAnnotation(f"unknown role: {role}")
            spans.append(Span(len(text), len(text) + len(match[group + 1]), kind, role))
            text += match[group + 1]
            last = match.end()
    text += marked[last:]
    return Annotated(text, tuple(spans), _classes(text, spans, labels), before)


def _classes(text: str, spans: Sequence[Span], labels: dict[str, Any]) -> dict[str, str]:
    """Return the class of each head; heads that say nothing of such a question are left out and teach nothing."""
    classes = {name: options[0] for name, options in HEADS.items()}
    for name in ("asks", "want", "join", "compare", "field", "fact", "follow"):
        if name in labels:
            classes[name] = labels[name]
    for name in ("count", "yesno", "why", "several", "vague"):
        classes[name] = "yes" if labels.get(name) else "no"
    for name in labels.get("filter", ()):
        classes[f"filter_{name}"] = "yes"
    if rank := labels.get("rank"):
        classes |= {"rank": rank["of"], "rank_by": rank.get("by", "any"), "rank_order": rank["order"]}
        classes["rank_place"] = str(min(5, rank.get("place", 1)))
    numbered = any(span.kind == "number" for span in spans)
    for size in labels.get("size", ()):
        head, option = _size(size, numbered)
        classes[head] = option
    if labels["asks"] == "none":
        classes = {name: classes[name] for name in ("asks", "follow") + (("vague",) if labels.get("vague") else ())}
    elif labels["asks"] != "units":
        del classes["want"]
    if not labels.get("rank"):
        for name in ("rank_by", "rank_order", "rank_place"):
            classes.pop(name, None)
    for name, option in classes.items():
        if option not in HEADS[name]:
            raise BadAnnotation(f"{name} has no class {option}")
    return classes


COMPARED = {"=": "equal", ">=": "at_least", ">": "more", "<=": "at_most", "<": "fewer"}


def _size(size: dict[str, Any], numbered: bool) -> tuple[str, str]:
    """Return head and class of a condition on a number; one that is said without a number has a class of its own."""
    part, operator, number = size.get("by", "any"), size["op"], size["n"]
    if size["of"] == "units" and part == "join" and operator == "=" and number == 0:
        part, number = "any", 1  # without participants: one unit
    head = "units" if size["of"] == "units" else f"tasks_{part}"
    if (operator, number) == ("=", 0):
        return head, "none"
    if (operator, number) in ((">=", 1), (">", 0)):
        return head, "some"
    if not numbered and (operator, number) == ("=", 1):
        return head, "one"
    if not numbered and (operator, number) in ((">", 1), (">=", 2)):
        return head, "several"
    return head, COMPARED[operator]
