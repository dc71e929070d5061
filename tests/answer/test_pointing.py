"""A place is looked up in the list that was last given, however many messages ago, before the notice's own numbers."""

import pytest

from answer.pointing import ORDINAL, place_told


@pytest.mark.parametrize(
    ("text", "place"),
    [("第二个呢", 2), ("最后一项", 5), ("头一个", 1), ("倒数第二项", 4), ("中间那项", 3), ("名称报一下", None), ("这三项里", None)],
)
def test_places_in_a_list_of_five(text, place):
    match = ORDINAL.search(text)
    assert (match and place_told(match, 5)) == place


@pytest.mark.parametrize(
    ("turns", "clauses"),
    [
        (["市民政局牵头哪几项", "第一项谁参加", "那第三项呢"], ["15"]),
        (["团市委有哪些任务", "第三项讲什么", "第四项呢"], ["30"]),
        (["市交通运输局有几项", "哪一项是它牵头", "另外那项谁牵头的"], ["33"]),
        (["市国土局参加哪几项", "第一项谁牵头", "第三项呢", "剩下那项谁牵头"], ["19"]),
        (["市旅游局牵头哪几项", "后一项谁参加", "前一项呢"], ["3"]),
        (["市人社局牵头的有哪几项", "头一项呢", "再下一项", "再下一项"], ["9"]),
        (["市委宣传部牵头哪两项", "家数多的那条讲什么"], ["59"]),
        (["市委宣传部牵头哪两项", "单位少的那项是哪项"], ["57"]),
        (["第20项谁牵头", "下一项呢"], ["21"]),
        (["市扶贫办牵头的有哪些", "其中只有它一家单位的是哪项"], ["49"]),
        (["市委组织部牵头哪几项", "只看市人社局也参加的"], ["30", "39", "54"]),
        (["市民政局牵头哪几项", "再加个条件，市残联也得在"], ["8", "10"]),
        (["团市委有哪些任务", "第5项先放一边，其余的呢"], ["6", "10", "30", "44"]),
        (["团市委有哪些任务", "第三项讲什么", "第28项呢"], ["28"]),  # no such place: the notice's own number
    ],
)
def test_which_task_is_pointed_at(ask, turns, clauses):
    assert list(ask(*turns).clauses) == clauses


def test_the_one_task_of_a_unit_not_spoken_of_yet_is_meant(ask, shipped):
    first, second = (task for task in shipped.tasks if "市农业局" in task.leads)
    answer = ask("市农业局牵头几项", f"任务{first.id}谁参加", "那农业局牵头的另一项呢，谁来配合")
    assert answer.clauses == (second.id,) and answer.units == second.participants


def test_what_is_left_of_a_list_is_told_by_those_spoken_of(ask, shipped):
    led = [task.id for task in shipped.tasks if "市发改局" in task.leads]
    answer = ask("市发改局牵头哪几项", f"第{led[0]}项谁参加", f"第{led[1]}项谁参加", "剩下的是第几项")
    assert len(led) == 3 and answer.clauses == (led[2],)


@pytest.mark.parametrize("question", ["两项的牵头单位是否相同", "这俩是同一家牵头不"])
def test_so_many_tasks_are_those_of_the_list(ask, question):
    answer = ask("深圳对口帮扶办承担哪些任务", question)
    assert set(answer.clauses) == {"1", "33"} and answer.text.startswith("是")


def test_the_first_of_two_tasks_just_listed_is_meant_by_the_one_in_front(ask):
    assert ask("深圳对口帮扶办承担哪些任务", "都是谁牵头", "前面那项还有谁配合").clauses == ("1",)


def test_a_third_of_units_just_told_is_told_or_asked_back_and_never_empty(ask):
    for turns in (("第23项有哪些单位", "牵头最多的是谁", "第三个呢"), ("第14项有哪些单位", "第三名呢")):
        assert ask(*turns).text.strip()
