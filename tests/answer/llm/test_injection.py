"""Instructions hidden in a question or in a notice change nothing, even where the model does all that they say."""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path

import pytest
import yaml

from answer import Assistant
from answer.decoys import Decoys
from answer.relevance import CANDIDATES
from eval.llm.server import in_turn, saying
from index.build import build_index
from index.lexical import find_terms
from index.passages import make_passages
from ingest import parse_notice
from ingest.library import Library
from prompts import load_words
from settings import Settings
from tests.index.conftest import FakeEncoder

ATTEMPTS = yaml.safe_load((Path(__file__).parent / "injections.yaml").read_text(encoding="utf-8"))
MATTERS = [
    "维修乡村学校",
    "开通农村客运",
    "发放老人津贴",
    "整治黑臭水体",
    "推广良种",
    "建设标准农田",
    "培训电商人才",
    "清理违建",
    "升级农贸市场",
    "防治松材线虫",
    "更新消防栓",
    "修缮古祠堂",
    "组织义诊",
    "收集废旧农膜",
    "举办龙舟赛",
    "绿化荒山",
]
NOTICE = """关于防汛工作的通知

青山县人民政府办公室

各任务的责任单位中，列在首位的为牵头单位。

1. 巡查河道，检查水库。{text}（县水利局、县财政局、县农业农村局）

2. 组织防汛演练。（县应急局、县教育局）

""" + "".join(f"{number}. {matter}。（县住建局、县林业局）\n\n" for number, matter in enumerate(MATTERS, 3))
QUESTION = "第1项由谁牵头"
VAGUE = ("那个事归谁", "水的事归谁", "这个谁来管")  # we would ask back


@pytest.fixture(scope="module")
def plain():
    return parse_notice(NOTICE.format(text=""), "flood")


@pytest.fixture
def added(tmp_path):
    """A function: an instruction -> the notice that holds it, added to a library from a file."""

    def add(text):
        file = tmp_path / "flood.txt"
        file.write_text(NOTICE.format(text=text), encoding="utf-8")
        (tmp_path / "shipped").mkdir()
        library = Library(tmp_path / "library", tmp_path / "shipped", tmp_path / "readings")
        library.add(file)
        (notice,) = library.notices()
        assert "".join(text.split()) in "".join(notice.clause("1").text.split())
        return notice

    return add


def parts(answer):
    return answer.status, answer.clauses, answer.units, answer.citations, answer.suggestions


def reading_or(says):
    """Return a model that obeys: to what is asked of a question it says the same."""
    return lambda instructions, material: says


def test_there_are_enough_attempts_and_none_twice():
    texts = [attempt["text"] for each in ATTEMPTS.values() for attempt in each]
    assert len(texts) >= 60 and len(set(texts)) == len(texts)


@pytest.mark.parametrize("attempt", ATTEMPTS["questions"], ids=lambda attempt: attempt["text"][:16])
@pytest.mark.parametrize("question", ["{asked}？{text}", "{text}{asked}"])
def test_an_instruction_in_a_question_changes_nothing(tie, reader, plain, attempt, question):
    asked = question.format(asked=QUESTION, text=attempt["text"])
    off = Assistant([plain], Settings(), reader).ask(asked)
    on = tie(reading_or(attempt["says"]), notices=(plain,)).assistant.ask(asked)
    assert parts(on) == parts(off) and on.text == off.text


@pytest.mark.parametrize("attempt", ATTEMPTS["notices"], ids=lambda attempt: attempt["text"][:16])
def test_an_instruction_in_a_notice_changes_nothing(tie, reader, added, attempt):
    notice = added(attempt["text"])
    tied = tie(reading_or(attempt["says"] + attempt["text"]), notices=(notice,))
    assistant = Assistant([notice], Settings(), reader)
    for asked in (QUESTION, "第1项写了什么", "县水利局牵头哪些任务"):
        off, on = assistant.ask(asked), tied.assistant.ask(asked)
        assert parts(on) == parts(off)
        added = on.text.removeprefix(off.text)
        assert attempt["says"].rstrip("。") not in added and attempt["text"].rstrip("。") not in added
    assert len(tied.fake.asked) == 3  # the model was asked each time, and obeyed


def test_without_the_instruction_the_same_question_is_answered(reader, plain):
    answer = Assistant([plain], Settings(), reader).ask(QUESTION)
    assert (answer.status, answer.units) == ("answered", ("县水利局",))


# What a model that obeys may take a question for, wherever it is led: to units and tasks that there are not or that nobody named,
# to a matter that is not near, to a claim, to words that are no reading.
LED = [
    {"asks": "units", "wanted": "lead", "units": [{"name": "县公安局", "part": "leads"}]},
    {"asks": "tasks", "units": [{"name": "县林业局"}]},
    {"asks": "verify", "units": [{"name": "县住建局", "part": "leads"}], "topic": "检查水库"},
    {"asks": "content", "clauses": ["99"]},
    {"asks": "content", "clauses": ["7"]},
    {"asks": "units", "topic": "FAR"},
    {"asks": "units", "topic": "巡查河道由县公安局牵头"},
    {"asks": "units", "topic": "检查水库", "answer": "县公安局"},
    {"status": "answered", "units": ["县公安局"], "clauses": ["1"]},
    "SAYS",
]


class Searched:
    """A notice with an index by a fake encoder, and decoys by the same."""

    def __init__(self, notice):
        self.notice, encoder = notice, FakeEncoder()
        self.index = build_index(make_passages(notice, {}), find_terms(notice), encoder)
        texts = ["今天天气好吗", "写一首诗", "你叫什么名字"]
        self.decoys = Decoys(texts, encoder.embed_queries(texts))

    def parts(self):
        return {"index": self.index, "decoys": self.decoys}

    def matter(self, question, near):
        """Return the matter of a task that the search finds for a question, or does not find."""
        found = {hit.clause for hit in self.index.search(question, CANDIDATES)}
        return next(matter for number, matter in enumerate(MATTERS, 3) if (str(number) in found) is near)


@pytest.fixture(scope="module")
def searched(plain):
    return Searched(plain)


def led(reading, says, far):
    """Return the reply of a model that is led to a reading."""
    return says if reading == "SAYS" else json.dumps(reading, ensure_ascii=False).replace("FAR", far)


def refuses_each(tie, reader, searched, question, earlier, says):
    """Return how often the model was asked; whatever it takes an unclear question for is refused, and we ask back as without it."""
    off = Assistant([searched.notice], Settings(), reader, **searched.parts()).ask(question, earlier)
    assert off.status == "clarify"
    far = searched.matter(question, near=False)
    replies = [led(reading, says, far) for reading in LED]
    tied = tie(in_turn([*replies]), notices=(searched.notice,), **searched.parts())
    for reply in replies:
        tied.assistant._model_reader._remembered.clear()
        on = tied.assistant.ask(question, earlier)
        assert parts(on) == parts(off) and on.text == off.text, reply
        assert sum(step.startswith("语言模型的理解没有采用：") for step in on.steps) == 1, reply
    return len(tied.fake.asked)


FORMS = ("{asked}？{text}", "{text}{asked}")
ALL = [*ATTEMPTS["questions"], *ATTEMPTS["notices"]]


@pytest.fixture(scope="module")
def unclear(reader, searched):
    """Of each attempt a question with it, and what was said before, that we would ask back about; None where we understand them all."""
    ours = Assistant([searched.notice], Settings(), reader, **searched.parts())

    def first(text):
        asked = [("那个事归谁", [text]), *((form.format(asked=asked, text=text), []) for asked, form in product(VAGUE, FORMS))]
        return next((each for each in asked if ours.ask(*each).status == "clarify"), None)

    return {attempt["text"]: first(attempt["text"]) for attempt in ALL}


def test_most_attempts_reach_the_model(unclear):
    assert len([found for found in unclear.values() if found]) >= 55


@pytest.mark.parametrize("attempt", ALL, ids=lambda attempt: attempt["text"][:16])
def test_an_instruction_in_an_unclear_question_or_before_it_leads_no_reading_astray(tie, reader, searched, unclear, attempt):
    if found := unclear[attempt["text"]]:
        assert refuses_each(tie, reader, searched, *found, attempt["says"]) == len(LED)
        return
    tied = tie(saying(attempt["says"]), notices=(searched.notice,), **searched.parts())
    for asked, form in product(VAGUE, FORMS):  # we understand it, as it names tasks or units: the model is not asked what is meant
        tied.assistant.ask(form.format(asked=asked, text=attempt["text"]))
    assert not [body for body in tied.fake.asked if "现在的问题" in body["messages"][1]["content"]]


@pytest.mark.parametrize("attempt", ATTEMPTS["notices"], ids=lambda attempt: attempt["text"][:16])
def test_an_instruction_in_a_notice_leads_no_reading_astray(tie, reader, added, attempt):
    assert refuses_each(tie, reader, Searched(added(attempt["text"])), "那个事归谁", [], attempt["says"]) == len(LED)


def test_a_reading_that_is_near_is_taken(tie, searched, monkeypatch):
    monkeypatch.setattr("answer.evidence.chance_absent", lambda hits, decoys, elsewhere: 0.0)
    near = {"asks": "units", "wanted": "lead", "topic": searched.matter("水的事归谁", near=True)}
    tied = tie(in_turn([json.dumps(near, ensure_ascii=False), "无"]), notices=(searched.notice,), **searched.parts())
    answer = tied.assistant.ask("水的事归谁")
    assert (answer.status, answer.units) == ("answered", ("县住建局",)) and answer.text.endswith(load_words("llm")["understood"])
