"""Texts that are nearly the same are found, all of them and no others."""

from __future__ import annotations

from eval.leaks import learnt_files, load_learnt
from eval.metrics import jaccard
from eval.near import NEAR_DUPLICATE, NearTexts, bigrams


def test_the_same_text_is_found_whatever_its_punctuation():
    known = NearTexts(["危房改造谁牵头", "市教育局牵头哪几项", "？", "好"])
    assert list(known.near("危房改造，谁牵头？")) == [(0, 1.0)]
    assert list(known.near("好")) == [(3, 1.0)]
    assert list(known.near("班车一天才一趟")) == []


def test_what_shares_most_of_its_pairs_is_found_with_their_likeness():
    ((place, likeness),) = NearTexts(["请问农村危房改造扶贫工程是哪家单位牵头的", "文号"]).near("请问农村危房改造扶贫工程是哪家单位牵头")
    assert place == 0 and NEAR_DUPLICATE <= likeness < 1


def test_as_many_are_found_as_by_comparing_with_all():
    texts = [each.text for each in load_learnt(learnt_files())[::80] if bigrams(each.text)]  # one character alone has no pairs to compare
    known = NearTexts(texts)
    for text in texts:
        asked = text + "呢"
        plain = [place for place, other in enumerate(texts) if jaccard(bigrams(asked), bigrams(other)) >= NEAR_DUPLICATE]
        assert [place for place, _ in known.near(asked)] == plain
