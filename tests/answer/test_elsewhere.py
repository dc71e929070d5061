"""Words of other government work in a topic."""

import pytest

from answer.elsewhere import Elsewhere, pairs_of
from knowledge import load_knowledge


@pytest.fixture(scope="module")
def elsewhere(shipped):
    return Elsewhere(shipped)


def test_pairs_are_of_chinese_characters_side_by_side():
    assert pairs_of(["危房。改造", "4G网络"]) == {"危房", "改造", "网络"}


@pytest.mark.parametrize("topic", ["农村危房改造", "乡村教师支持计划", ""])
def test_words_of_the_notice_are_of_no_other_work(elsewhere, topic):
    assert elsewhere.shares(topic) == (0.0, 0.0, 0.0)


def test_a_matter_of_other_work_is_told_by_its_words(elsewhere):
    lacking, documents, names = elsewhere.shares("家庭医生签约服务")
    assert lacking >= documents >= 0.4 and names >= 0.4


def test_plain_words_that_no_document_has_are_not_of_other_work(elsewhere):
    lacking, documents, names = elsewhere.shares("咱娃天天哭着喊着要妈")
    assert lacking > 0.7 and documents < 0.2 and names < 0.2


def test_what_is_other_work_depends_on_the_notice(elsewhere, other):
    of_other = Elsewhere(other)
    assert elsewhere.shares("危房改造")[0] == 0.0 < of_other.shares("危房改造")[0]
    assert of_other.shares("老年人免费体检")[0] == 0.0 < elsewhere.shares("老年人免费体检")[0]


def test_every_matter_has_a_name_of_its_own_and_a_sentence():
    matters = load_knowledge("matters")
    assert len(matters) > 1000
    assert all(4 <= len(name) <= 24 and len(says) > len(name) for name, says in matters.items())
