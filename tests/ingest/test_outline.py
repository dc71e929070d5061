"""Numbers of every kind nest as they stand; what is out of order is said."""

from __future__ import annotations

import pytest

from ingest import parse_notice
from schema import ClauseKind

FRONT = "关于印发方案的通知\n各单位：\n"


def outline(text):
    return [(clause.id, clause.headings) for clause in parse_notice(FRONT + text, "outline").clauses[1:]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一、甲\n1. 子。\n2. 丑。\n二、乙\n3. 寅。\n", [("1", ("一、甲",)), ("2", ("一、甲",)), ("3", ("二、乙",))]),  # running on
        ("一、甲\n1. 子。\n二、乙\n1. 丑。\n", [("一1", ("一、甲",)), ("二1", ("二、乙",))]),  # starting anew
        (
            "一、甲\n（一）乙\n1. 子。\n二、丙\n（一）丁\n1. 丑。\n",
            [("一（一）1", ("一、甲", "（一）乙")), ("二（一）1", ("二、丙", "（一）丁"))],
        ),
        (
            "第一章　总则\n第一条　子。\n第二章　任务\n第二条　丑。\n",
            [("第一章第一条", ("第一章　总则",)), ("第二章第二条", ("第二章　任务",))],
        ),
        (  # an Arabic number is a name by itself only where the numbers run on
            "一、甲\n（一）乙\n1. 子。\n2. 丑。\n3. 寅。\n（二）丙\n1. 卯。\n",
            [(f"一（一）{n}", ("一、甲", "（一）乙")) for n in "123"] + [("一（二）1", ("一、甲", "（二）丙"))],
        ),
        (
            "一、甲\n（一）乙。\n（二）丙：\n1. 子。\n2. 丑。\n",
            [("一（一）", ("一、甲",)), ("一（二）1", ("一、甲", "（二）丙：")), ("一（二）2", ("一、甲", "（二）丙："))],
        ),
        (
            "第一部分　甲\n1  子。\n2  丑。\n第二部分　乙\n3  寅。\n",
            [("1", ("第一部分　甲",)), ("2", ("第一部分　甲",)), ("3", ("第二部分　乙",))],
        ),
        (
            "1 甲\n1.1 子。\n1.2 丑。\n2 乙\n2.1 寅：\n（1）卯。\n（2）辰。\n",
            [("1.1", ("1 甲",)), ("1.2", ("1 甲",)), ("2.1（1）", ("2 乙", "2.1 寅：")), ("2.1（2）", ("2 乙", "2.1 寅："))],
        ),
        ("1.\n子。\n2.\n丑。\n", [("1", ()), ("2", ())]),  # the number in a line of its own
        ("㈠子。\n㈡丑。\n", [("（一）", ()), ("（二）", ())]),
        ("⒈子。\n⒉丑。\n", [("1", ()), ("2", ())]),
        ("任务一：子。\n任务二：丑。\n", [("任务一", ()), ("任务二", ())]),
        ("一、甲\n共有\n5 万元。\n", [("一", ())]),
        ("（一）子。\n(二)丑。\n", [("（一）", ()), ("（二）", ())]),
        ("1 子\n一、甲。\n", [("一", ())]),
        ("一、甲\n1.1 子。\n1.2 丑。\n", [("1.1", ("一、甲",)), ("1.2", ("一、甲",))]),
        ("一、甲。\n附件1\n任务表\n一、乙。\n", [("一", ()), ("附件一", ("附件1任务表",))]),
    ],
)
def test_clauses_stand_under_their_headings(text, expected):
    assert outline(text) == expected


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("1. 子。\n3. 丑。\n", ["number_gap"]),
        ("1. 子。\n1. 丑。\n", []),  # starting anew is no oddity
        ("1. 子。\n2. 丑。\n2. 寅。\n", ["number_repeated"]),
        ("一、甲\n1. 子。\n二、乙\n2. 丑。\n", []),
        ("一、甲\n1. 子。\n三、乙\n2. 丑。\n", ["number_gap"]),
    ],
)
def test_numbers_out_of_order_are_said(text, codes):
    assert [w.code for w in parse_notice(FRONT + text, "order").warnings if w.code.startswith("number")] == codes


def test_a_figure_at_a_line_break_is_no_number():
    text = (
        FRONT
        + "一、甲\n1. 每村补助经费按照规定的标准执行，其中行政村每年不少于\n10. 5万元，自然村减半。（市财政局）\n2. 乙。（市教育局）\n"
    )
    assert [task.id for task in parse_notice(text, "wrap").tasks] == ["1", "2"]


def test_a_text_without_numbers_is_read_by_paragraphs():
    notice = parse_notice(
        "关于做好工作的通知\n各单位：\n要做好危房改造。（市住建局、市财政局）\n要做好教育。（市教育局）\n市政府\n2025年1月1日\n",
        "plain",
    )
    assert [(c.id, c.units) for c in notice.clauses[1:]] == [("第1段", ("市住建局", "市财政局")), ("第2段", ("市教育局",))]


def test_a_document_of_another_kind_is_read_and_said_to_be_one():
    notice = parse_notice("关于放假的通知\n各单位：\n一、放假时间\n五月一日至五日。\n二、要求\n注意安全。\n", "other")
    assert [(c.id, c.kind, c.text) for c in notice.clauses[1:]] == [
        ("一", ClauseKind.CLAUSE, "放假时间\n五月一日至五日。"),
        ("二", ClauseKind.CLAUSE, "要求\n注意安全。"),
    ]
    assert [w.code for w in notice.warnings] == ["no_tasks"]


@pytest.mark.parametrize(
    ("items", "tasks"),
    [
        ("1. 健全机制：\n（1）甲；\n（2）乙。（市教育局）\n2. 丙。（市财政局）\n", [("1", ["市教育局"]), ("2", ["市财政局"])]),
        ("1. 健全机制\n（1）甲。\n（2）乙。\n（市教育局）\n", [("1", ["市教育局"])]),
        ("1. 健全机制（市教育局）\n（1）甲。\n（2）乙。\n", [("1", ["市教育局"])]),
        ("1. 健全机制\n（1）甲。（市财政局）\n（2）乙。（市教育局）\n", [("一1（1）", ["市财政局"]), ("一1（2）", ["市教育局"])]),
        ("1. 健全机制\n（1）甲。\n（2）乙。（市教育局）\n", [("一1（2）", ["市教育局"])]),  # the last item's own: others end in a full stop
    ],
)
def test_the_task_is_the_item_or_the_whole_as_its_units_stand(items, tasks):
    notice = parse_notice(FRONT + "一、任务\n" + items, "items")
    assert [(task.id, list(task.units)) for task in notice.tasks] == tasks


def test_a_whole_task_keeps_the_text_of_its_items():
    notice = parse_notice(FRONT + "一、任务\n1. 健全机制：\n（1）甲；\n（2）乙。（市教育局）\n", "items")
    assert notice.clause("1").text == "健全机制：\n（1）甲；\n（2）乙。（市教育局）"


def test_a_heading_that_names_units_is_a_task_beside_its_items():
    text = (
        FRONT + "（一）推进产业发展（市发展改革委牵头）\n1.建设园区。（市工信局）\n2.引进项目。（市商务局）\n（二）抓教育。（市教育局）\n"
    )
    assert [(task.id, task.units) for task in parse_notice(text, "heading").tasks] == [
        ("（一）", ("市发展改革委",)),
        ("（一）1", ("市工信局",)),
        ("（一）2", ("市商务局",)),
        ("（二）", ("市教育局",)),
    ]


def test_a_table_written_one_cell_a_line_is_read():
    text = "附件\n任务分解表\n序号\n任务\n责任单位\n时限\n1\n建设园区。\n县水务局\n县住建局\n12月底前\n2\n新建天桥。\n县住建局\n9月底前\n"
    tasks = parse_notice(FRONT + text, "cells").tasks
    assert [(t.id, t.units, [d.words for d in t.deadlines]) for t in tasks] == [
        ("1", ("县水务局", "县住建局"), ["12月底前"]),
        ("2", ("县住建局",), ["9月底前"]),
    ]


def test_a_short_line_of_units_does_not_run_into_the_paragraph_after_it():
    text = "一、甲。\n牵头单位：市教育局\n配合单位：市财政局\n请各牵头单位于每月25日前将工作进展情况报市政府，汇总后通报全市各地。\n"
    assert parse_notice(FRONT + text, "after").clause("一").units == ("市教育局", "市财政局")


def test_a_signature_takes_no_labels_and_no_units_with_it():
    last = "2. 申报项目。\n牵头单位：市教育局\n配合单位\n市财政局、市审计局\n完成时限：6月底前\n市人民政府办公室\n2025年1月15日\n"
    task = parse_notice("关于印发分工的通知\n各单位：\n1. 推进改革。（市教育局）\n" + last, "signed").clause("2")
    assert (task.units, task.deadlines[0].words) == (("市教育局", "市财政局", "市审计局"), "6月底前")


def test_offices_that_sign_side_by_side_have_no_duties():
    text = "关于印发分工的通知\n各单位：\n1. 推进改革。（市教育局）\n县教育局　县市场监督管理局　县公安局\n2021年8月3日\n"
    assert [task.units for task in parse_notice(text, "signed").tasks] == [("市教育局",)]


def test_numbers_below_unnumbered_headings_are_told_apart_by_them():
    text = FRONT + "县水利局\n1.负责水库安全。\n2.负责灌区改造。\n县公安局\n1.负责治安。\n"
    assert [task.id for task in parse_notice(text, "units").tasks] == ["县水利局·1", "县水利局·2", "县公安局·1"]


def test_a_requirement_s_number_leaves_that_of_a_task_alone():
    text = (
        FRONT + "一、重点任务\n1. 修路。（县交通局）\n二、其他任务\n2. 植树。（县林业局）\n"
        "工作要求\n1、各单位每月报送进展。\n2、纳入考核。\n"
    )
    notice = parse_notice(text, "numbers")
    assert [task.id for task in notice.tasks] == ["1", "2"]
    assert [clause.id for clause in notice.clauses if "考核" in clause.text] != ["2"]


def test_tasks_that_say_that_they_are_tasks_are_called_by_their_figures():
    text = "关于印发分工的通知\n一、建设\n任务1：修路。（县交通局）\n二、管护\n任务2：养路。（县公路中心）\n"
    assert [(task.id, task.number) for task in parse_notice(text, "items").tasks] == [("1", "任务1"), ("2", "任务2")]


def test_tasks_of_several_annexes_are_told_apart_by_them():
    head, rows = "序号\t任务\t责任单位\n", "1\t修路\t县交通局\n2\t植树\t县林业局\n"
    text = f"关于印发分工的通知\n一、请认真落实。\n附件1\n甲表\n{head}{rows}附件2：\n乙表\n{head}{rows}"
    assert [task.id for task in parse_notice(text, "annexes").tasks] == ["附件1·1", "附件1·2", "附件2·1", "附件2·2"]


def test_items_of_a_list_without_numbers_are_clauses_below_a_heading():
    text = (
        FRONT + "（一）加快建设\n- 开工住房，市住建局牵头，市财政局配合。\n- 盘活厂房。责任单位：市国资委\n"
        "（二）修订办法。\n- **牵头单位**：市司法局\n"
    )
    tasks = parse_notice(text, "items").tasks
    assert [(task.id, task.units) for task in tasks] == [
        ("（一）第1点", ("市住建局", "市财政局")),
        ("（一）第2点", ("市国资委",)),
        ("（二）", ("市司法局",)),
    ]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("2.推进改革。（市教育局）\n3.加强监管。（市公安局）\n", ["number_first"]),
        ("1.推进改革。（市教育局）\n3.加强监管。（市公安局）\n", ["number_gap"]),
        ("1.2027年建成学校。（市教育局）\n2.加强监管。（市公安局）\n", []),
    ],
)
def test_numbers_that_do_not_begin_with_one_are_told(text, codes):
    assert [w.code for w in parse_notice("关于印发方案的通知\n" + text, "n").warnings] == codes


CLOSING = "各地、各有关部门要细化举措，每年12月10日前将进展情况报市安委办。市安委办要加强督促检查。\n"


def test_a_paragraph_to_all_after_the_last_task_is_no_part_of_it():
    *_, task, closing = parse_notice(FRONT + f"1. 整治隐患。（市应急局）\n2. 提升素质。\n{CLOSING}", "closing").clauses
    assert task.id == "2" and task.text == "提升素质。" and not task.units
    assert closing.text == CLOSING.strip() and not closing.units


def test_such_a_paragraph_between_tasks_stays_where_it_stands():
    ids = [i for i, _ in outline(f"1. 整治隐患。\n{CLOSING}2. 提升素质。（市应急局）\n")]
    assert ids == ["1", "2"]


def test_requirements_that_the_front_announces_before_a_table_are_no_tasks():
    front = "关于分工的通知\n各单位：\n现将任务分工表印发给你们，并提出如下要求。\n"
    own = "一、跟踪问效。市体育局会同市政府督查室每半年调度一次。\n"
    table = "附件\n序号\t任务\t牵头单位\n1\t修路\t市交通局\n2\t植树\t市林业局\n"
    assert [task.id for task in parse_notice(front + own + table, "announced").tasks] == ["1", "2"]
    assert parse_notice(front.replace("，并提出如下要求", "") + own + table, "plain").tasks[0].units == ("市体育局", "市政府督查室")
