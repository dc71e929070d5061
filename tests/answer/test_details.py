"""Details asked for that the notice, or the clause found, does not state."""

import pytest

from answer.details import details, other_place, unstated, unstated_anywhere


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("市扶贫办的电话是多少", "联系方式"),
        ("市林业局的邮箱", "联系方式"),
        ("市教育局在哪里办公", "地点"),
        ("办公地址在哪", "地点"),
        ("局长叫什么名字", "姓名"),
        ("市长叫什么名字", ""),  # task 45 names the mayor
        ("第22项谁牵头", ""),
        ("危房改造什么时候完成", ""),
    ],
)
def test_details_the_whole_notice_lacks(shipped, question, name):
    assert unstated_anywhere(question, shipped) == name


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("潮州市的扶贫分工", "潮州市"),
        ("湛江的扶贫任务有哪些", "湛江"),
        ("汕尾市的扶贫分工", ""),
        ("深圳对口帮扶办参加哪项", ""),
        ("陆河县的扶贫工作谁联系", ""),
    ],
)
def test_the_business_of_another_place(shipped, question, place):
    assert other_place(question, shipped) == place


@pytest.mark.parametrize(
    ("question", "clause", "name"),
    [
        ("危房改造每户补多少钱", "17", "金额"),
        ("小额贷款能贷多少钱", "26", ""),
        ("需要资金多少亿", "24", ""),
        ("合规的部分给报百分之几", "15", ""),
        ("移民搬迁什么时候完成", "22", "时间"),
        ("危房改造哪一年完成", "17", ""),
        ("用地重点保哪几块", "28", ""),  # 块 of land and matters is no money
        ("教师工资福利待遇要怎么落实", "13", ""),
        ("驻村干部工资多少", "38", "金额"),
        ("道路硬化多少公里", "18", "长度"),
        ("光伏谁牵头", "20", ""),
        ("陆河县有多少户贫困户", "45", "人数"),  # it says 5户, and not of 陆河县
        ("乡镇补贴具体是三百还是五百", "54", "金额"),
        ("一共查处了多少起案子", "51", "数量"),
        ("电商扶贫试点县最后定的是哪几个县", "5", "名单"),
    ],
)
def test_details_a_clause_lacks(shipped, question, clause, name):
    assert unstated(question, [shipped.clause(clause)]) == name


def test_one_clause_that_states_it_is_enough(shipped):
    assert unstated("能贷多少钱", [shipped.clause("22"), shipped.clause("26")]) == ""
    assert unstated("能贷多少钱", [shipped.clause("22")]) == "金额"


def test_a_figure_far_from_what_is_asked_states_nothing(shipped):
    officials = shipped.clause("45")
    sentence = next(i for i, s in enumerate(officials.sentences) if "户" not in s.text)
    question = "一个干部最多帮多少户贫困户"
    assert unstated(question, [officials]) == ""
    assert unstated(question, [officials], {"45": ((sentence, 0.9),)}) == "人数"


def test_every_detail_loads():
    assert all(detail.name and detail.asked.pattern for detail in details())
