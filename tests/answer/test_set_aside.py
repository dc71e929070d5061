"""A unit's tasks beside those that a question names."""

import pytest


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("旅游局除了第3项还牵头哪项", ["34"]),
        ("除了第17项，住建局还牵头哪几项", ["22", "23"]),
        ("林业局除了第4项之外还参加哪些", ["2", "3", "22", "23", "27", "31", "34"]),
        ("撇开17和22，市住建局还牵头哪些", ["23"]),
    ],
)
def test_the_others_are_told_and_the_one_named_is_not(ask, text, clauses):
    answer = ask(text)
    assert list(answer.clauses) == clauses
    assert answer.text.startswith("除[任务")


def test_a_bound_that_is_left_out_sets_no_task_aside(ask, shipped):
    later = [task.id for task in shipped.tasks if int(task.id) > 40 and "市财政局" in task.units]
    assert list(ask("第40项往后（不含40），还有哪些任务要市财政局参与？").clauses) == later


def test_where_there_is_no_other_it_is_said(ask):
    answer = ask("审计局除了第25项之外，手上还有别的任务吗")
    assert answer.clauses == ("25",) and "没有其他承担的任务" in answer.text


def test_units_beside_a_task_s_lead_are_still_units(ask):
    assert ask("第4项除了市林业局还有谁").units == ("市财政局",)
