"""What the answer tests share: the shipped notice, how it is understood, and an assistant without an index."""

from __future__ import annotations

import pytest

from answer import Assistant
from answer.draft import Draft
from answer.organs import OrganNames
from answer.reader import QuestionReader
from answer.understand import Understanding
from index.unpack import prepare_default_model
from ingest import parse_notice, read_notice
from schema import Answer, Notice
from settings import ROOT, Settings

# A notice of another place and year, in which no lead may be claimed where several units are named.
OTHER_NOTICE = """关于分解落实2020年重点工作任务的通知

青山县人民政府办公室

一、重点任务

1. 修建通村公路十条。（县交通运输局、县财政局）

2. 开展老年人免费体检。（县卫生健康局）
"""


def clauses_and_units(answer: Answer) -> tuple[list[str], list[str] | None]:
    """Return what an answer rests on and the units that it is, None where it is none; it must be one."""
    assert answer.status == "answered"
    return list(answer.clauses), None if answer.units is None else list(answer.units)


@pytest.fixture(scope="session")
def shipped() -> Notice:
    return read_notice(ROOT / "notices" / "shanwei-2016-19.txt")


@pytest.fixture(scope="session")
def other() -> Notice:
    return parse_notice(OTHER_NOTICE, "qingshan")


@pytest.fixture(scope="session")
def reader() -> QuestionReader:
    return QuestionReader(prepare_default_model())


@pytest.fixture(scope="session")
def understanding(shipped, reader) -> Understanding:
    return Understanding(shipped, reader)


@pytest.fixture(scope="session")
def names(understanding) -> OrganNames:
    return understanding.names


@pytest.fixture(scope="session")
def assistant(shipped, reader) -> Assistant:
    """Answers what can be computed; nothing can be searched for."""
    return Assistant([shipped], Settings(), reader)


@pytest.fixture
def ask(assistant):
    """A function that takes a person's messages in order and returns the answer to the last."""
    return lambda *turns: assistant.ask(turns[-1], turns[:-1])


@pytest.fixture
def draft(shipped) -> Draft:
    """An answer about the shipped notice of which nothing is said yet."""
    return Draft(shipped)
