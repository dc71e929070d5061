"""Tasks and units computed from the notice, against a plain recomputation."""

import pytest

from answer.query import Asks, NameWord, Part, Query, Rank, Size, UnitCondition
from answer.select import has_part, own_units, rank_tasks, rank_units, select_tasks, select_units, shared_units, tally
from ingest import parse_notice

NO_KIND = {}.get


def query(**changes):
    return Query("", "zh", Asks.TASKS, **changes)


def ids(tasks):
    return [task.id for task in tasks]


def plain(notice, unit, part):
    """Return the ids of a unit's tasks by looking at each task."""
    found = []
    for task in notice.tasks:
        lead, rest = task.units[0], task.units[1:]
        if (part is Part.LEADS and unit == lead) or (part is Part.JOINS and unit in rest) or (part is Part.ANY and unit in (lead, *rest)):
            found.append(task.id)
        if part is Part.ABSENT and unit not in (lead, *rest):
            found.append(task.id)
    return found


@pytest.mark.parametrize("part", list(Part))
def test_tasks_of_every_unit_agree_with_a_plain_count(shipped, part):
    for unit in shipped.units:
        condition = UnitCondition((unit,), part, unit)
        assert ids(select_tasks(shipped, query(conditions=(condition,)), NO_KIND)) == plain(shipped, unit, part)


@pytest.mark.parametrize("part", [Part.LEADS, Part.JOINS, Part.ANY])
def test_the_tally_holds_the_same_tasks(shipped, part):
    count = tally(shipped)
    for unit in shipped.units:
        assert sorted(count.tasks(unit, part)) == sorted(plain(shipped, unit, part))


def test_conditions_are_met_together_or_one_of_them(shipped):
    one, other = (UnitCondition((u,), Part.ANY, u) for u in ("市民政局", "市残联"))
    both = [i for i in plain(shipped, "市民政局", Part.ANY) if i in plain(shipped, "市残联", Part.ANY)]
    assert ids(select_tasks(shipped, query(conditions=(one, other)), NO_KIND)) == both == ["8", "10", "11", "17", "46"]
    either = {*plain(shipped, "市民政局", Part.ANY), *plain(shipped, "市残联", Part.ANY)}
    assert ids(select_tasks(shipped, query(conditions=(one, other), either=True), NO_KIND)) == [
        t.id for t in shipped.tasks if t.id in either
    ]
    without = UnitCondition(("市残联",), Part.ABSENT, "残联")
    assert ids(select_tasks(shipped, query(conditions=(one, without)), NO_KIND)) == [
        i for i in plain(shipped, "市民政局", Part.ANY) if i not in both
    ]


def test_several_units_of_one_condition_count_as_one_organ(shipped):
    task = shipped.clause("43")
    assert has_part(task, ("市国税局", "市地税局"), Part.JOINS) and not has_part(task, ("市国税局", "市地税局"), Part.LEADS)
    assert not has_part(task, ("市地税局",), Part.ABSENT)
    assert not has_part(shipped.clause("3"), ("市旅游局", "市农业局"), Part.JOINS), "one of them leads"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"sizes": (Size("units", Part.ANY, 1, 1),)}, ["35", "49", "60"]),
        ({"sizes": (Size("units", Part.ANY, 9),)}, ["2", "33"]),
        ({"year": 2018}, ["16", "17"]),
        ({"deadline": True}, ["16", "17"]),
        ({"deliverable": ("规划",)}, ["20", "26", "49"]),
        ({"deliverable": ("计划",)}, ["26"]),
        ({"literal": ("革命老区",)}, ["13", "30", "33", "35", "37"]),
        ({"literal": ("一卡通",)}, ["17"]),
        ({"unit_word": NameWord("银行")}, ["17", "26", "27", "35", "48"]),
        ({"unit_word": NameWord("公司")}, ["21"]),
        ({"clauses": ("17", "22", "44"), "sizes": (Size("units", Part.ANY, 0, 4),)}, ["22", "44"]),
        ({"literal": ("革命老区",), "sizes": (Size("units", Part.ANY, 4, 4),)}, ["13", "30", "37"]),
        ({"literal": ("宇宙飞船",)}, []),
        ({"literal": ("社会保险……措施",)}, ["9"]),
        ({"deliverable": ("三年攻坚实施方案",), "sizes": (Size("deliverables", Part.ANY, 2, 2),)}, ["21"]),
        ({"deliverable": (), "sizes": (Size("deliverables", Part.ANY, 3),)}, ["20"]),
        ({"unit_word": NameWord("公司", ends=True)}, ["21"]),
    ],
)
def test_filters_over_the_notice(shipped, changes, expected):
    assert ids(select_tasks(shipped, query(**changes), NO_KIND)) == expected


def test_a_kind_of_organ_is_a_filter_too(shipped, names):
    assert ids(select_tasks(shipped, query(kind="telecom"), names.kind)) == ["21"]
    assert select_units(shipped, query(kind="telecom"), names.kind, shipped.tasks) == ["电信汕尾分公司", "移动汕尾分公司", "联通汕尾分公司"]


def test_units_by_their_number_of_tasks(shipped):
    for by in (Part.ANY, Part.LEADS, Part.JOINS):
        for low, high in ((0, 0), (1, 1), (2, 2), (3, None), (10, 20)):
            expected = [u for u in shipped.units if low <= len(plain(shipped, u, by)) <= (high if high is not None else 99)]
            assert select_units(shipped, query(sizes=(Size("tasks", by, low, high),)), NO_KIND, shipped.tasks) == expected


def test_every_unit_is_selected_without_a_condition(shipped):
    assert select_units(shipped, query(), NO_KIND, shipped.tasks) == list(shipped.units)
    assert len(shipped.units) == 53


@pytest.mark.parametrize(
    ("rank", "expected"),
    [
        (Rank("units", Part.LEADS), [(11, ("市扶贫办",))]),
        (Rank("units", Part.ANY, top=3), [(40, ("市扶贫办",)), (27, ("市财政局",)), (15, ("市民政局",))]),
        (Rank("units", Part.LEADS, place=2), [(6, ("市委组织部",))]),
        (Rank("units", Part.LEADS, place=4), [(3, ("市发改局", "市住建局", "市人社局"))]),
        (Rank("units", Part.JOINS, place=2), [(26, ("市财政局",))]),
        (Rank("units", Part.ANY, place=40), []),
    ],
)
def test_units_are_ranked_with_ties(shipped, rank, expected):
    assert [(place.number, place.names) for place in rank_units(shipped, rank, shipped.units)] == expected


def test_the_least_places_are_counted_from_below(shipped):
    place = rank_units(shipped, Rank("units", Part.ANY, least=True), shipped.units)[0]
    assert place.number == 1
    assert list(place.names) == [u for u in shipped.units if len(plain(shipped, u, Part.ANY)) == 1]


def test_tasks_are_ranked_by_their_units(shipped):
    assert [(p.number, p.names) for p in rank_tasks(shipped.tasks, Rank("tasks", Part.ANY, top=2))] == [(12, ("33",)), (9, ("2",))]
    assert [(p.number, p.names) for p in rank_tasks(shipped.tasks, Rank("tasks", Part.ANY, least=True))] == [(1, ("35", "49", "60"))]


def test_units_of_two_tasks_are_compared(shipped):
    three, thirty_four = shipped.clause("3"), shipped.clause("34")
    assert shared_units([three, thirty_four]) == ["市旅游局", "市住建局", "市农业局", "市林业局", "市扶贫办"]
    assert own_units(three, [thirty_four]) == ["市民宗局", "市城乡规划局"]
    assert own_units(thirty_four, [three]) == ["市文广新局"]
    assert shared_units([shipped.clause("35"), shipped.clause("60")]) == []


def test_a_unit_may_be_left_out_of_a_list_of_units(shipped):
    size = (Size("tasks", Part.LEADS, 6, 6),)
    assert select_units(shipped, query(sizes=size), NO_KIND, shipped.tasks) == ["市委组织部"]
    assert select_units(shipped, query(sizes=size, left_out=("市委组织部",)), NO_KIND, shipped.tasks) == []


def test_a_rank_may_be_among_some_units_only(shipped):
    places = rank_units(shipped, Rank("units", Part.LEADS, top=2), ("市水务局", "市委组织部", "市国税局", "市国土局"))
    assert [(place.number, place.names) for place in places] == [(6, ("市委组织部",)), (1, ("市水务局", "市国土局"))]


@pytest.mark.parametrize(
    ("word", "found"),
    [
        (NameWord("联"), ["市妇联", "市残联", "市文联", "联通汕尾分公司", "市工商联"]),
        (NameWord("市委", begins=True), ["市委组织部", "市委统战部", "市委办公室", "市委宣传部"]),
        (
            NameWord("市", begins=True, lacks=True),
            ["深圳对口帮扶办", "团市委", "人民银行汕尾市中心支行", "汕尾广播电视台", "电信汕尾分公司"],
        ),
    ],
)
def test_units_by_a_word_of_their_names(shipped, word, found):
    assert select_units(shipped, query(unit_word=word), NO_KIND, shipped.tasks)[: len(found)] == found


def test_of_words_that_hold_one_another_one_is_enough(shipped):
    both = select_tasks(shipped, query(literal=("志愿者", "大学生志愿者")), NO_KIND)
    assert ids(both) == ids(select_tasks(shipped, query(literal=("志愿者",)), NO_KIND)) != []
    assert select_tasks(shipped, query(literal=("志愿者", "危房")), NO_KIND) == []


def test_units_are_ranked_within_a_stretch_of_tasks(shipped):
    first_ten = [shipped.clause(str(n)) for n in range(1, 11)]
    assert [(place.names, place.number) for place in rank_units(shipped, Rank("units", Part.LEADS), tasks=first_ten)] == [
        (("市人社局",), 3)
    ]


def test_a_year_may_stand_in_the_time_limit_beside_the_units():
    notice = parse_notice("关于分工的通知\n1. 修路。（县交通局；2025年底前）\n2. 植树。（县林业局；2026年底前）\n", "year")
    assert [task.id for task in select_tasks(notice, query(year=2025), str)] == ["1"]
