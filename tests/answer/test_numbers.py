"""Numbers bind as the words beside them say, and count what the word behind them counts."""

import pytest

from answer.documents import read_documents
from answer.normalise import normalise
from answer.numbers import Number, _part_counted, said_bound
from answer.query import Asks, Part, Size

ANY, LEADS, JOINS = Part.ANY, Part.LEADS, Part.JOINS


@pytest.fixture
def read(understanding):
    return lambda text: understanding.read(normalise(text))


@pytest.mark.parametrize(
    ("text", "number", "bound"),
    [
        ("参加的任务又不少于三项", "三", "at_least"),
        ("至少牵了一项头", "一", "at_least"),
        ("参加过三次以上", "三", "at_least"),
        ("牵过两次头以上", "两", "at_least"),
        ("不超过五项", "五", "at_most"),
        ("超过五项", "五", "more"),
        ("不到四家", "四", "fewer"),
        ("恰好牵头三项", "三", "equal"),
        ("牵三项头", "三", ""),
        ("最多的两家", "两", ""),
    ],
)
def test_the_words_beside_a_number_bind_it(text, number, bound):
    place = text.index(number)
    assert said_bound(text, place, place + 1) == bound


@pytest.mark.parametrize(
    ("text", "sizes"),
    [
        ("一次头都没牵过、参加的任务却不少于四项的单位", {Size("tasks", LEADS, 0, 0), Size("tasks", JOINS, 4)}),
        ("没牵过头但参加过三次以上的有谁", {Size("tasks", LEADS, 0, 0), Size("tasks", JOINS, 3)}),
        ("至少牵了两项头的单位总共多少家", {Size("tasks", LEADS, 2)}),
        ("正好牵三项的单位是哪几家", {Size("tasks", LEADS, 3, 3)}),
        ("只领到一项任务的单位（不管牵头还是参加）有几家", {Size("tasks", ANY, 1, 1)}),
        ("有两家单位任务数打平，都是9项，是哪两家", {Size("tasks", ANY, 9, 9)}),
        ("只露一次脸，可那一次就是当牵头的，有哪些单位", {Size("tasks", ANY, 1, 1), Size("tasks", LEADS, 1)}),
        ("参加了五项、牵头一项的单位有哪些", {Size("tasks", JOINS, 5, 5), Size("tasks", LEADS, 1, 1)}),
        ("牵头一到两项的单位有几家", {Size("tasks", LEADS, 1, 2)}),
        ("前二十项里牵头的单位一共有几家", set()),
    ],
)
def test_conditions_on_numbers_of_tasks(read, text, sizes):
    query = read(text)
    assert (query.asks, set(query.sizes)) == (Asks.UNITS, sizes)


@pytest.mark.parametrize(
    ("text", "documents"),
    [
        ("要求制定两份三年攻坚实施方案", (Size("deliverables", ANY, 2, 2), ("三年攻坚实施方案",))),
        ("要编不止一个规划", (Size("deliverables", ANY, 2), ("规划",))),
        ("要制定多个文件的", (Size("deliverables", ANY, 2), ())),
        ("这两个方案要谁来制定", None),
        ("要求制定实施方案的两项任务", None),
    ],
)
def test_a_number_of_documents_to_be_drawn_up(text, documents):
    assert read_documents(text) == documents


def test_the_task_that_asks_for_two_documents_is_asked_for(assistant):
    answer = assistant.ask("有一项任务要求制定两份三年攻坚实施方案，是哪项，牵头的是谁")
    assert (answer.clauses, answer.units) == (("21",), ("市经信局",))


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("有没有两家并列牵头的任务", LEADS),
        ("两个部门合伙牵头的有哪些", LEADS),
        ("牵头单位有两家的任务", LEADS),
        ("扶贫办打头、后面只跟了两家单位的任务", JOINS),
        ("只有两家配合的任务", JOINS),
        ("只有两家单位的任务", ANY),
        ("责任单位超过两家的", ANY),
    ],
)
def test_the_words_beside_a_number_tell_which_units_it_counts(text, part):
    place = text.index("两")
    assert _part_counted(text, Number(2, place, "units", "")) is part


@pytest.mark.parametrize(("text", "part"), [("哪几条没指定牵头", LEADS), ("没写明谁牵头的任务", LEADS), ("没有责任单位的任务", ANY)])
def test_without_a_number_it_is_the_lead_that_may_be_unnamed(text, part):
    assert _part_counted(text, None) is part


@pytest.mark.parametrize(
    ("text", "low"), [("责任单位8家以上（不含8家）的", 9), ("责任单位8家以上的", 8), ("8个单位以上，不含本数的任务", 9)]
)
def test_a_bound_may_leave_out_the_number_itself(understanding, text, low):
    assert [(size.low, size.high) for size in understanding.read(normalise(text)).sizes] == [(low, None)]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("妇联在这个方案里一项牵头任务都没有，这说法对不对", "是"),
        ("编办什么都不牵头，可以这么写吗", "不是"),
        ("旅游局从来没当过参加单位，对不对", "是"),
        ("财政局从来没当过参加单位，对不对", "不是"),
    ],
)
def test_it_is_told_whether_a_unit_has_no_task_of_a_part(ask, text, verdict):
    assert ask(text).text.startswith(verdict)


def test_the_units_that_ever_lead_are_counted(ask, shipped):
    number = len({unit for task in shipped.tasks for unit in task.leads})
    assert f"{number} 个" in ask("六十项任务中，曾被列为牵头单位的部门合计多少家？").text


def test_of_a_task_s_units_those_that_never_lead_are_told(ask, shipped):
    leads = {unit for task in shipped.tasks for unit in task.leads}
    wanted = [unit for unit in shipped.clause("3").units if unit not in leads]
    assert list(ask("第3项那七家里面，谁在整个方案里一次头都没牵过？").units) == wanted != []


@pytest.mark.parametrize(
    "text", ["由两个以上单位牵头的任务有哪些", "多个单位共同牵头的任务有哪些", "联合牵头的任务", "牵头单位不止一家的任务"]
)
def test_tasks_led_by_several_are_asked_for(understanding, text):
    (size,) = understanding.read(normalise(text)).sizes
    assert (size.of, size.by, size.low, size.high) == ("units", LEADS, 2, None)


def test_units_that_take_part_in_one_task_alone_may_lead_it(ask, shipped):
    once = [unit for unit in shipped.units if sum(unit in task.units for task in shipped.tasks) == 1]
    assert list(ask("只参与一项任务的单位有哪些").units) == once


def test_who_leads_nothing_and_is_named_often(ask, shipped):
    count = {u: sum(u in t.units for t in shipped.tasks) for u in shipped.units if not any(u in t.leads for t in shipped.tasks)}
    assert list(ask("一项都没牵头、却被点名三次以上（含三次）的单位是哪几个？").units) == [u for u, n in count.items() if n >= 3]


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("总共背了八项的单位是哪几家？", Size("tasks", ANY, 8, 8)),
        ("任务总数达到两位数的单位都有谁", Size("tasks", ANY, 10, None)),
        ("牵头三项以上的单位要坐前排，那前排摆哪些单位的牌子", Size("tasks", LEADS, 3, None)),
    ],
)
def test_a_number_is_exact_unless_a_word_makes_it_a_bound(read, text, size):
    assert read(text).sizes == (size,)


def test_an_order_without_leads_is_no_condition_of_never_leading(read):
    query = read("当“参加单位”次数最多的是哪家？不算牵头的，多少次")
    assert query.sizes == () and query.rank and query.rank.by is JOINS


def test_a_number_of_one_part_is_no_number_of_all(ask, shipped):
    led = {unit: sum(unit in task.leads for task in shipped.tasks) for unit in shipped.units}
    assert set(ask("恰好当了三次头的单位有谁？并列的都写上。").units) == {unit for unit, number in led.items() if number == 3}


def test_as_many_as_a_unit_with_how_it_is_counted(ask):
    assert ask("跟市农业局任务总数（牵头加参加）打平的是哪家，都是多少项").units == ("市人社局",)


def test_tasks_that_nobody_joins_are_told(ask, shipped):
    alone = [task.id for task in shipped.tasks if not task.participants]
    assert list(ask("有哪几项是牵头单位单干、一家配合单位都没有的？").clauses) == alone
