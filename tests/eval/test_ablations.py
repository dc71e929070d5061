"""Each piece taken away is really gone, and nothing else is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from answer.check import Unproven
from eval.ablations import ABLATIONS, Parts
from eval.contest import Contestant, contest_to_markdown, run_contest
from index import Weights
from ingest import parse_notice
from schema import Answer
from settings import Settings
from tests.index.conftest import SMALL_NOTICE

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def parts():
    return Parts.open(Settings())


def found(assistant, question):
    """Return the hits of an assistant's index."""
    return assistant.holdings.now.index.search(question, 60, notice="shanwei-2016-19")


def test_the_whole_answers_as_the_product_does(parts):
    assert parts.assemble().ask("哪些单位参与危房改造").clauses == ("17",)


def test_without_phrasings_no_hit_has_any(parts):
    hits = found(ABLATIONS["no phrasings"](parts), "危房改造")
    assert {hit.phrasing for hit in hits} == {0.0} and max(hit.sentence for hit in hits) > 0.5


def test_without_sentence_evidence_sentences_do_not_rank(parts):
    index = ABLATIONS["no sentence evidence"](parts).holdings.now.index
    assert index.weights == Weights(sentence=0.0) and index.passages == parts.index.passages


def test_without_the_lexical_leg_no_word_counts(parts):
    hits = found(ABLATIONS["no lexical leg"](parts), "危房改造")
    assert {hit.lexical for hit in hits} == {0.0} and hits[0].clause == "17"
    assert max(hit.lexical for hit in found(parts.assemble(), "危房改造")) > 0.5


def test_without_the_adapter_the_vectors_are_those_of_the_bare_model(parts, tmp_path):
    small = replace(parts, notices=(parse_notice(SMALL_NOTICE, "small"),), settings=Settings(cache=tmp_path, notices=tmp_path))
    bare = ABLATIONS["no adapter"](small).holdings.now.index
    assert bare.encoder.fingerprint == bare.meta["fingerprint"] == parts.index.encoder.fingerprint.split("+")[0]
    assert bare.notices == ("small",)


def test_without_names_of_organs_only_the_notices_own_spellings_are_known(parts):
    bare = ABLATIONS["no names of organs"](parts)
    assert bare.ask("市住建局牵头哪几项").clauses == parts.assemble().ask("市住建局牵头哪几项").clauses
    assert bare.ask("市卫健局牵头哪些任务").clauses != parts.assemble().ask("市卫健局牵头哪些任务").clauses


def test_without_a_conversation_a_follow_up_stands_alone(parts):
    turns = ["危房改造谁牵头", "什么时候完成"]
    assert parts.assemble().ask(turns[1], turns[:1]).clauses == ("17",)
    assert ABLATIONS["no conversation"](parts).ask(turns[1], turns[:1]).clauses != ("17",)


def test_without_the_check_a_draft_is_shown_as_it_is(parts, monkeypatch):
    monkeypatch.setattr("answer.draft.Draft.citations", lambda draft: ())
    unproven = parts.assemble(prove=_refuse).ask("第17项写了什么")
    assert unproven.status == "not_found"
    assert ABLATIONS["no check"](parts).ask("第17项写了什么").status == "answered"


def _refuse(draft, known_units):
    raise Unproven("refused")


class Says:
    def __init__(self, clause):
        self.clause = clause

    def ask(self, question, history=()):
        return Answer("answered", "由市住建局牵头。", (self.clause,), ("市住建局",), latency_ms=1.0)


def test_a_contest_pairs_every_system_with_ours(notice, make_question):
    questions = [make_question("a"), make_question("b", kind="spoken", clauses=["22"])]
    systems = [
        Contestant("fengong", "ours", lambda: Says("17")),
        Contestant("rival", "baseline", lambda: Says("22")),
    ]
    figures, failures = run_contest(systems, {"dev": questions}, notice)
    assert failures == {}
    assert figures["dev"]["rival"]["against_ours"]["all"] | {"interval": None} == {
        "n": 2, "first": 0.5, "second": 0.5, "lost": 1, "won": 1, "p": 1.0, "interval": None, "bootstrap": (-1.0, 1.0),
    }  # fmt: skip
    assert "against_ours" not in figures["dev"]["fengong"]
    text = contest_to_markdown("dev", figures["dev"])
    assert "| rival | 50.0 % |" in text and "| rival | 0.0 % | -81.1 to +81.1 | -100.0 to +100.0 | 1 | 1 | 1 |" in text
