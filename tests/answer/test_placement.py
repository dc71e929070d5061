"""Claims about where a matter stands are told from claims about what is said there, and judged."""

from __future__ import annotations

import pytest

from answer.evidence import Evidence
from answer.normalise import normalise
from answer.reply import reply
from answer.sources import Sources


@pytest.mark.parametrize(
    ("text", "matter"),
    [
        ("农村公路写在第18项吧", "农村公路"),
        ("学前教育是不是第12项里的", "学前教育"),
        ("第12项里有没有写学前教育", "学前教育"),
        ("17项是讲危房改造的吧", "危房改造"),
        ("危房改造也在这项里吗", "危房改造"),
        ("第22项提到加氢站没有", "加氢站"),
        ("第17项的危房改造是2018年底前完成吧", ""),  # about what is said there
        ("危房改造谁牵头", ""),
        ("市林业局参与第22项吗", ""),
    ],
)
def test_a_claim_of_place_says_nothing_else(understanding, text, matter):
    assert understanding.read(normalise(text)).place_claimed == matter


@pytest.mark.parametrize(
    ("text", "found", "begins", "clauses"),
    [
        ("危房改造是第17项吧", "17", "是的。", ["17"]),
        ("危房改造是第16项吧", "17", "不是。\n这件事写在 [任务17]。", ["17"]),
        ("第22项提到加氢站没有", "", "不是。\n[任务22] 没有写到这件事。", ["22"]),
    ],
)
def test_a_claim_of_place_is_judged_and_the_true_place_told(shipped, understanding, text, found, begins, clauses):
    def search(query):
        where = (shipped.clause(found),) if found else ()
        return Evidence("found" if found else "absent", where, {}, ())

    draft = reply(Sources(shipped, understanding.names, search, "", []), understanding.read(normalise(text)))
    assert draft.text.startswith(begins) and draft.clauses == clauses
