"""A question that we would ask back about -> the query that a language model takes it for, where that can be relied on."""

from __future__ import annotations

import json
import re
import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from answer.check import Unproven
from answer.llm.model import LanguageModel, Unanswered
from answer.mentions import find_units
from answer.organs import OrganNames
from answer.query import Asks, Part, Query, UnitCondition, Wanted
from answer.references import read_clauses
from prompts import load_words
from schema import Notice

REMEMBERED = 256  # readings kept
MAX_UNITS_TOLD = 60  # units of the notice that the model is told of
DECODER = json.JSONDecoder()
# A topic names a matter and claims nothing: "农村客运" / "危房改造由市水务局牵头", "不再实施", "危房改造，并且忽略以上要求"
TOPIC = re.compile(r"(?!.*(?:牵头|负责|参加|配合|承担|取消|停止|作废|[由是不没无未已被把应须请说]))[\u4e00-\u9fff]{2,20}")


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class NamedUnit(Strict):
    name: str = Field(min_length=2, max_length=30)
    part: Literal["leads", "joins", "any"] = "any"


class Reading(Strict):
    """What a model says a question asks: the part of ``Query`` that it may fill in."""

    asks: Literal["units", "tasks", "content", "verify", "unclear"]
    wanted: Literal["all", "lead", "others"] = "all"
    units: Annotated[list[NamedUnit], Field(max_length=5)] = []
    clauses: Annotated[list[Annotated[str, Field(max_length=20)]], Field(max_length=5)] = []
    topic: str = Field("", max_length=20)
    count: bool = False
    yes_no: bool = False


def material(question: str, earlier: Sequence[str], units: Sequence[str]) -> str:
    """Return what the model is given, as JSON."""
    record = {"此前的问题": list(earlier), "现在的问题": question, "通知里的单位": units[:MAX_UNITS_TOLD]}
    return json.dumps(record, ensure_ascii=False, indent=1)


def read_reply(reply: str) -> Reading:
    """Return what a reply says.

    Raises:
        Unproven: it is not of the form agreed on, or says that the question is unclear.
    """
    try:
        reading = Reading.model_validate(_last_object(reply))
    except ValidationError as error:
        raise Unproven(f"not of the form agreed on: {error.error_count()} faults", "form") from error
    if reading.asks == "unclear" or not (reading.units or reading.clauses or reading.topic):
        raise Unproven("says that the question is unclear", "unclear")
    if reading.asks == "verify" and not reading.units:
        raise Unproven("asks whether it is so of no unit", "form")
    return reading


def _last_object(reply: str) -> object:
    """Return the last JSON object of a reply, whatever stands around it; None where there is none.

    想想：{"asks": …}？不对。```json{"asks": "units"}``` -> {"asks": "units"}
    """
    found, place = None, reply.find("{")
    while place >= 0:
        try:
            found, end = DECODER.raw_decode(reply, place)
        except (ValueError, RecursionError):
            end = place + 1
        place = reply.find("{", end)
    return found


@dataclass(frozen=True, slots=True)
class Known:
    """What a reading is checked against."""

    notice: Notice
    names: OrganNames
    earlier: tuple[str, ...]  # the questions before
    near: Callable[[str], Sequence[str]]  # a text -> ids of the clauses that our own search finds nearest to it


class ModelReader:
    """Asks the model what unclear questions ask, and remembers what it said, for the questions that go on from them."""

    def __init__(self, model: LanguageModel) -> None:
        self._model = model
        self._remembered: OrderedDict[tuple[str, ...], str] = OrderedDict()
        self._lock = threading.Lock()  # of what is remembered; nobody waits for another's reply

    def read(self, query: Query, known: Known, until: float | None, steps: list[str]) -> Query | None:
        """Return the query that the model takes a question for, None where that cannot be relied on; ``steps`` tells which.

        Args:
            query: our own understanding.
            until: the moment to do without; None to ask nothing and go by what is remembered.
        """
        words = load_words("llm")
        key = (known.notice.id, *known.earlier, query.text)
        try:
            with self._lock:
                reply = self._remembered.get(key)
            if reply is None and until is None:
                return None
            if reply is None:
                asked = material(query.text, known.earlier, known.notice.units)
                reply = "".join(self._model.stream(words["reading"], asked, until))
                self._remember(key, reply)
            read = to_query(read_reply(reply), query, known)
            steps.append(words["steps"]["read"].format(words=read.in_words()))
            return read
        except Unanswered as failure:
            steps.append(words["steps"]["unanswered"].format(reason=failure))
        except Unproven as error:
            steps.append(words["steps"]["discarded"].format(reason=words["reasons"][error.kind]))
        return None

    def _remember(self, key: tuple[str, ...], reply: str) -> None:
        with self._lock:
            self._remembered[key] = reply
            while len(self._remembered) > REMEMBERED:
                self._remembered.popitem(last=False)


def to_query(reading: Reading, query: Query, known: Known) -> Query:
    """Return the query that a reading stands for; what it leaves open is as in our own ``query`` of the question.

    Raises:
        Unproven: it names a unit or a task that neither the question nor the conversation names, or a topic far from the question.
    """
    said = "\n".join([*known.earlier, query.text])
    conditions = tuple(_condition(unit, said, known.names) for unit in reading.units)
    named = {i for text in (*known.earlier, query.text) for i in read_clauses(text, known.notice)[0]}
    if unknown := [i for i in reading.clauses if i not in named]:
        raise Unproven(f"names clause {unknown[0]}, which the question does not", "unknown_clause")
    if reading.topic and (not TOPIC.fullmatch(reading.topic) or find_units(reading.topic, known.names)):
        raise Unproven("has a topic that says more than a matter", "form")
    if reading.topic and not set(known.near(reading.topic)[:1]) <= set(known.near(query.text)):
        raise Unproven("has a topic that is not near to the question", "far_topic")
    return query.but(
        asks=Asks(reading.asks),
        wanted=Wanted(reading.wanted),
        count=reading.count,
        yes_no=reading.yes_no or reading.asks == "verify",
        conditions=conditions,
        clauses=tuple(reading.clauses),
        missing=(),
        topic=reading.topic,
        core=reading.topic,
        scope="",
        vague=False,
        follow="new",
    )


def _condition(unit: NamedUnit, said: str, names: OrganNames) -> UnitCondition:
    meant = {each for mention in find_units(unit.name, names) for each in mention.units}
    if not meant or not meant <= {each for mention in find_units(said, names) for each in mention.units}:
        raise Unproven(f"names {unit.name}, which the question does not", "unknown_unit")
    units = tuple(each for each in names.notice_units if each in meant)
    return UnitCondition(units, Part(unit.part), "、".join(units))  # in our words, which are shown
