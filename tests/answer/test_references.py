"""References to clauses are resolved in the notice's own numbers."""

from __future__ import annotations

import pytest

from answer.normalise import normalise
from answer.references import read_clauses
from answer.understand import Understanding
from ingest import parse_notice


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("第22项", ["22"]),
        ("第二十二项", ["22"]),
        ("任务22", ["22"]),
        ("任务二十二", ["22"]),
        ("22号任务", ["22"]),
        ("第22条", ["22"]),
        ("task 22", ["22"]),
        ("第四十项", ["40"]),
        ("第3项和第34项", ["3", "34"]),
        ("第52、53、47项", ["52", "53", "47"]),
        ("第5到第8项", ["5", "6", "7", "8"]),
        ("5至8项", ["5", "6", "7", "8"]),
        ("前三项", ["1", "2", "3"]),
        ("最后两项", ["59", "60"]),
        ("最后一项", ["60"]),
        ("最后那一项任务", ["60"]),
        ("倒数第二项", ["59"]),
        ("58项以后", ["58", "59", "60"]),
        ("工作要求第二条", ["二（二）"]),
        ("二（三）", ["二（三）"]),
        ("要求（一）", ["二（一）"]),
        ("工作要求", ["二（一）", "二（二）", "二（三）"]),
        ("60项任务", []),  # all there are: no reference to one
    ],
)
def test_a_reference_names_clauses(shipped, words, ids):
    assert read_clauses(words, shipped) == (ids, [])


@pytest.mark.parametrize(("words", "missing"), [("第61项", ["61"]), ("任务99", ["99"]), ("工作要求第四条", ["要求4"])])
def test_numbers_the_notice_lacks_are_told(shipped, words, missing):
    assert read_clauses(words, shipped) == ([], missing)


def test_an_item_is_named_by_the_part_it_stands_in(reader):
    first = "一、补短板\n（一）修路。（县交通局）\n（二）修桥。（县水利局）\n"
    text = f"关于分工的通知\n{first}二、强产业\n（一）种茶。（县农业局）\n（二）养鱼。（县渔业局）\n"
    query = Understanding(parse_notice(text, "parts"), reader).read(normalise("第二部分的（二），牵头单位是？"))
    assert query.clauses == ("二（二）",)


def test_a_list_may_be_known_in_part(shipped):
    assert read_clauses("第60、61项", shipped) == (["60"], ["61"])


@pytest.fixture(scope="module")
def sectioned():
    rows = "一、教育类\n1\t建学校\t县教育局\n2\t换设备\t县教育局\n二、医疗类（2项）\n1\t建病房\t县卫健局\n2\t做筛查\t县卫健局\n"
    return parse_notice("关于分工的通知\n各单位：\n序号\t任务\t责任单位\n" + rows, "sectioned")


@pytest.mark.parametrize(
    ("words", "before", "ids"),
    [
        ("第2项", "医疗类", ["二2"]),
        ("第二项", "医疗方面的", ["二2"]),
        ("第二部分的（2）", "", ["二2"]),
        ("（2）", "第二大块的", ["二2"]),
        ("医疗类里的第1项", "", ["二1"]),
        ("第2项", "第一部分", ["一2"]),
        ("二1", "", ["二1"]),
        ("第二1项", "", ["二1"]),
        ("第2项", "", ["一2", "二2"]),  # both have the number
        ("前三项", "", ["一1", "一2", "二1"]),
        ("最后一项", "", ["二2"]),
    ],
)
def test_where_numbers_start_anew_the_section_tells_which_is_meant(sectioned, words, before, ids):
    assert read_clauses(words, sectioned, before=before) == (ids, [])


def test_what_stands_before_a_reference_makes_it_a_requirement(shipped):
    assert read_clauses("第（三）条", shipped, before="工作要求里的") == (["二（三）"], [])
    assert read_clauses("第三条", shipped, before="看一下") == (["3"], [])


TWICE = parse_notice(
    """国务院办公厅关于推广的通知
各部门：
一、推广的举措
（一）诉讼方面2项：审判；调查。
（二）金融方面1项：信贷。
附件
清单
序号\t举措\t指导部门
1\t审判\t最高人民法院
2\t信贷\t银保监会、科技部
""",
    "twice",
)


@pytest.mark.parametrize(("words", "ids"), [("第2条", ["2"]), ("第二条", ["2"]), ("（二）", ["一（二）"]), ("第（二）条", ["一（二）"])])
def test_of_two_clauses_with_one_number_the_one_written_so_is_meant(words, ids):
    assert {"2", "一（二）"} <= {clause.id for clause in TWICE.clauses}
    assert read_clauses(words, TWICE) == (ids, [])


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [("第57项往后", "57", "60"), ("57项起", "57", "60"), ("第57项之后", "58", "60"), ("第3项以前", "1", "3"), ("第3项之前", "1", "2")],
)
def test_an_open_stretch_of_tasks(shipped, words, first, last):
    known, missing = read_clauses(words, shipped)
    assert known == [str(n) for n in range(int(first), int(last) + 1)] and missing == []


ITEMS = """关于印发治本攻坚行动的通知

一、压实责任

（三）动态清零

1. 自查自改。（应急管理厅）

2. 挂牌督办。（省安委会办公室、省数据局）

二、专项整治

（八）整治电动自行车

1. 治理飞线。（公安厅、消防救援总队）
"""


@pytest.mark.parametrize(("words", "ids"), [("（三）2", ["一（三）2"]), ("第（八）1项", ["二（八）1"]), ("一（三）1", ["一（三）1"])])
def test_an_item_is_known_without_the_section_above_it(words, ids):
    assert read_clauses(words, parse_notice(ITEMS, "items")) == (ids, [])


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("第二条要求讲的是什么", ("二（二）",)),
        ("第17项要求到什么时候完成", ("17",)),
        ("99条贫困村道路谁牵头修", ()),  # how many
    ],
)
def test_what_follows_a_number_tells_what_it_counts(understanding, text, clauses):
    query = understanding.read(normalise(text))
    assert (query.clauses, query.missing) == (clauses, ())


def test_what_stands_behind_a_number_in_brackets_is_of_that_task(understanding):
    assert understanding.read(normalise("任务14后面括号里的单位，照原样念给我听")).clauses == ("14",)


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("头十项里头，哪几项没财政局的事？", tuple(map(str, range(1, 11)))),
        ("60项谁管", ("60",)),
        ("60项里谁牵头最多", ()),
        ("前一项有、后一项没有的单位是哪几家", ()),
    ],
)
def test_numbers_of_all_of_the_first_and_of_one_are_told_apart(understanding, text, clauses):
    assert understanding.read(normalise(text)).clauses == clauses


LETTERED = "关于分工的通知\n一、人才\n1. 引进。（市科技局牵头，市财政局配合）\n2. 培养。（市人社局）\n二、服务\n1. 落户。（市公安局）\n"


@pytest.mark.parametrize(
    ("text", "clauses"), [("市财政局参加任务一1吗", ("一1",)), ("任务二1谁牵头", ("二1",)), ("市公安局参与任务一2吗", ("一2",))]
)
def test_a_task_is_named_by_an_id_of_several_numbers(reader, text, clauses):
    assert Understanding(parse_notice(LETTERED, "ids"), reader).read(normalise(text)).clauses == clauses


@pytest.mark.parametrize(
    ("question", "clauses"),
    [
        ("第55项再往后数两项，那一项是说什么方面的工作", ("57",)),
        ("第17项的下一项谁牵头", ("18",)),
        ("第17项往前数一项谁牵头", ("16",)),
        ("重点任务分工的最后一项由谁负责", ("60",)),
        ("文广新局参加但不牵头、编号又在五十八以后的任务", ("58", "59", "60")),
    ],
)
def test_a_task_is_told_from_another_s_number(understanding, question, clauses):
    assert understanding.read(normalise(question)).clauses == clauses


def test_past_the_last_task_the_number_that_there_is_not_is_told(understanding):
    assert understanding.read(normalise("第59项往后数两项是什么")).missing == ("61",)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("从12数到20，市财政局牵头的有几项", 12, 20),
        ("35到50这一段，财政局参加的是哪些", 35, 50),
        ("只看前十五项，教育局有份的是哪几项", 1, 15),
    ],
)
def test_a_stretch_said_in_so_many_words(understanding, text, first, last):
    assert understanding.read(normalise(text)).clauses == tuple(map(str, range(first, last + 1)))


def test_together_is_no_stretch_of_numbers(ask):
    assert ask("第44项谁牵头？对应项号一起给").clauses == ("44",)


def test_the_end_of_a_task_is_not_the_last_task(ask):
    assert ask("19项末尾要求制定的那份方案，完整名称是？").clauses == ("19",)


def test_the_row_of_units_behind_a_task_is_its_own(ask, shipped):
    units = shipped.clause("33").units
    assert ask("请查一下第33项后面那串单位里，排第二和最末的各是哪家").units == (units[1], units[-1])
