"""What of a clause is read as responsibility depends on where it stands."""

from __future__ import annotations

import pytest

from ingest import parse_notice
from schema import ClauseKind

HEAD = "关于印发任务分工的通知\n各单位：\n现印发给你们。\n"


def test_requirements_are_no_tasks_though_they_name_units():
    text = (
        HEAD
        + "一、任务\n（一）推进改革。（市教育局）\n二、工作要求\n（一）加强领导。各单位要高度重视。\n（二）强化督查。市审计局负责督查。\n"
    )
    notice = parse_notice(text, "requirements")
    assert [(clause.id, clause.kind) for clause in notice.clauses[1:]] == [
        ("一（一）", ClauseKind.TASK),
        ("二（一）", ClauseKind.REQUIREMENT),
        ("二（二）", ClauseKind.REQUIREMENT),
    ]


def test_words_of_a_task_make_no_requirement():
    text = HEAD + "一、任务\n（一）县教育局负责校安工程的组织实施和质量管理，县财政局配合。\n"
    assert parse_notice(text, "requirements").clause("一（一）").units == ("县教育局", "县财政局")


def test_a_requirement_that_states_responsible_units_is_a_task():
    text = HEAD + "一、任务\n（一）推进改革。（市教育局）\n二、保障措施\n（一）强化督查。定期通报。（市政府督查室负责）\n"
    notice = parse_notice(text, "requirements")
    assert notice.clause("二（一）").leads == ("市政府督查室",)


@pytest.mark.parametrize(
    "clause",
    [
        "（二）各地区、各有关部门要对照任务，明确时间表。\n国务院办公厅要加强业务指导和督促协调。\n",
        "二、狠抓落实\n各部门、各单位要切实增强责任感。国务院办公厅要加强督促检查。\n",
        "二、工作要求\n1.由市政府督查室牵头，市发改委配合，定期调度通报。\n",
        "二、工作要求\n1.由镇应急办加强值守。\n",
    ],
)
def test_what_is_told_to_all_gives_nobody_a_task(clause):
    notice = parse_notice(f"{HEAD}一、任务\n（一）推进改革。（市教育局）\n{clause}", "requirements")
    assert [task.id for task in notice.tasks] == ["一（一）"]


def test_a_requirement_that_divides_a_task_is_one():
    text = HEAD + "一、任务\n（一）推进改革。（市教育局）\n二、汛期工作要求\n1.由镇应急办牵头，镇农业站、镇派出所配合，每周开展一次巡查。\n"
    task = parse_notice(text, "requirements").clause("1")
    assert (task.leads, task.participants, task.deadlines[0].words) == (("镇应急办",), ("镇农业站", "镇派出所"), "每周")


def test_the_districts_own_tasks_are_tasks():
    text = HEAD + "一、任务\n（一）各县区要建设养老中心，由市民政局牵头，市财政局配合。\n"
    assert parse_notice(text, "districts").clause("一（一）").units == ("市民政局", "市财政局")


@pytest.mark.parametrize("cell", ["—", "/", "暂无", ""])
def test_a_cell_that_says_nothing_is_no_deadline(cell):
    text = f"{HEAD}序号\t任务\t责任单位\t完成时限\n1\t改造危房\t市住建局\t{cell}\n2\t改造管网\t市水务局\t2025-06\n"
    assert [[deadline.words for deadline in task.deadlines] for task in parse_notice(text, "cell").tasks] == [[], ["2025-06"]]


def test_prose_without_its_units_gives_no_tasks(shipped):
    kept = [shipped.source[part.start : part.end] for part in shipped.parts if part.kind != "units"]
    assert parse_notice("".join(kept), "prose").tasks == ()
