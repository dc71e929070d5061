"""Which units are said, completely and in order, each with its ground."""

import pytest

from answer.check import check
from answer.compose_units import compared_units, units_of_clauses, units_of_notice
from answer.draft import Draft
from answer.query import Part, Size, Wanted
from ingest import parse_notice
from tests.answer.queries import query


@pytest.mark.parametrize(
    ("wanted", "clause", "units"),
    [
        (Wanted.LEAD, "22", ("市住建局",)),
        (Wanted.OTHERS, "22", ("市发改局", "市林业局", "市扶贫办")),
        (Wanted.ALL, "22", ("市住建局", "市发改局", "市林业局", "市扶贫办")),
        (Wanted.LEAD, "60", ("市文明办",)),
        (Wanted.OTHERS, "60", ()),
        (Wanted.ALL, "4", ("市林业局", "市财政局")),
    ],
)
def test_units_of_one_clause(shipped, draft, wanted, clause, units):
    units_of_clauses(draft, query(wanted=wanted), [shipped.clause(clause)])
    assert draft.units == units and draft.clauses == [clause]
    check(draft, shipped.units)


def test_units_of_several_clauses_come_once_and_in_order(shipped, draft):
    units_of_clauses(draft, query(wanted=Wanted.LEAD), [shipped.clause(i) for i in ("28", "22", "17")])
    assert draft.units == ("市国土局", "市住建局") and draft.clauses == ["28", "22", "17"] and len(draft.lines) == 3


def test_units_named_after_except_are_left_out(shipped, draft):
    units_of_clauses(draft, query(wanted=Wanted.OTHERS), [shipped.clause("22")], ["市林业局"])
    assert draft.units == ("市住建局", "市发改局", "市扶贫办")
    check(draft, shipped.units)


@pytest.mark.parametrize(("left_out", "units"), [("县水利局", ("县财政局",)), ("县林业局", ("县水利局", "县财政局"))])
def test_the_lead_beside_one_that_is_set_aside_is_told(left_out, units):
    notice = parse_notice("关于分工的通知\n1. 植树。（县水利局、县财政局共同牵头，县林业局配合）\n", "joint")
    draft = Draft(notice)
    units_of_clauses(draft, query(wanted=Wanted.LEAD), [notice.clause("1")], [left_out])
    assert draft.units == units
    check(draft, notice.units)


def test_where_no_lead_is_stated_none_is_claimed(other):
    draft = Draft(other)
    clause = other.clause(other.tasks[0].id)
    units_of_clauses(draft, query(wanted=Wanted.LEAD), [clause])
    assert draft.units == ("县交通运输局", "县财政局") and "没有说明谁牵头" in draft.text
    check(draft, other.units)


@pytest.mark.parametrize(
    ("wanted", "told"), [(Wanted.ALL, "共 3 个责任单位"), (Wanted.OTHERS, "共 2 个单位参加"), (Wanted.LEAD, "由 **县水利局** 牵头")]
)
def test_a_name_that_stands_for_many_is_said_to_be_counted_as_one(wanted, told):
    text = "关于清河的通知\n\n青山县人民政府办公室\n\n1. 清理河道。（牵头单位：县水利局；配合单位：县财政局、各乡镇政府）\n"
    notice = parse_notice(text, "river")
    draft = units_of_clauses(Draft(notice), query(wanted=wanted), [notice.clause("1")])
    assert told in draft.lines[0]
    assert draft.lines[1:] == ([] if wanted is Wanted.LEAD else ["其中各乡镇政府不止一个单位，这里各按一个计。"])
    check(draft, notice.units)


def test_a_clause_without_units_says_so(shipped, draft):
    units_of_clauses(draft, query(), [shipped.clause("二（二）")])
    assert draft.units == () and "没有列责任单位" in draft.text


def test_shared_and_different_units(shipped, draft):
    clauses = [shipped.clause("2"), shipped.clause("31")]
    compared_units(draft, query(compare="shared"), clauses)
    assert draft.units == ("市农业局", "市林业局", "市海洋与渔业局") and draft.clauses == ["2", "31"]
    check(draft, shipped.units)
    other_draft = compared_units(Draft(shipped), query(compare="diff"), clauses)
    assert other_draft.units == ("市发改局", "市财政局", "市商务局", "市国税局", "市供销社", "市扶贫办")
    check(other_draft, shipped.units)


def test_units_by_their_number_of_tasks(shipped, names, draft):
    units_of_notice(draft, query(sizes=(Size("tasks", Part.LEADS, 5),)), names)
    assert draft.units == ("市扶贫办", "市民政局", "市委组织部")
    assert draft.clauses == [t.id for t in shipped.tasks if t.units[0] in draft.units]
    check(draft, shipped.units)


@pytest.mark.parametrize(("clauses", "verdict"), [(("12", "13"), "是的。"), (("17", "24"), "不是。")])
def test_whether_one_unit_leads_them_all_is_said_first(shipped, draft, clauses, verdict):
    asked = query(wanted=Wanted.LEAD).but(masked="这两项的牵头单位是同一个吗")
    assert units_of_clauses(draft, asked, [shipped.clause(i) for i in clauses]).lines[0] == verdict


@pytest.mark.parametrize(("before", "verdict"), [("20", "是的。"), ("21", "不是。")])
def test_whether_the_unit_spoken_of_before_leads_is_said_first(shipped, draft, before, verdict):
    asked = query().but(masked="农网改造也是同一家吗", nearby=(before,), from_conversation=("沿用问法",))
    assert units_of_clauses(draft, asked, [shipped.clause("20")]).lines[0] == verdict


@pytest.mark.parametrize(("number", "verdict"), [(8, "是的。"), (6, "不是。")])
def test_a_claim_of_how_many_units_a_clause_has_is_counted(shipped, draft, number, verdict):
    asked = query(yes_no=True, sizes=(Size("units", Part.ANY, number, number),))
    assert units_of_clauses(draft, asked, [shipped.clause("5")]).lines[0] == verdict


def test_some_units_of_a_task_are_told_alone(shipped, draft):
    units_of_clauses(draft, query(), [shipped.clause("21")], only=("电信汕尾分公司", "移动汕尾分公司", "市卫计局"))
    assert draft.units == ("电信汕尾分公司", "移动汕尾分公司")
    assert draft.lines == ["[任务21] 的责任单位里，这样的有 2 个：电信汕尾分公司、移动汕尾分公司。"]
    check(draft, shipped.units)
    assert units_of_clauses(Draft(shipped), query(), [shipped.clause("60")], only=()).lines == ["[任务60] 的责任单位里没有这样的单位。"]


def test_shared_units_leave_out_those_named(shipped, draft):
    compared_units(draft, query(compare="shared", left_out=("市教育局",)), [shipped.clause("12"), shipped.clause("13")])
    assert draft.units == ("市财政局", "市人社局", "市扶贫办")


@pytest.mark.parametrize(("numbers", "opening"), [("18和19", "没有"), ("17和22", "有")])
def test_whether_two_lists_differ_is_told(ask, shipped, numbers, opening):
    first, second = (set(shipped.clause(i).participants) for i in numbers.split("和"))
    assert (first == second) is (opening == "没有")
    assert ask(f"第{numbers}项的参加单位有出入吗").text.startswith(opening)


def test_units_beside_the_leads_are_compared_by_themselves(ask, shipped):
    assert shipped.clause("18").participants == shipped.clause("19").participants
    assert ask("18和19的配合单位一样吗").text.startswith("是")
    assert ask("18和19的责任单位一样吗").text.startswith("不是")


def test_what_one_task_has_and_the_other_lacks_is_told_as_it_is_asked(ask, shipped):
    for first, second in (("26", "27"), ("27", "26")):
        only = [unit for unit in shipped.clause(first).units if unit not in shipped.clause(second).units]
        assert list(ask(f"{first}里有而{second}里没有的是谁").units) == only != []


def test_the_units_behind_a_lead_that_two_tasks_share_are_told(ask, shipped):
    both = [unit for unit in shipped.clause("17").participants if unit in shipped.clause("23").participants]
    assert list(ask("17和23都归住建局打头，跟在后面、两项里都有的是哪几家").units) == both
    assert list(ask("住建局在17和23都牵头，除它之外两项里都有的是哪几家").units) == both


@pytest.mark.parametrize(
    ("text", "so"),
    [
        ("第60项责任单位就文明办一家，对吧", True),
        ("第17项就住建局一家，对吧", False),
        ("第60项除了文明办还有别的单位一起干吗", False),
        ("第17项除了住建局还有别的单位吗", True),
    ],
)
def test_whether_a_task_has_one_unit_alone_is_told(ask, text, so):
    from eval.verdict import read_verdict

    assert read_verdict(ask(text).text) == ("yes" if so else "no")
