"""Of a list just given those tasks are told that a further message keeps, and none beside."""

import pytest

from tests.answer.conftest import clauses_and_units

FIRST = ["市扶贫办有哪些任务", "请列出市扶贫办承担的各项任务。"]
WITH = [  # kept are those in which the unit has any part
    "其中有{}的",
    "里面有{}的是哪几项",
    "上述任务中涉及{}的有哪些？",
    "请将其中涉及{}的单独列出。",
    "挑出有{}的",
    "有{}的留下",
    "带{}的是哪几项",
    "那{}也在的有哪些",
    "同时还有{}的呢",
    "筛一下，要有{}的",
]
LED_BY = ["其中{}牵头的", "上述任务中，由{}牵头的是哪几项？", "请将其中{}牵头的单独列出。", "以上任务里，牵头的是{}的有哪些"]
WITHOUT = [
    "去掉有{}的",
    "再减去有{}的",
    "凡有{}在内的请剔除，余下哪几项？",
    "除掉{}也在的，还剩哪些",
    "没{}的那些呢",
    "{}不在里面的有哪些",
]


@pytest.fixture(scope="module")
def listed(shipped):
    return [task for task in shipped.tasks if "市扶贫办" in task.units]


@pytest.mark.parametrize("text", WITH)
@pytest.mark.parametrize("unit", ["市民政局", "市财政局"])
def test_those_in_which_a_unit_has_a_part_are_kept(ask, listed, text, unit):
    kept = [task.id for task in listed if unit in task.units]
    assert list(ask(FIRST[0], text.format(unit)).clauses) == kept != []


@pytest.mark.parametrize("text", LED_BY)
@pytest.mark.parametrize("first", FIRST)
def test_those_that_a_unit_leads_are_kept(ask, listed, first, text):
    kept = [task.id for task in listed if "市住建局" in task.leads]
    assert list(ask(first, text.format("市住建局")).clauses) == kept != []


@pytest.mark.parametrize("text", WITHOUT)
@pytest.mark.parametrize("unit", ["财政局", "市委组织部"])
def test_those_in_which_a_unit_has_a_part_are_taken_away(ask, listed, text, unit):
    name = "市财政局" if unit == "财政局" else unit
    kept = [task.id for task in listed if name not in task.units]
    assert list(ask(FIRST[0], text.format(unit)).clauses) == kept
    assert len(kept) < len(listed)


def test_those_that_a_unit_leads_are_taken_away_and_no_others_of_it(ask, listed):
    kept = [task.id for task in listed if "市民政局" not in task.leads]
    assert list(ask(FIRST[0], "去掉市民政局牵头的").clauses) == kept
    assert any("市民政局" in task.units for task in listed if task.id in kept)


def test_a_list_is_cut_down_again_and_again(ask, listed):
    kept = [task.id for task in listed if "市民政局" in task.units and "市残联" in task.units and "市卫计局" not in task.units]
    assert list(ask(FIRST[0], "其中有市民政局的", "里面市残联也在的有哪些", "再去掉有卫计局的").clauses) == kept != []


def test_how_many_are_left_is_told(ask, listed):
    number = sum("市民政局" in task.units for task in listed)
    assert f"{number} 项" in ask(FIRST[0], "里面有市民政局的有几项").text


def test_two_tasks_told_in_turn_are_a_list(ask):
    assert ask("第34项有哪些单位", "第19项呢", "以上两项，发改局参加的是哪一项？").clauses == ("19",)


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [("前一项有、后一项没有的单位是哪几家", "12", "13"), ("后一项有、前一项没有的单位是哪几家", "13", "12")],
)
def test_what_one_of_two_tasks_has_and_the_other_lacks_is_told(ask, shipped, text, first, second):
    own = [unit for unit in shipped.clause(first).units if unit not in shipped.clause(second).units]
    answer = ask("任务12谁牵头", "任务13呢", text)
    assert list(answer.units or ()) == own


def test_the_other_way_round_is_the_other_task_s_own(ask, shipped):
    turns = ["旅游局牵头几条", "第3条有、另外那条没有的单位是哪几家"]
    own = [unit for unit in shipped.clause("3").units if unit not in shipped.clause("34").units]
    other = [unit for unit in shipped.clause("34").units if unit not in shipped.clause("3").units]
    assert list(ask(*turns).units) == own
    assert list(ask(*turns, "反过来呢").units) == other


def test_another_unit_s_tasks_are_no_part_of_the_list(ask, shipped):
    whole = [task.id for task in shipped.tasks if "市委统战部" in task.leads]
    assert list(ask("市委宣传部牵头哪些", "文广新局参加了其中哪条", "换统战部呢，牵头啥").clauses) == whole


def test_a_question_whole_by_itself_is_not_cut_down(ask, shipped):
    whole = [task.id for task in shipped.tasks if "市民政局" in task.leads]
    assert list(ask("市教育局牵头哪几项", "市民政局牵头的是哪几项").clauses) == whole


def test_the_rest_of_a_list_is_what_was_not_kept(ask, listed):
    first, kept = FIRST[0], [task.id for task in listed if "市住建局" not in task.leads]
    assert list(ask(first, "其中市住建局牵头的", "那剩下的呢").clauses) == kept


def test_how_many_are_left_of_a_list_cut_down_is_told(ask, listed):
    number = sum("市财政局" not in task.units for task in listed)
    assert f"{number} 项" in ask(FIRST[0], "有财政局的去掉", "还剩几项？").text


def test_of_two_units_asked_about_together_each_is_told_apart_of_the_same_list(ask, shipped):
    first = "市扶贫办跟市委组织部共同有份的任务有哪些"
    both = [task for task in shipped.tasks if {"市扶贫办", "市委组织部"} <= set(task.units)]
    assert list(ask(first, "组织部牵头的呢").clauses) == [task.id for task in both if "市委组织部" in task.leads]
    assert list(ask(first, "组织部牵头的呢", "反过来，扶贫办牵头的").clauses) == [task.id for task in both if "市扶贫办" in task.leads]


def test_the_only_task_without_others_of_a_list_is_told(ask, shipped):
    alone = [task.id for task in shipped.tasks if task.units == ("市扶贫办",)]
    assert list(ask("扶贫办牵头的有哪些", "里边就它一家单干的是哪个").clauses) == alone


def test_where_none_is_taken_away_the_list_stays_a_list(ask, shipped):
    led = [task.id for task in shipped.tasks if "市教育局" in task.leads]
    answer = ask("市教育局牵头哪几项", "扣掉市审计局参加的，剩下哪几项")
    assert list(answer.clauses) == led and "全文" not in answer.text


@pytest.mark.parametrize(("text", "leads"), [("牵头的留下，别的去掉", True), ("把牵头的剔掉", False), ("参加的都去掉", True)])
def test_a_list_is_cut_down_by_the_unit_s_part(ask, shipped, text, leads):
    tasks = [task for task in shipped.tasks if "市林业局" in task.units]
    assert list(ask("林业局的活，全部列给我", text).clauses) == [t.id for t in tasks if ("市林业局" in t.leads) is leads]


def test_which_of_a_unit_s_tasks_just_listed_wants_a_plan_is_told(ask):
    assert ask("海洋与渔业局有哪些任务", "哪个写了要制定实施方案").clauses == ("2",)


def test_those_with_one_participant_are_told(ask, shipped):
    led = [task for task in shipped.tasks if "市委组织部" in task.leads]
    answer = ask("市委组织部牵头哪几项", "这几项里，参加单位只有扶贫办一家的是哪几项")
    assert list(answer.clauses) == [task.id for task in led if task.participants == ("市扶贫办",)] != []


def test_one_unit_of_the_list_just_given(ask, shipped):
    listed = [task.id for task in shipped.tasks if "市文广新局" in task.participants and "市委宣传部" in task.leads]
    assert list(ask("市委宣传部牵头哪几项", "文广新局参加的是哪一项").clauses) == listed == ["59"]


def test_whether_all_that_was_listed_are_one_unit_s(ask):
    answer = ask("深圳对口帮扶办参加哪些任务", "这些都是发改局牵头？")
    assert answer.text.startswith("是") and list(answer.clauses) == ["1", "33"]
    assert ask("市统计局参加哪些任务", "这些都是统计局牵头？").text.startswith("不是")


def test_so_many_listed_before_an_answer_of_none(ask):
    answer = ask("市统计局参加哪些任务", "有牵头的吗", "那这三项是谁牵头")
    assert list(answer.clauses) == ["47", "52", "53"] and answer.units == ("市扶贫办",)


def test_what_is_kept_is_not_taken_away(ask, shipped):
    kept = [t.id for t in shipped.tasks if "市委组织部" in t.leads and "市扶贫办" in t.participants]
    assert list(ask("市委组织部牵头的任务都列一下", "有扶贫办参加的留下，别的删掉").clauses) == kept


def test_who_is_alone_among_those_led_is_found(ask, shipped):
    alone = [task.id for task in shipped.tasks if task.units == ("市扶贫办",)]
    assert list(ask("市扶贫办牵头的给我一份", "里面有没有一个光杆司令、没别家配合的，哪项").clauses) == alone


@pytest.mark.parametrize(
    ("turns", "clauses", "units"),
    [
        (["文广新局参加的是哪些任务", "末尾两项各是谁牵头的"], ["34", "59"], ["市旅游局", "市委宣传部"]),
        (["文广新局参加的是哪些任务", "前两项各是谁牵头的"], ["21", "23"], ["市经信局", "市住建局"]),
        (["编办有哪两项", "不是它牵头的那项，牵头单位是谁"], ["16"], ["市卫计局"]),
        (["供销社参与哪几项", "头一项要拿出什么方案"], ["2"], None),
    ],
)
def test_a_stretch_of_a_list_and_what_a_unit_does_not_lead(ask, turns, clauses, units):
    assert clauses_and_units(ask(*turns)) == (clauses, units)


def has(unit, part="units"):
    return lambda task: unit in getattr(task, part)


@pytest.mark.parametrize(
    ("turns", "kept"),
    [
        (["市人社局都有哪些任务", "它牵头的呢", "全部这些里面有教育局的是哪几项"], (has("市人社局"), has("市教育局"))),
        (["市教育局牵头的列一下", "残联没参加的是哪几项"], (has("市教育局", "leads"), lambda task: "市残联" not in task.units)),
        (["市卫计局有哪几项", "去掉它牵头的，剩下的"], (has("市卫计局", "participants"),)),
        (["市卫计局参与哪些任务", "民政局也在的有吗"], (has("市卫计局"), has("市民政局"))),
        (["民政局牵头了五项对吧", "编号念一下"], (has("市民政局", "leads"),)),
    ],
)
def test_what_is_said_of_a_list_is_of_that_list(ask, shipped, turns, kept):
    assert list(ask(*turns).clauses) == [task.id for task in shipped.tasks if all(holds(task) for holds in kept)] != []


def test_after_its_leads_the_rest_of_all_that_a_unit_has_is_told(ask, shipped):
    joined = [task.id for task in shipped.tasks if "市民政局" in task.participants]
    assert list(ask("市民政局有多少项任务", "牵头的有几项", "刨掉牵头的还有哪几项").clauses) == joined


def test_a_unit_taken_back_is_no_condition(ask):
    assert list(ask("教育局牵头什么", "哎不是教育局，我说的是科技局").clauses) == ["29"]


def test_one_more_unit_is_added_to_those_whose_common_tasks_were_listed(ask, shipped):
    of_all = [task.id for task in shipped.tasks if {"市民政局", "市残联", "市财政局"} <= set(task.units)]
    assert list(ask("民政局和残联都参与的有哪些", "再加上财政局，三家都在的剩哪些").clauses) == of_all
    assert list(ask("民政局和残联都参与的有哪些", "再拉上财政局，三家凑齐的").clauses) == of_all


def test_those_that_two_units_bear_alone_are_kept(ask, shipped):
    two = [task.id for task in shipped.tasks if set(task.units) == {"市委组织部", "市扶贫办"} and "市委组织部" in task.leads]
    assert list(ask("组织部牵头哪些", "只有它跟扶贫办两家的，给我拎出来").clauses) == two


def test_the_one_in_which_a_unit_has_that_part_is_taken_up(ask):
    assert ask("工商联有哪几条", "参加的那条谁牵头").units == ("市委统战部",)


def test_a_unit_within_a_part_of_another_is_told(ask, shipped):
    both = [task.id for task in shipped.tasks if "市人社局" in task.leads and "市残联" in task.units]
    assert list(ask("人社局牵头哪几条", "牵头的里面，残联也在的是哪条").clauses) == both


def test_one_of_the_list_is_put_aside_by_its_matter(ask, shipped):
    led = [task.id for task in shipped.tasks if "市住建局" in task.leads]
    assert list(ask("住建局牵头的列给我", "移民搬迁那个不要，剩下的").clauses) == [i for i in led if i != "22"]


def test_one_of_the_list_is_taken_up_by_its_matter(ask):
    assert ask("教育局只参加不牵头的有哪些", "其中讲特殊教育的是哪项，谁牵头").units == ("市残联",)


def test_the_other_of_two_is_told_by_the_matter_of_the_one(ask):
    assert ask("农业局牵头哪两项", "一项是特色产业，另一项讲什么改革").clauses == ("31",)


def test_those_told_in_turn_are_summed(ask, shipped):
    units = ("市文明办", "市委宣传部", "市纪委")
    led = [task.id for task in shipped.tasks if set(task.leads) & set(units)]
    answer = ask("文明办牵头哪项", "宣传部呢", "纪委呢", "这三家牵头的合起来几项")
    assert set(answer.clauses) == set(led) and f"{len(led)} 项" in answer.text


def test_a_list_is_taken_up_again_after_something_else(ask, shipped):
    both = [task.id for task in shipped.tasks if {"市财政局", "市发改局"} <= set(task.units) and "市发改局" in task.leads]
    turns = ("财政局和发改局都有份的任务有哪些", "等下，文件几号发的", "好，回到刚才那串，里面由发改局牵头的呢")
    assert list(ask(*turns).clauses) == both


def test_what_the_first_of_two_has_more_is_told(ask, shipped):
    more = [unit for unit in shipped.clause("3").units if unit not in shipped.clause("34").units]
    assert clauses_and_units(ask("第3项有哪些单位", "第34项呢", "前一个比后一个多了谁"))[1] == more


def test_those_kept_may_be_told_before_a_comma(ask, shipped):
    both = [task.id for task in shipped.tasks if "市委组织部" in task.leads and "市人社局" in task.units]
    assert list(ask("组织部牵头的任务列一下", "人社局也参加的，留下来，其他删掉").clauses) == both


def test_the_tasks_that_a_unit_leads_beside_this_one_are_told(ask, shipped):
    led = [task.id for task in shipped.tasks if "市人社局" in task.leads and task.id != "7"]
    assert list(ask("第7项是人社局牵头吗", "除了这项，人社局另外还牵头哪些").clauses) == led


def test_the_other_part_of_a_unit_s_tasks_is_added(ask, shipped):
    every = [task.id for task in shipped.tasks if "市教育局" in task.units]
    assert list(ask("教育局牵头几项？", "再把参加的加上，合起来都是哪些项").clauses) == every
