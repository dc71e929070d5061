"""What a model thinks aloud is left out of its reply, however its pieces are cut."""

import pytest

from answer.llm.thoughts import without_thoughts


@pytest.mark.parametrize("size", [1, 2, 3, 7, 100])
@pytest.mark.parametrize(
    ("reply", "said"),
    [
        ("由市住建局牵头。", "由市住建局牵头。"),
        ("<think>谁牵头？\n市水务局。</think>由市住建局牵头。", "由市住建局牵头。"),
        ("<thinking>一</thinking>甲。<think>二</think>乙。", "甲。乙。"),
        ("甲。<think>谁牵头？市水务局牵头。", "甲。"),
        ("<think>", ""),
        ("市水务局牵头？</think>甲。", "市水务局牵头？\n甲。"),
        ("<think>一<think>二</think>甲。", "甲。"),
        ("小于号 < 和 <thin 留着", "小于号 < 和 <thin 留着"),
        ("甲<", "甲<"),
    ],
)
def test_thoughts_are_left_out(reply, said, size):
    assert "".join(without_thoughts(reply[i : i + size] for i in range(0, len(reply), size))) == said


def test_what_is_said_comes_at_once():
    pieces = without_thoughts(iter(["甲。", "乙。<", "/think>丙"]))
    assert [next(pieces), next(pieces)] == ["甲。", "乙。"]
