"""What is asked of the answer just shown: its documents and time limit, its units, what stands in it."""

import pytest

from tests.answer.conftest import clauses_and_units


@pytest.mark.parametrize("text", ["要出方案不", "有没有要求制定实施方案", "要制定什么文件", "要拿什么方案出来"])
@pytest.mark.parametrize(("number", "names"), [("3", "旅游行业精准扶贫精准脱贫三年攻坚实施方案"), ("22", "没有写明要制定什么文件")])
def test_its_documents_are_named_or_that_there_are_none(ask, text, number, names):
    answer = ask(f"第{number}项谁牵头", text)
    assert answer.clauses == (number,) and names in answer.text and not (number == "22" and answer.text.startswith("有"))


@pytest.mark.parametrize("text", ["它那个方案叫什么名字", "那项的方案全称是什么"])
def test_a_document_is_the_task_s_and_not_the_notice(ask, text):
    answer = ask("第19项是水务局牵头吧", text)
    assert answer.clauses == ("19",) and "新时期水利精准扶贫精准脱贫三年攻坚实施方案" in answer.text


@pytest.mark.parametrize("text", ["有时限没有", "有没有完成期限"])
@pytest.mark.parametrize(("number", "begins"), [("60", "没有写明"), ("17", "有。")])
def test_whether_there_is_a_time_limit_is_told(ask, text, number, begins):
    assert ask(f"第{number}项谁牵头", text).text.startswith(begins)


def test_how_many_units_it_has_is_told(ask):
    answer = ask("第33项由谁牵头", "连牵头在内合计几家单位")
    assert answer.clauses == ("33",) and "12 个" in answer.text


def test_a_list_is_cut_down_by_what_its_tasks_ask_for(ask, shipped):
    led = [t for t in shipped.tasks if "市民政局" in t.leads]
    answer = ask("市民政局牵头的任务有哪几项", "其中需要另外制定实施方案的是哪一项呢")
    assert list(answer.clauses) == [t.id for t in led if any("实施方案" in d.name for d in t.deliverables)] != []


def test_those_of_a_year_are_taken_from_a_list(ask, shipped):
    answer = ask("市住建局牵头的任务", "有2018年时限的剔掉，剩哪些")
    assert list(answer.clauses) == [t.id for t in shipped.tasks if "市住建局" in t.leads and "2018" not in t.text]


def test_what_was_cut_from_a_list_is_the_rest_of_it(ask):
    answer = ask("市人社局牵头的任务列一下", "教育局也在的呢", "剩下那项跟谁合办")
    assert clauses_and_units(answer) == (["9"], ["市财政局"])


def test_the_last_question_is_asked_of_another_task_with_its_wants(ask):
    """The lead left out of one task is none of the next one's."""
    assert clauses_and_units(ask("第5项谁牵头", "其他单位还有哪些", "第38项呢")) == (["38"], ["市扶贫办"])


def test_who_leads_it_is_told_with_its_documents(ask):
    answer = ask("市环保局在哪项", "这项谁牵头，要制定什么方案")
    assert answer.units == ("市住建局",) and "改善农村人居环境精准扶贫精准脱贫三年攻坚实施方案" in answer.text


def test_the_documents_of_another_task_are_asked_for(ask, shipped):
    assert not shipped.clause("13").deliverables
    answer = ask("第12项要制定什么方案", "那第13项呢，要制定吗")
    assert answer.clauses == ("13",) and answer.text.startswith("没有")


@pytest.mark.parametrize(("text", "place"), [("排第三的是哪个", 3), ("排第二位的是谁", 2)])
def test_a_place_is_one_in_the_list_of_the_task_just_shown(ask, shipped, text, place):
    answer = ask("第1项写了哪几个单位", text)
    assert answer.clauses == ("1",) and answer.units == (shipped.clause("1").units[place - 1],)


def test_by_how_many_the_units_just_compared_differ(ask, shipped):
    led = [sum(unit in task.leads for task in shipped.tasks) for unit in ("市扶贫办", "市委组织部")]
    assert f"相差 {led[0] - led[1]} 项" in ask("组织部和扶贫办谁牵头得多", "多几项").text


def test_the_tasks_of_the_unit_at_a_place(ask, shipped):
    answer = ask("牵头和参加合起来算，排前三的单位", "第三名牵头几项呢")
    assert list(answer.clauses) == [task.id for task in shipped.tasks if "市民政局" in task.leads]


def test_a_quoted_word_is_in_the_task_just_shown(ask):
    answer = ask("第7项讲什么", "“扶贫车间”也是写在这一项里的？")
    assert answer.text.startswith("是") and answer.clauses == ("7",)


@pytest.mark.parametrize(("number", "so"), [("一", True), ("三", False)])
def test_whether_the_unit_has_so_many_tasks_is_told(ask, number, so):
    answer = ask("审计局牵头啥", f"就{number}项？")
    assert answer.text.startswith("是" if so else "不")


def test_who_bears_the_matter_just_shown_is_told_whatever_it_is_called(ask, shipped):
    assert ask("第47项讲什么", "这个规矩是哪家牵头定").units == shipped.clause("47").leads


def test_a_part_in_the_task_just_shown_is_told_after_a_story(ask):
    answer = ask("第8项谁牵头", "那户人家是残疾的，残联参不参加这一项？")
    assert answer.clauses == ("8",) and answer.text.startswith("是")


@pytest.mark.parametrize(("unit", "so"), [("海洋与渔业局", True), ("残联", False)])
@pytest.mark.parametrize("said", ["一个牵头的都没有，是不是", "牵头的一项也没有吗？"])
def test_whether_the_unit_just_listed_has_none_in_a_part_is_told(ask, unit, so, said):
    assert ask(f"{unit}有什么任务", said).text.startswith("是" if so else "不是")


@pytest.mark.parametrize(("said", "so"), [("总共就这两项，对吗", True), ("一共三条是吧", False)])
def test_whether_a_list_is_as_long_as_is_said_is_told(ask, said, so):
    answer = ask("哪些任务写到了2018年", said)
    assert answer.clauses == ("16", "17") and answer.text.startswith("是" if so else "不是")


def test_a_list_that_is_told_by_no_unit_is_said_to_be_so_long(ask):
    assert ask("写到2018年的任务总共就两项，对吗").text.startswith("是") and ask("写到2018年的任务一共三项，对吗").text.startswith("不是")


@pytest.mark.parametrize("said", ["这条末尾说要制定一个什么方案", "那项要求制定的方案有哪些"])
def test_the_documents_of_the_task_just_shown_are_told(ask, shipped, said):
    answer = ask("第8项谁牵头", said)
    assert all(document.name in answer.text for document in shipped.clause("8").deliverables)


@pytest.mark.parametrize("said", ["连领头的一块儿算，总共几家", "算上牵头的一共几家"])
def test_the_units_of_the_task_are_counted_with_its_lead(ask, shipped, said):
    answer = ask("第33项谁牵头", said)
    assert answer.clauses == ("33",) and f"{len(shipped.clause('33').units)} 个" in answer.text


def test_the_units_of_the_list_just_told_are_counted(ask):
    listed = ask("有没有单位是只参加、一项都不牵头的")
    counted = ask("有没有单位是只参加、一项都不牵头的", "这样的总共几家")
    assert counted.units == listed.units and f"{len(listed.units)} 个" in counted.text


@pytest.mark.parametrize("said", ["帮我数一下，一共几项任务要定这个方案", "数一数，一共几项"])
def test_the_tasks_of_the_list_just_told_are_counted(ask, said):
    listed = ask("哪些任务要求制定‘三年攻坚实施方案’")
    assert len(listed.clauses) > 2 and ask("哪些任务要求制定‘三年攻坚实施方案’", said).clauses == listed.clauses


@pytest.mark.parametrize(("said", "so"), [("深汕合作区包括在内吗", True), ("驻汕单位也在里面吗", True)])
def test_whether_somebody_is_addressed_is_told(ask, said, so):
    assert ask("主送单位有哪些", said).text.startswith("是") is so


@pytest.mark.parametrize(("number", "so"), [("60", True), ("17", False)])
def test_whether_the_task_has_one_unit_alone_is_told(ask, number, so):
    answer = ask(f"第{number}项谁负责", "确定就它一家吗")
    assert answer.clauses == (number,) and answer.text.startswith("是" if so else "不是")


def test_the_leads_of_each_task_just_listed_are_told(ask, shipped):
    listed = [task for task in shipped.tasks if "市总工会" in task.units]
    leads = list(dict.fromkeys(lead for task in listed for lead in task.leads))
    assert clauses_and_units(ask("总工会有哪些任务", "各自牵头单位给一下")) == ([task.id for task in listed], leads)


def test_what_its_document_is_called_is_told(ask, shipped):
    (document,) = shipped.clause("16").deliverables
    assert document.name in ask("第16项谁牵头", "它要出个方案，全名叫啥").text


def test_the_first_so_many_units_are_told(ask, shipped):
    answer = ask("第2项有几家单位", "太多了记不住，你就按顺序说前三家吧")
    assert clauses_and_units(answer) == (["2"], list(shipped.clause("2").units[:3]))


def test_what_was_heard_is_no_part_of_the_next_question(ask, shipped):
    answer = ask("第42项是工商联牵头的吧", "哦是统战部。那参加单位给我念一遍")
    assert clauses_and_units(answer) == (["42"], list(shipped.clause("42").participants))


def test_a_word_that_only_doubts_leaves_the_conversation_as_it_was(ask):
    assert ask("第17项谁牵头", "确定？", "参加的有谁").clauses == ("17",)
