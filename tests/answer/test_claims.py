"""Whether what is supposed is borne out by the text, where no rule tells."""

import json

import pytest

from answer.claims import VERDICTS, WEIGHTS, chances_of, claim_features, judge_claim
from answer.yes_no import find_verdict


def _nearest(clause, word):
    return sorted(clause.sentences, key=lambda sentence: word not in sentence.text)


@pytest.mark.parametrize(
    ("question", "clause", "word", "key"),
    [
        ("读技校的也算？", "12", "技校", "yes_so"),
        ("就是说小工程村里可以自己建自己管？", "23", "自建自管", "yes_so"),
        ("一个月发多少是不是写死了", "54", "乡镇工作补贴", ""),
    ],
)
def test_the_model_speaks_where_the_rules_are_silent(shipped, question, clause, word, key):
    sentences = _nearest(shipped.clause(clause), word)
    assert find_verdict(question, sentences[:1], shipped.clause(clause))[0] == ""
    assert judge_claim(question, sentences, shipped.clause(clause))[0] == key


def test_a_rule_goes_first(shipped):
    clause = shipped.clause("15")
    sentences = _nearest(clause, "70%")
    assert judge_claim("补助比例是60%吗", sentences[:1], clause)[0] == "no_number"


def test_nothing_is_said_without_a_sentence(shipped):
    assert judge_claim("读技校的也算？", [], shipped.clause("12")) == ("", "")


@pytest.mark.parametrize("question", ["技校的就不算了吧", "只有技校才算吧", "必须读技校吧"])
def test_no_yes_is_said_of_what_denies_or_is_stricter(shipped, question):
    clause = shipped.clause("12")
    assert not claim_features(question, clause.sentences, clause)["plain"]
    assert not judge_claim(question, _nearest(clause, "技校"), clause)[0].startswith("yes_so")


def test_the_weights_are_of_the_features(shipped):
    clause = shipped.clause("12")
    features = claim_features("读技校的也算？", clause.sentences, clause)
    told = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    assert len(told["bias"]) == len(told["weights"]) == len(VERDICTS)
    assert all(set(row) == set(features) for row in told["weights"])
    assert sum(chances_of(features).values()) == pytest.approx(1.0)
