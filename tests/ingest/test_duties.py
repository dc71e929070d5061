"""Notices that name the unit first: as heading over its duties, or at the head of their paragraph."""

from __future__ import annotations

from itertools import pairwise

import pytest

from ingest import parse_notice
from ingest.duties import duty_line, heading_units, listed_duties
from ingest.phrases import find_phrases
from ingest.units import read_responsibilities, settle_roles
from schema import LeadRule

SHORT = {"lead": "牵", "joint_lead": "共", "participant": "参", "by_duty": "职", "responsible": "责"}
HEAD = "关于明确工作职责的通知\n各单位：\n现印发给你们。\n"


def read(text):
    responsibility = read_responsibilities(text, find_phrases(text))
    return " ".join(f"{SHORT[u.role.value]}{u.name}" for u in settle_roles(responsibility, LeadRule.NONE))


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("县自然资源局：负责隐患排查，配合县住建局做好内涝防治。", "牵县自然资源局 参县住建局"),
        ("各乡镇人民政府。负责本辖区防汛工作，落实值班制度。", "牵各乡镇人民政府"),
        ("县气象局\n负责天气监测和预报。", "牵县气象局"),
        ("县公安局：配合县教育局做好校园安全。", "参县公安局 牵县教育局"),
        ("县教育局、县民政局：分别负责学校、养老机构检查。", "职县教育局 职县民政局"),
        ("派出所：负责溺水事件处置。", "牵派出所"),
        ("县应急管理局：负责协调。会同县水利局、县气象局建立会商机制。", "牵县应急管理局 参县水利局 参县气象局"),
        ("镇中心小学、镇中学：负责安全教育。", "责镇中心小学 责镇中学"),
        ("供电所、电信营业点\n负责保障抢险供电、通信。", "责供电所 责电信营业点"),
        ("县应急管理局：牵头组织抢险，县公安局、县卫生健康局配合。", "牵县应急管理局 参县公安局 参县卫生健康局"),
        ("主要职责：负责全面工作。", ""),
        ("推进强镇帮村。\n落实联系群众制度。", ""),
        ("加强领导。各单位要高度重视。", ""),
        ("市民中心。推进窗口改革。", ""),
        ("建设数据中心。组织实施一批项目。", ""),
        ("各区政府，大鹏新区管委会、合作区管委会：负责招商引资。", "责各区政府 责大鹏新区管委会 责合作区管委会"),
        ("加强协作，市教育局：负责培训。", ""),
    ],
)
def test_the_unit_named_first_has_the_duties(text, units):
    assert read(text) == units


@pytest.mark.parametrize(
    ("title", "duties", "length"),
    [
        ("县水利局", ["负责水库安全运行。"], 4),
        ("县水利局主要职责：", ["负责水库安全运行。"], 4),
        ("县教育局、县体育局", ["推进校园开放。", "共同负责场馆管理。"], 9),
        ("县水利局", ["水库安全运行。"], 4),
        ("建设数据中心", ["组织实施项目。"], 0),
        ("重点任务", ["负责水库安全运行。"], 0),
        ("落实各方责任", ["落实地方政府主体责任。"], 0),
    ],
)
def test_a_heading_is_a_unit_only_over_tasks(title, duties, length):
    assert heading_units(title, duties) == length


@pytest.mark.parametrize(
    ("title", "units"),
    [
        ("一、市城乡建设局牵头负责的任务", "牵市城乡建设局 参市财政局"),
        ("一、由市住建局、市城管局共同牵头的重点任务（2项）", "共市住建局 共市城管局 参市财政局"),
        ("一、县教育局负责的事项", "牵县教育局 参市财政局"),
        ("一、市住建局配合的任务", "参市住建局 参市财政局"),
        ("一、区级负责的任务", "参市财政局"),
        ("一、建设局面", "参市财政局"),
    ],
)
@pytest.mark.parametrize(
    "items",
    [
        "1.编制更新规划，8月底前报批。（配合单位：市财政局）",
        "序号\t任务\t配合单位\n1\t编制更新规划，8月底前报批。\t市财政局",
    ],
)
def test_a_heading_gives_its_units_their_role_for_all_tasks_below(title, units, items):
    (task,) = parse_notice(f"{HEAD}{title}\n{items}\n", "role").tasks
    assert " ".join(f"{SHORT[a.role.value]}{a.unit}" for a in task.assignments) == units


def test_those_named_without_a_role_below_a_heading_of_those_who_lead_take_part():
    text = (
        HEAD + "一、由市民政局牵头负责的任务（2项）\n1.建设照护机构。责任单位：市财政局、市住建局。\n2.培训护理员。责任单位：市人社局。\n"
    )
    assert [(task.leads, task.participants) for task in parse_notice(text, "role").tasks] == [
        (("市民政局",), ("市财政局", "市住建局")),
        (("市民政局",), ("市人社局",)),
    ]


def test_units_wrapped_above_their_duties_are_read_whole():
    (task,) = parse_notice(HEAD + "5．供电所、电信营业点\n负责保障抢险供电、通信。\n", "wrapped").tasks
    assert task.units == ("供电所", "电信营业点")


def test_a_task_below_a_heading_of_those_who_lead_keeps_the_lead_of_its_own():
    text = HEAD + "一、市住建局牵头的任务\n1.改造危房。（牵头单位：市城管局，配合单位：市财政局）\n2.改造管网。\n"
    assert [task.units for task in parse_notice(text, "role").tasks] == [("市城管局", "市财政局"), ("市住建局",)]


def test_duties_below_a_unit_are_its_tasks_and_lead_back_to_the_heading():
    text = (
        HEAD
        + "一、分工\n（一）县水利局\n1.负责水库安全。\n2.会同县气象局建立机制；\n3.配合县应急局做好抢险。\n（二）县气象局\n负责监测。\n"
    )
    notice = parse_notice(text, "duties")
    found = {task.id: [(a.unit, a.role.value) for a in task.assignments] for task in notice.tasks}
    assert found == {
        "一（一）1": [("县水利局", "lead")],
        "一（一）2": [("县水利局", "lead"), ("县气象局", "participant")],
        "一（一）3": [("县水利局", "participant"), ("县应急局", "lead")],
        "一（二）": [("县气象局", "lead")],
    }
    assert all(text[a.start : a.end] == a.written for task in notice.tasks for a in task.assignments)
    assert notice.clause("一（一）1").assignments[0].start == text.index("县水利局")


def test_units_stated_below_a_unit_are_taken_as_stated():
    text = HEAD + "一、分工\n（一）县水利局\n1.负责水库安全。（县应急局牵头）\n2.负责灌溉。（配合单位：县农业局）\n"
    notice = parse_notice(text, "duties")
    assert [task.units for task in notice.tasks] == [("县应急局",), ("县水利局", "县农业局")]


def test_several_units_share_a_line_of_duties_each_with_its_own():
    text = HEAD + (
        "一、推进乡村振兴\n县农业农村局：负责产业发展；县住建局：负责农房改造，会同县财政局筹资；县交通局：配合农村公路建设。\n"
        "二、加强监管\n县公安局：负责查处；联系电话：110。\n"
    )
    first, second = parse_notice(text, "duties").tasks
    assert (first.number, [(a.unit, a.role.value, a.part) for a in first.assignments]) == (
        "一",
        [("县农业农村局", "lead", 0), ("县住建局", "lead", 1), ("县财政局", "participant", 1), ("县交通局", "participant", 2)],
    )
    assert second.units == ("县公安局",)


def test_a_unit_named_within_a_list_that_is_read_is_not_read_again():
    places = [(named.begin, named.end) for named in listed_duties("县教育局：会同县公安局会同县财政局查处。")]
    assert all(end <= begin for (_, end), (begin, _) in pairwise(places))


def test_a_text_without_a_unit_first_has_no_duties():
    assert list(listed_duties("责任单位：市教育局")) == []


def test_unnumbered_paragraphs_under_a_heading_are_duties_of_the_unit_that_begins_them():
    text = HEAD + (
        "一、牵头部门\n县公安局　承担日常工作，牵头侦办案件。\n二、其他部门\n县教育局 负责校园宣传。会同县公安局开展演练。\n"
        "县法院、县检察院　依法从严惩处犯罪。\n县水利局\n1.负责水库安全。\n2.负责堤防安全。\n各乡镇：负责劝返。\n"
    )
    notice = parse_notice(text, "duties")
    assert [(task.headings[0], task.text.split("\n")[0], task.leads) for task in notice.tasks] == [
        ("一、牵头部门", "县公安局", ("县公安局",)),
        ("二、其他部门", "县教育局", ("县教育局",)),
        ("二、其他部门", "县法院、县检察院", ()),
        ("二、其他部门", "负责水库安全。", ("县水利局",)),
        ("二、其他部门", "负责堤防安全。", ("县水利局",)),
        ("二、其他部门", "各乡镇：负责劝返。", ("各乡镇",)),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "县教育局、",
        "县教育局　　县财政局",
        "县教育局　　2024年5月1日",
        "各乡镇、各部门：现将方案印发给你们，请落实。",
        "联系人：王刚，联系电话：87220000。",
    ],
)
def test_lines_that_only_hold_units_are_no_duties(line):
    assert duty_line(line, sure=True) is None


def test_a_table_below_duties_keeps_its_rows():
    table = "| 序号 | 任务 | 责任单位 |\n|---|---|---|\n| 一、保障 | | |\n| 1 | 推进改革 | 县财政局 |\n"
    notice = parse_notice(HEAD + "县教育局：负责统筹协调。\n" + table, "duties")
    assert [task.leads for task in notice.tasks] == [("县教育局",), ("县财政局",)]


@pytest.mark.parametrize(
    "text",
    [
        "一、县教育局\n1.新建学校2所，6月底前开工。\n2.教师培训不少于500人次。\n二、市民政局、市残联\n（一）提高低保标准。\n",
        "一、县教育局（2项）\n1.新建学校2所。\n2.教师培训。\n二、市民政局、市残联工作任务\n（一）提高低保标准。\n",
    ],
)
def test_what_stands_below_a_heading_of_units_is_theirs_whatever_verb_it_begins_with(text):
    tasks = parse_notice(HEAD + text, "duties").tasks
    assert [(task.number, task.units) for task in tasks] == [("1", ("县教育局",)), ("2", ("县教育局",)), ("（一）", ("市民政局", "市残联"))]


@pytest.mark.parametrize("title", ["市民中心", "数字政府", "社会组织", "市场监管", "县域医共体", "区块链产业集团", "职业院校"])
def test_a_heading_that_sounds_like_a_unit_gives_its_items_to_nobody(title):
    assert parse_notice(f"{HEAD}一、{title}\n1.新建平台2个。\n2.推进改革。\n", "duties").tasks == ()


def test_the_office_that_issues_a_notice_is_not_given_all_of_its_tasks():
    assert parse_notice("关于推进改革的通知\n县教育局\n1.新建学校2所。\n2.推进改革。\n", "duties").tasks == ()


def test_a_heading_of_units_that_lead_together_gives_them_what_stands_below():
    text = "一、旗公安局、旗交通局共同牵头\n1.增设警示标志。（配合单位：旗农牧局）\n2.治理超限超载。（配合单位：旗应急局）\n"
    tasks = parse_notice(HEAD + text, "heading").tasks
    assert [task.leads for task in tasks] == [("旗公安局", "旗交通局")] * 2
    assert [task.participants for task in tasks] == [("旗农牧局",), ("旗应急局",)]


def test_headings_side_by_side_that_name_offices_lead_what_stands_below():
    """One of them is an office beyond doubt, by what its tasks begin with; the others are of its kind."""
    text = (
        "一、人力资源部\n1.制定薪酬改革方案。（配合：财务管理部、工会）\n2.引进博士三十名。（配合：信息管理部）\n"
        "二、采购与供应链部\n1.药品统一目录、统一配送。（配合：财务管理部）\n2.大型设备须报批。（配合：信息管理部）\n"
        "三、党群工作部、纪检监察室（共同牵头）\n1.整治不正之风。（配合：工会）\n2.选树最美护士。（配合：财务管理部、工会）\n"
    )
    tasks = parse_notice(HEAD + text, "offices").tasks
    assert [task.leads for task in tasks[::2]] == [("人力资源部",), ("采购与供应链部",), ("党群工作部", "纪检监察室")]
    assert tasks[2].participants == ("财务管理部",)


def test_headings_that_are_matters_give_no_units():
    text = "一、建设数据中心\n1.新建机房两处。（市数据局）\n二、完善服务大厅\n1.增设窗口十个。（市政务局）\n"
    text += "三、人力资源部\n1.制定方案。（市人社局）\n"
    assert [task.units for task in parse_notice(HEAD + text, "matters").tasks] == [("市数据局",), ("市政务局",), ("市人社局",)]
