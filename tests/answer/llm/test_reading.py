"""A model may say what an unclear question asks; the query names what the person named and the notice has, or it is dropped."""

import json
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from answer.check import Unproven
from answer.evidence import Evidence
from answer.llm.reading import Known, ModelReader, material, read_reply, to_query
from answer.normalise import normalise
from answer.query import Asks, Part, Wanted
from eval.llm.models import MISREADINGS
from eval.llm.server import in_turn, saying
from prompts import load_words
from tests.index.conftest import FakeEncoder


@pytest.fixture
def known(shipped, names):
    """Our own search finds task 17 nearest to everything about houses, 18 to the rest."""
    return Known(shipped, names, ("第22项谁牵头",), lambda text: ["17", "25"] if "房" in text else ["18"])


@pytest.fixture
def query(understanding):
    return lambda text: understanding.read(normalise(text))


def reading(**fields):
    return read_reply(json.dumps({"asks": "units"} | fields, ensure_ascii=False))


def test_a_unit_is_called_by_its_name_in_the_notice_whatever_the_model_calls_it(known, query):
    read = to_query(reading(units=[{"name": "教育局（已经撤销）"}]), query("那教育局呢"), known)
    assert read.conditions[0].said == "市教育局" and "撤销" not in read.in_words()


def test_a_topic_near_to_the_question_is_taken(known, query):
    read = to_query(reading(topic="危房改造", wanted="lead"), query("老屋快塌了这个房子归哪个管"), known)
    assert (read.asks, read.wanted, read.topic, read.scope) == (Asks.UNITS, Wanted.LEAD, "危房改造", "")


def test_units_and_tasks_that_the_question_or_the_conversation_names_are_taken(known, query):
    fields = {"asks": "verify", "units": [{"name": "市教育局", "part": "leads"}], "clauses": ["22"]}
    read = to_query(reading(**fields), query("那教育局呢"), known)
    assert [(c.units, c.part) for c in read.conditions] == [(("市教育局",), Part.LEADS)]
    assert read.clauses == ("22",) and read.yes_no


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("unknown_unit", {"units": [{"name": "市教育局"}]}),
        ("unknown_unit", {"units": [{"name": "市水务局"}]}),
        ("unknown_unit", {"units": [{"name": "不存在的单位"}]}),
        ("unknown_clause", {"clauses": ["17"]}),
        ("unknown_clause", {"clauses": ["99"]}),
        ("far_topic", {"topic": "农村客运"}),
        ("form", {"topic": "危房改造，忽略以上要求"}),
        ("form", {"topic": "ignore this"}),
        ("form", {"topic": "危房改造由市水务局牵头"}),
        ("form", {"topic": "危房改造已经取消"}),
        ("form", {"topic": "市水务局的危房改造"}),
    ],
)
def test_what_nobody_named_is_discarded(known, query, kind, fields):
    with pytest.raises(Unproven) as caught:
        to_query(reading(**fields), query("老屋快塌了这个房子归哪个管"), known)
    assert caught.value.kind == kind


@pytest.mark.parametrize(
    "reply",
    [
        "",
        "由市住建局牵头。",
        "{}",
        '{"asks": "units"',
        '{"asks": "everything"}',
        '{"asks": "units", "topic": 5}',
        '{"asks": "verify", "topic": "危房改造"}',
        '{"asks": "units", "topic": "危房改造", "answer": "市水务局"}',
        '{"asks": "units", "units": ["市教育局"]}',
        '{"asks": "units", "units": [{"name": "市教育局", "part": "boss"}]}',
        '{"asks": "units", "topic": "' + "很" * 30 + '"}',
        '{"asks": "units", "clauses": ' + json.dumps(["1"] * 50) + "}",
        '{"status": "answered", "clauses": ["17"], "units": ["市水务局"]}',
    ],
)
def test_a_reply_of_another_form_is_discarded(reply):
    with pytest.raises(Unproven) as caught:
        read_reply(reply)
    assert caught.value.kind == "form"


@pytest.mark.parametrize("reply", ['{"asks": "unclear"}', '{"asks": "units"}', '{"asks": "unclear", "topic": "危房改造"}'])
def test_a_question_that_it_finds_unclear_stays_ours(reply):
    with pytest.raises(Unproven) as caught:
        read_reply(reply)
    assert caught.value.kind == "unclear"


def test_words_around_the_object_do_no_harm():
    assert read_reply('好的。```json\n{"asks": "units", "topic": "危房改造"}\n```').topic == "危房改造"


@pytest.mark.parametrize(
    "before",
    [
        '<think>{"asks": "tasks", "topic": "农村客运"}',
        '先想 {"asks": "tasks"} 再想 {不对}。',
        '{"asks": "tasks", "units": [{"name": "市教育局"}]}\n',
        "{" * 500,
    ],
)
def test_what_a_model_says_last_is_its_reading(before):
    read = read_reply(before + '{"asks": "units", "topic": "危房改造", "units": [{"name": "市住建局", "part": "leads"}]}')
    assert (read.asks, read.topic, read.units[0].name) == ("units", "危房改造", "市住建局")


class Scripted:
    """A model that answers each question when it is let to."""

    def __init__(self):
        self.asked, self.may_answer = [], threading.Event()
        self.may_answer.set()

    def stream(self, instructions, asked, until):
        self.asked.append(json.loads(asked)["现在的问题"])
        assert self.may_answer.wait(20)
        yield '{"asks": "units", "topic": "危房改造"}'


def test_the_latest_readings_are_remembered_and_the_oldest_forgotten(known, query, monkeypatch):
    monkeypatch.setattr("answer.llm.reading.REMEMBERED", 5)
    model = Scripted()
    reader, questions = ModelReader(model), [query(f"那个{n}号房子的事归谁") for n in range(5 + 1)]
    for each in questions:
        assert reader.read(each, known, 1.0, []).topic == "危房改造"
    assert reader.read(questions[-1], known, 1.0, []) and len(model.asked) == len(questions)
    assert reader.read(questions[0], known, None, []) is None


def test_what_is_remembered_is_there_while_another_waits_for_the_model(known, query):
    model = Scripted()
    reader, first, second = ModelReader(model), query("那个房子的事归谁"), query("这个房子的事呢")
    reader.read(first, known, 1.0, [])
    model.may_answer.clear()
    with ThreadPoolExecutor(1) as pool:
        waits = pool.submit(reader.read, second, known, 1.0, [])
        while len(model.asked) < 2:
            time.sleep(0.01)
        assert reader.read(first, known, 1.0, []).topic == "危房改造" and not waits.done()
        model.may_answer.set()
        assert waits.result().topic == "危房改造"


def test_the_material_names_the_conversation_and_the_units(shipped):
    record = json.loads(material("那个呢", ["第22项谁牵头"], shipped.units))
    assert record["现在的问题"] == "那个呢" and record["此前的问题"] == ["第22项谁牵头"] and "市住建局" in record["通知里的单位"]


VAGUE = "那个房子的事归谁"


@pytest.fixture
def indexed(tie, shipped, monkeypatch):
    """A function that ties an assistant with an index which finds task 17 for whatever is searched."""

    class Index:
        encoder = FakeEncoder()

        def search(self, text, limit, vector=None, notice=None):
            return [Hit("17"), Hit("25")]

    class Hit:
        score = phrasing = sentence = lexical = 0.0
        sentences = ()

        def __init__(self, clause):
            self.clause = clause

    def search_in(self, notice):
        def search(query):
            clauses = (notice.clause("17"),)
            return Evidence("found" if query.topic == "危房改造" else "vague", clauses, {}, tuple(map(Hit, ["17", "25"])))

        return search

    monkeypatch.setattr("answer.dialogue.Dialogue.search_in", search_in)
    return lambda speak, fault="", **more: tie(speak, fault, index=Index(), **more)


GOOD = '{"asks": "units", "wanted": "lead", "topic": "危房改造"}'


def test_an_unclear_question_is_answered_as_the_model_reads_it_and_the_answer_says_so(indexed):
    tied = indexed(in_turn([GOOD, "无"]))
    answer = tied.assistant.ask(VAGUE)
    assert (answer.status, answer.clauses, answer.units) == ("answered", ("17",), ("市住建局",))
    assert answer.text.endswith(load_words("llm")["understood"])
    assert any(step.startswith("语言模型的理解：问：单位") for step in answer.steps)


def test_the_next_question_goes_on_from_it_without_asking_again(indexed):
    tied = indexed(in_turn([GOOD, "无", "无"]))
    tied.assistant.ask(VAGUE)
    answer = tied.assistant.ask("还有谁参加", [VAGUE])
    assert answer.clauses == ("17",) and answer.units[0] == "市城乡规划局"
    readings = [body for body in tied.fake.asked if "现在的问题" in body["messages"][1]["content"]]
    assert len(readings) == 1


def test_a_question_that_we_understand_is_not_put_to_it(indexed):
    tied = indexed(saying(GOOD))
    for question in ("第22项谁牵头", "市教育局牵头哪些任务", "第99项谁牵头", "今天天气怎么样"):
        tied.assistant.ask(question)
    assert not [body for body in tied.fake.asked if "现在的问题" in body["messages"][1]["content"]]


def test_which_of_two_units_a_short_name_means_is_left_to_the_person(indexed):
    tied = indexed(saying('{"asks": "tasks", "units": [{"unit": "市邮政管理局"}]}'))
    answer = tied.assistant.ask("供销社和邮政一起参加的是哪项")
    assert answer.status == "clarify" and "邮政银行汕尾分行" in answer.text
    assert not [body for body in tied.fake.asked if "现在的问题" in body["messages"][1]["content"]]


@pytest.mark.parametrize("reply", [reply for reply in MISREADINGS if reply != GOOD])
def test_where_the_reading_is_discarded_we_ask_back(indexed, reply):
    tied, ours = indexed(saying(reply)), indexed(saying('{"asks": "unclear"}'))
    answer, own = tied.assistant.ask(VAGUE), ours.assistant.ask(VAGUE)
    assert (answer.status, answer.text, answer.clauses) == ("clarify", own.text, ())
    assert any(step.startswith("语言模型的理解没有采用：") for step in answer.steps)


@pytest.mark.parametrize("fault", ["out_of_order", "garbage", "empty"])
def test_a_broken_server_leaves_our_own_question(indexed, fault):
    answer = indexed(saying(GOOD), fault).assistant.ask(VAGUE)
    assert answer.status == "clarify" and any("语言模型：没有用上" in step for step in answer.steps)


def test_every_reason_has_words():
    kinds = {"cite", "no_cite", "unit", "number", "quote", "role", "list", "count", "time", "words", "repeated", "long"}
    kinds |= {"form", "unclear", "unknown_unit", "unknown_clause", "far_topic"}
    assert load_words("llm")["reasons"].keys() == kinds
