"""What every task is said to have."""

import pytest

from answer.universal import said_of_every


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("60项任务是不是每一项都有参加单位", "joins"),
        ("每项任务都有牵头单位吗", "leads"),
        ("是不是所有任务都写了完成时限", "deadline"),
        ("项项都要出方案吗", "deliverable"),
        ("每项任务都要紧吗", ""),
        ("有没有哪项任务没有参加单位", ""),
    ],
)
def test_what_is_said_of_every_task(text, what):
    assert said_of_every(text) == what


def test_the_exceptions_are_named(ask, shipped):
    alone = [task.id for task in shipped.tasks if not task.participants]
    answer = ask("60项任务是不是每一项都有参加单位")
    assert answer.text.startswith("不是") and list(answer.clauses) == alone and f"{len(alone)} 项" in answer.text


def test_those_that_have_it_are_named_where_they_are_few(ask, shipped):
    dated = [task.id for task in shipped.tasks if task.deadlines]
    answer = ask("是不是所有任务都写了完成时限")
    assert 0 < len(dated) < len(shipped.tasks) / 2
    assert answer.text.startswith("不是") and list(answer.clauses) == dated


def test_what_all_have_is_so(ask):
    assert ask("每项任务都有牵头单位吗").text.startswith("是")


@pytest.mark.parametrize(
    ("question", "of", "claimed"),
    [
        ("咱市人社局牵头的，是不是都有财政局参加", "市人社局", "市财政局"),
        ("农业局牵头的两项，参加单位里是不是都有林业局", "市农业局", "市林业局"),
        ("财政局是不是参加了民政局牵头的每一项", "市民政局", "市财政局"),
    ],
)
def test_whether_a_unit_is_in_every_task_of_another_is_told(ask, shipped, question, of, claimed):
    led = [task for task in shipped.tasks if of in task.leads]
    lacking = [task.id for task in led if claimed not in task.units]
    answer = ask(question)
    assert led and answer.text.startswith("不是" if lacking else "是")
    assert set(answer.clauses) <= {task.id for task in led}


def test_whether_a_unit_is_in_every_task_of_all_is_told(ask, shipped):
    there = [task for task in shipped.tasks if "市财政局" in task.units]
    answer = ask("财政局六十项里每项都有它吗")
    assert answer.text.startswith("不是") and f"只有 {len(there)} 项" in answer.text


def test_that_a_unit_is_in_none_of_another_s_tasks_is_told(ask, shipped):
    led = [task for task in shipped.tasks if "市人社局" in task.leads]
    assert led and all("市财政局" in task.units for task in led)
    assert ask("人社局牵头的，是不是都没有财政局参加").text.startswith("不是")


def test_tasks_told_by_their_number_alone_are_all_those_of_the_unit(ask):
    assert ask("统计局那三项任务难道全是扶贫办牵头的？").text.startswith("是")
