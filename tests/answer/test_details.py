"""Details asked for that the notice, or the clause found, does not state."""

import pytest

from answer.details import (
    details,
    says_contrary,
    stated_apart,
    unnamed,
    unstated,
    unstated_anywhere,
    unstated_body,
    unstated_fact,
    without_few,
)
from answer.query import Asks, Query
from ingest import parse_notice


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
        ("捐款打到哪个银行账号", "账号"),
        ("能不能记到贫困户名下", ""),
    ],
)
def test_details_the_whole_notice_lacks(shipped, question, name):
    assert unstated_anywhere(question, shipped) == name


def test_a_contact_in_the_front_matter_is_quoted_where_it_is_asked_for(shipped):
    notice = parse_notice("关于分工的通知\n各单位：\n请认真落实。联系人：许文静，联系电话：86217753。\n1. 修路。（县交通局）\n", "contact")
    clause, said = stated_apart("联系电话是多少", notice)
    assert clause.id == "文首" and [s.text for s in said] == ["联系人：许文静，联系电话：86217753。"]
    assert not unstated_anywhere("联系电话是多少", notice)
    assert not stated_apart("修路谁负责", notice) and not stated_apart("联系电话是多少", shipped)


def test_a_contact_in_what_is_required_of_all_tasks_is_quoted_too():
    text = "关于分工的通知\n各单位：\n一、任务\n1. 修路。（县交通局）\n二、工作要求\n（一）按月报送进展，联系电话：86217753。\n"
    clause, said = stated_apart("联系电话多少", parse_notice(text, "contact"))
    assert "86217753" in said[0].text and clause.id != "文首"


@pytest.mark.parametrize(
    ("question", "clause", "name"),
    [
        ("危房改造每户补多少钱", "17", "金额"),
        ("住院花了好几万，剩下的最少还能补几成", "15", ""),  # 好几万 is told, not asked
        ("小额贷款能贷多少钱", "26", ""),
        ("需要资金多少亿", "24", ""),
        ("合规的部分给报百分之几", "15", ""),
        ("移民搬迁什么时候完成", "22", "完成期限"),
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
        ("医保卡丢了怎么补办", "15", "补办手续"),
    ],
)
def test_details_a_clause_lacks(shipped, question, clause, name):
    assert unstated(question, [shipped.clause(clause)]) == name


@pytest.mark.parametrize(
    ("question", "clause", "name"),
    [
        ("工作队长的意外保险，谁给买", "27", "意外保险"),
        ("小额信贷的风险补偿金，市里准备放多少", "26", "风险补偿金"),
        ("乡村医生每月的岗位津贴标准是多少", "16", "岗位津贴"),
        ("防贫保险每人保费多少", "15", "防贫保险"),
        ("贫困学生每月伙食补助多少", "12", "伙食补助"),
        ("村干部的体检费由谁出", "38", "体检费"),
        ("在校期间的利息谁出", "26", ""),
        ("重度残疾人护理补贴多少", "11", ""),  # named, though no sum is stated
        ("农业保险谁给买", "27", ""),
        ("住院费报完，剩下的还能补几成", "15", ""),  # of what is left, not of 住院费
        ("村医的津贴谁来制定", "16", ""),  # nobody is asked to pay
    ],
)
def test_a_payment_that_the_clause_does_not_name(shipped, question, clause, name):
    assert unnamed(question, [shipped.clause(clause)]) == name


def test_a_year_is_no_amount(shipped):
    query = Query("要发多少", "zh", Asks.CONTENT, masked="要发多少", fact="amount")
    year = next(i for i, s in enumerate(shipped.clause("16").sentences) if "2018" in s.text)
    assert unstated_fact(query, [shipped.clause("16")], {"16": ((year, 0.9),)}) == "数字"


@pytest.mark.parametrize(
    ("question", "clause", "name"),
    [
        ("“领头雁”培养计划一期收几个学员", "30", "数字"),
        ("光伏一户给装几个千瓦", "20", "数字"),
        ("每户至少几个人进合作社", "2", ""),
        ("合作社要带动多少户", "2", "数字"),  # it tells of one person each
        ("我市自行帮扶的贫困村有几个", "24", ""),
        ("信用贷款最多能贷多少", "26", ""),
    ],
)
def test_how_many_there_are_is_stated_by_a_figure_of_that_kind_alone(shipped, question, clause, name):
    query = Query(question, "zh", Asks.CONTENT, masked=question, fact="amount")
    assert unstated_fact(query, [shipped.clause(clause)], {}) == name


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


@pytest.mark.parametrize(
    ("text", "detail"),
    [("微信群号是多少", "联系方式"), ("热线号码是多少", "联系方式"), ("小微信贷谁牵头", ""), ("12345热线由谁负责", "")],
)
def test_a_word_that_holds_the_name_of_a_detail_asks_for_none(shipped, text, detail):
    assert unstated_anywhere(text, shipped) == detail


@pytest.mark.parametrize(
    ("question", "clause", "detail"),
    [
        ("重度残疾人护理补贴每月标准 元/人", "11", "金额"),
        ("驻村工作队队长和第一书记，任期多长", "38", ""),
        ("这条路多长", "38", "长度"),
    ],
)
def test_what_a_detail_is_called_by_its_unit_of_measure(shipped, question, clause, detail):
    assert unstated(question, [shipped.clause(clause)]) == detail


@pytest.mark.parametrize(("question", "detail"), [("第三方评估委托哪家", "机构名称"), ("第三方评估由哪家牵头", "")])
def test_a_body_outside_the_notice_is_none_of_its_units(shipped, question, detail):
    assert unstated_body(question, [shipped.clause("53")]) == detail


def test_what_is_stated_of_one_place_is_not_stated_of_another(shipped):
    assert unstated("海丰县一共多少贫困人口", [shipped.clause("45")]) == "人数"
    assert unstated("陆丰有多少贫困户", [shipped.clause("45")]) == "人数"
    assert unstated("一个干部帮多少贫困户", [shipped.clause("45")]) == ""
    assert unstated("给什么处分", [shipped.clause("二（一）")]) == "处分"
    assert unstated("给什么处分", [shipped.clause("51")]) == ""


@pytest.mark.parametrize(
    ("question", "text", "contrary"),
    [
        ("没有劳动能力的有多少人", "有劳动能力的帮扶对象4.7万人", True),
        ("没有劳动能力的有多少人", "没有劳动能力的帮扶对象2万人", False),
        ("有劳动能力的有多少人", "有劳动能力的帮扶对象4.7万人", False),
    ],
)
def test_a_figure_of_those_who_have_something_is_none_of_those_who_lack_it(question, text, contrary):
    assert says_contrary(question, text) is contrary


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("几户人住在山上，给他们搞的是哪种搬迁", "给他们搞的是哪种搬迁"),
        ("几户人可以搬", "几户人可以搬"),
        ("好几个村要修路，一共要多少钱", "好几个村要修路，一共要多少钱"),
    ],
)
def test_a_few_of_whom_something_is_told_are_not_counted(text, rest):
    assert without_few(text) == rest
