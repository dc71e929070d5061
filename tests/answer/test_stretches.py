"""Tasks side by side that one unit leads are told, of the length asked for or the longest."""

import pytest

from answer.stretches import read_stretch, stretches_led
from tests.answer.conftest import clauses_and_units


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("我发现有一段连着五项都是同一家牵头，从第几项到第几项？哪家？", 5),
        ("一连好几项都是同一家牵头的，是哪家", 1),
        ("有没有哪家单位连续牵头三项任务", None),
        ("同一个单位接连牵头两项的有哪些", 2),
    ],
)
def test_what_is_asked_for_in_a_row_is_read(text, length):
    found = read_stretch(text)
    assert (found and found.top) == length


@pytest.mark.parametrize("text", ["连着五项都是同一家牵头的是第几项", "一连几项都归同一个单位牵头，从哪到哪"])
def test_the_tasks_of_the_longest_are_told(ask, shipped, text):
    longest = max(stretches_led(shipped), key=len)
    assert clauses_and_units(ask(text)) == ([task.id for task in longest], list(longest[0].leads))


def test_those_of_the_length_asked_for_are_told(ask, shipped):
    of_two = [task.id for tasks in stretches_led(shipped) if len(tasks) == 2 for task in tasks]
    assert list(ask("连着两项都是同一家牵头的有哪几处").clauses) == of_two
