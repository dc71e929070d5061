"""The baselines over a small notice: each finds by its own idea, answers with the clause, and refuses below its threshold."""

from __future__ import annotations

import pytest

from eval.baselines.answerer import Ranked, RankedAnswerer, answer_with, units_asked
from eval.baselines.dense import DenseRanker
from eval.baselines.hybrid import HybridRanker
from eval.baselines.langchain_recipe import LangchainRanker, clauses_within
from eval.baselines.texts import clause_texts
from eval.baselines.tune import fit
from eval.baselines.words import WordRanker
from eval.claims import ClaimCheck
from eval.metrics import citation_fault
from eval.score import judge
from index.build import build_index
from index.lexical import find_terms
from index.passages import make_passages
from ingest import parse_notice
from tests.index.conftest import SMALL_NOTICE, FakeEncoder


@pytest.fixture(scope="module")
def small():
    return parse_notice(SMALL_NOTICE, "small")


RANKERS = {
    "words": WordRanker,
    "dense": lambda notice: DenseRanker(notice, FakeEncoder(512)),
    "langchain": lambda notice: LangchainRanker(notice, FakeEncoder(512), chunk=40, overlap=0),
    "hybrid": lambda notice: HybridRanker(build_index(make_passages(notice), find_terms(notice), FakeEncoder()), notice.id),
}


@pytest.mark.parametrize("name", RANKERS)
@pytest.mark.parametrize(("question", "clause"), [("农村危房改造", "1"), ("留守人员关爱服务", "2"), ("农村客运班线", "3")])
def test_each_finds_the_clause_that_a_question_repeats(small, name, question, clause):
    hits = RANKERS[name](small).search(question, 2)
    assert hits[0].clause == clause
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_a_clause_is_found_by_its_number_in_words(small):
    assert "第3项任务3" in clause_texts(small)["3"]
    assert WordRanker(small).search("第3项", 1)[0].clause == "3"


def test_a_question_without_a_known_word_finds_nothing(small):
    assert WordRanker(small).search("zzz", 1) == []


@pytest.mark.parametrize(
    ("question", "units"),
    [
        ("危房改造谁牵头", ("市住建局",)),
        ("危房改造归谁管", ("市住建局",)),
        ("危房改造有哪些配合单位", ("市财政局",)),
        ("除了市住建局还有谁", ("市财政局",)),
        ("哪些单位负责危房改造", ("市住建局", "市财政局")),
    ],
)
def test_the_words_of_a_question_choose_the_units(small, question, units):
    assert units_asked(small.clause("1"), question) == units


def test_an_answer_names_clause_units_and_words_and_its_citation_holds(small):
    answer = answer_with(small, small.clause("2"), "谁负责留守人员")
    assert (answer.status, answer.clauses, answer.units) == ("answered", ("2",), ("市民政局", "市教育局"))
    assert "健全档案" in answer.text
    assert [citation_fault(citation, small) for citation in answer.citations] == [None]


def test_a_clause_without_units_is_answered_with_none(small):
    assert answer_with(small, small.clause("二（一）"), "要求是什么").units is None


class Fixed:
    def __init__(self):
        self.asked = []

    def search(self, query, k):
        self.asked.append(query)
        return [Ranked("1", 0.5)]


def test_the_message_before_is_searched_for_too(small):
    ranker = Fixed()
    RankedAnswerer(small, ranker, 0.4).ask("谁牵头", ("你好", "危房改造"))
    assert ranker.asked == ["危房改造，谁牵头"]


@pytest.mark.parametrize(("threshold", "status"), [(0.4, "answered"), (0.5, "answered"), (0.6, "not_found")])
def test_below_the_threshold_the_notice_does_not_say(small, threshold, status):
    answer = RankedAnswerer(small, Fixed(), threshold).ask("火星移民")
    assert answer.status == status and (answer.units is None) is (status == "not_found")


def test_a_piece_counts_first_for_the_clause_with_most_of_it(small):
    second, third = small.clause("2"), small.clause("3")
    assert clauses_within(small, second.end - 3, third.end) == ["3", "2"]
    assert clauses_within(small, second.start, second.end) == ["2"]


class Scored:
    """A ranker that finds task 17 with the score that is written in the question."""

    def search(self, query, k):
        return [Ranked("17", float(query))] if query else []


def test_the_threshold_with_the_most_right_answers_is_found(notice, make_question):
    refuse = {"status": "not_found", "clauses": []}
    questions = [
        make_question("a", ("0.9",)),  # right where it is answered
        make_question("b", ("0.8",), **refuse),  # right where it is refused
        make_question("c", ("0.7",)),
        make_question("d", ("0.7",)),
        make_question("e", ("0.5",), **refuse),
        make_question("f", ("0.5",), clauses=["22"]),  # never right
        make_question("g", ("",), **refuse),  # never answered
    ]
    found = fit("scored", Scored(), questions, notice, ClaimCheck(notice))
    assert (found.threshold, found.right) == (0.7, 5)  # a, c, d, e, g
    answerer = RankedAnswerer(notice, Scored(), found.threshold)
    assert sum(judge(q, answerer.ask(q.turns[0]), notice).right for q in questions) == found.right
    assert fit("none", Scored(), questions[-1:], notice, ClaimCheck(notice)).threshold == float("inf")
