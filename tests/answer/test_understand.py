"""A question becomes a query: what is asked, about which units and clauses, with which filters."""

import pytest

from answer.normalise import normalise
from answer.query import Asks, NameWord, Part, Rank, Size, Wanted
from answer.understand import Understanding
from ingest import parse_notice

ANY, LEADS, JOINS, ABSENT = Part.ANY, Part.LEADS, Part.JOINS, Part.ABSENT


def unit_sizes(low, high=None):
    return (Size("units", ANY, low, high),)


def task_sizes(by, low, high=None):
    return (Size("tasks", by, low, high),)


@pytest.fixture
def read(understanding):
    return lambda text: understanding.read(normalise(text))


# --- tasks by number ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "asks", "wanted", "clauses"),
    [
        ("第22项谁牵头", "units", "lead", ["22"]),
        ("22项哪个单位挑头", "units", "lead", ["22"]),
        ("任务22的牵头单位", "units", "lead", ["22"]),
        ("第22项的责任单位有哪些", "units", "all", ["22"]),
        ("第二十二项归哪几家管", "units", "all", ["22"]),
        ("第22项除了牵头的还有谁", "units", "others", ["22"]),
        ("第22项的配合单位是哪些", "units", "others", ["22"]),
        ("第22项参加单位", "units", "others", ["22"]),
        ("第22项谁牵头、谁参加", "units", "all", ["22"]),
        ("麻烦问一下，第22项到底是哪家牵头的啊", "units", "lead", ["22"]),
        ("第22项要找哪个部门", "units", "lead", ["22"]),
        ("第22项写了什么", "content", "all", ["22"]),
        ("第22项什么时候完成", "content", "all", ["22"]),
        ("第17、22项分别谁牵头", "units", "lead", ["17", "22"]),
        ("Who leads task 22?", "units", "lead", ["22"]),
        ("第二十二項由哪個單位牽頭", "units", "lead", ["22"]),
    ],
)
def test_questions_by_number(read, text, asks, wanted, clauses):
    query = read(text)
    assert (query.asks, query.wanted, list(query.clauses)) == (Asks(asks), Wanted(wanted), clauses)
    assert query.conditions == () and query.missing == ()


def test_a_time_is_the_fact_wanted(read):
    assert read("第17项最迟什么时候完成").fact == "when"
    assert read("第24项要多少钱").fact == "amount"
    assert read("第24项讲什么").fact == ""


@pytest.mark.parametrize(("text", "relation"), [("第3项和第34项都有的单位是哪些", "shared"), ("第3项有而第34项没有的单位", "diff")])
def test_two_tasks_are_compared(read, text, relation):
    query = read(text)
    assert query.asks is Asks.UNITS and query.clauses == ("3", "34")
    assert query.compare == relation


# --- tasks of units -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "conditions", "count"),
    [
        ("市民政局牵头哪几项", [("市民政局", LEADS)], False),
        ("民政局牵头了几项任务", [("市民政局", LEADS)], True),
        ("市民政局参加哪几项", [("市民政局", JOINS)], False),
        ("市民政局只参加不牵头的有哪些任务", [("市民政局", JOINS)], False),
        ("市民政局负责哪些任务", [("市民政局", ANY)], False),
        ("市民政局有哪些任务", [("市民政局", ANY)], False),
        ("市民政局的全部任务", [("市民政局", ANY)], False),
        ("市民政局和市残联共同的任务有哪些", [("市民政局", ANY), ("市残联", ANY)], False),
        ("市民政局参加而市财政局没有参加的任务", [("市民政局", ANY), ("市财政局", ABSENT)], False),
        ("市民政局只参加不牵头、市财政局没有参加的任务", [("市民政局", JOINS), ("市财政局", ABSENT)], False),
        ("市农业局参加但扶贫办没份的任务", [("市农业局", JOINS), ("市扶贫办", ABSENT)], False),
        ("市编办牵头几项、参加几项", [("市编办", ANY)], True),
        ("有民政局、没有财政局的是哪几项", [("市民政局", ANY), ("市财政局", ABSENT)], False),
        ("市农业局牵头、市林业局参加的是哪几项", [("市农业局", LEADS), ("市林业局", JOINS)], False),
        ("市卫健局牵头什么任务", [("市卫计局", LEADS)], False),
        ("审记局牵头哪一项", [("市审计局", LEADS)], False),
    ],
)
def test_tasks_of_units_by_their_part(read, text, conditions, count):
    query = read(text)
    assert query.asks is Asks.TASKS and query.count is count
    assert [(c.units[0], c.part) for c in query.conditions] == conditions
    assert query.clauses == () and query.topic == "" and not query.either


def test_either_of_two_units(read):
    assert read("市妇联或者市总工会参加的任务有哪些").either


def test_a_unit_the_notice_lacks_is_a_condition_without_units(read):
    query = read("市工商局牵头哪几项")
    assert [(c.units, c.said) for c in query.conditions] == [((), "市工商局")]


@pytest.mark.parametrize(
    ("text", "clauses", "unit", "part", "why"),
    [
        ("市林业局参加第28项吗", ["28"], "市林业局", JOINS, False),
        ("第28项是市林业局牵头的吗", ["28"], "市林业局", LEADS, False),
        ("市林业局是不是第31项的责任单位", ["31"], "市林业局", ANY, False),
        ("为什么第28项由市林业局牵头", ["28"], "市林业局", LEADS, True),
        ("Does the forestry bureau take part in task 28?", ["28"], "市林业局", None, False),
    ],
)
def test_claims_are_verified(read, text, clauses, unit, part, why):
    query = read(text)
    assert query.asks is Asks.VERIFY and list(query.clauses) == clauses and query.why is why
    assert [c.units for c in query.conditions] == [(unit,)]
    assert part is None or query.conditions[0].part is part


# --- the whole notice ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "rank"),
    [
        ("哪个单位牵头的任务最多", Rank("units", LEADS)),
        ("参加任务最多的单位", Rank("units", JOINS)),
        ("哪个单位任务最多", Rank("units", ANY)),
        ("牵头任务第二多的是哪个单位", Rank("units", LEADS, place=2)),
        ("牵头任务数排第三的单位是谁", Rank("units", LEADS, place=3)),
        ("任务数前五名的单位有哪些", Rank("units", ANY, top=5)),
        ("哪一项任务的责任单位最多", Rank("tasks", ANY)),
    ],
)
def test_orders(read, text, rank):
    query = read(text)
    assert query.rank == rank
    assert query.asks is (Asks.TASKS if rank.of == "tasks" else Asks.UNITS)


@pytest.mark.parametrize(
    ("text", "asks", "filters"),
    [
        ("只有一家单位负责的任务有哪些", "tasks", {"sizes": unit_sizes(1, 1)}),
        ("正好六家单位的任务是哪几项", "tasks", {"sizes": unit_sizes(6, 6)}),
        ("超过八家单位的任务有哪些", "tasks", {"sizes": unit_sizes(9)}),
        ("七家及以上单位的任务有哪些", "tasks", {"sizes": unit_sizes(7)}),
        ("不到三家单位的任务有哪几项", "tasks", {"sizes": unit_sizes(0, 2)}),
        ("哪些单位从没牵过头", "units", {"sizes": task_sizes(LEADS, 0, 0)}),
        ("牵头两项的单位有哪些", "units", {"sizes": task_sizes(LEADS, 2, 2)}),
        ("哪些单位牵头了3项以上任务", "units", {"sizes": task_sizes(LEADS, 3)}),
        ("哪些任务提到“三旧”", "tasks", {"literal": ("三旧",)}),
        ("哪几项写到了革命老区", "tasks", {"literal": ("革命老区",)}),
        ("哪些任务写明2018年完成", "tasks", {"year": 2018}),
        ("责任单位里带“银行”的任务有哪些", "tasks", {"unit_word": NameWord("银行")}),
        ("哪些任务有电信运营商参加", "tasks", {"kind": "telecom"}),
        ("哪些任务规定了完成时限", "tasks", {"deadline": True}),
    ],
)
def test_filters(read, text, asks, filters):
    query = read(text)
    assert query.asks is Asks(asks)
    for name in ("sizes", "literal", "year", "unit_word", "kind", "deadline"):
        assert getattr(query, name) == filters.get(name, type(query).__dataclass_fields__[name].default), name
    assert query.conditions == () and query.clauses == ()


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("这份通知的文号是多少", "document_number"),
        ("通知是哪天印发的", "date"),
        ("谁印发的这个通知", "issuer"),
        ("这个文件的标题是什么", "title"),
        ("通知主送哪些单位", "addressees"),
        ("列在首位的单位是什么意思", "lead_rule"),
    ],
)
def test_the_front_matter(read, text, field):
    query = read(text)
    assert (query.asks, query.field) == (Asks.FRONT, field)


@pytest.mark.parametrize("text", ["通知一共多少项任务", "总共有几项任务"])
def test_the_number_of_tasks(read, text):
    query = read(text)
    assert query.asks is Asks.TASKS and query.count and not (query.clauses or query.topic or query.conditions)


# --- topics -------------------------------------------------------------------------------------------------------


def test_who_joins_is_asked_for_by_its_column_where_leads_have_their_own(reader):
    lines = "".join(f"{n}. 修{road}。牵头单位：县交通局；责任单位：县财政局\n" for n, road in enumerate(("路", "桥", "渠"), 1))
    apart = Understanding(parse_notice(f"关于分工的通知\n{lines}", "columns"), reader)
    together = Understanding(parse_notice("关于分工的通知\n1. 修路。（责任单位：县交通局、县财政局）\n", "one"), reader)
    assert apart.read(normalise("第1项的责任单位有哪些")).wanted is Wanted.OTHERS
    assert together.read(normalise("第1项的责任单位有哪些")).wanted is Wanted.ALL


@pytest.mark.parametrize(
    ("text", "asks", "wanted", "within"),
    [
        ("光伏开发谁牵头", "units", "lead", "光伏"),
        ("光伏 牵头", "units", "lead", "光伏"),
        ("光伏开发由哪些单位负责", "units", "all", "光伏"),
        ("光伏开发除了牵头单位还有谁", "units", "others", "光伏"),
        ("光伏开发有什么要求", "content", "all", "光伏"),
        ("哪几项任务讲光伏开发", "tasks", "all", "光伏"),
    ],
)
def test_topics(read, text, asks, wanted, within):
    query = read(text)
    assert (query.asks, query.wanted) == (Asks(asks), Wanted(wanted))
    assert within in query.topic and query.clauses == () and query.conditions == ()


@pytest.mark.parametrize("text", ["", "   ", "？？", "😀"])
def test_nothing_is_empty(read, text):
    query = read(text)
    assert (query.asks, query.scope) == (Asks.NOTHING, "empty")


@pytest.mark.parametrize("text", ["谁牵头", "牵头单位", "有哪些要求", "你好"])
def test_a_frame_alone_has_no_topic(read, text):
    query = read(text)
    assert query.topic == "" and query.clauses == () and query.conditions == ()


def test_a_number_the_notice_lacks_is_kept(read):
    query = read("第61项谁牵头")
    assert query.missing == ("61",) and query.clauses == ()


def test_a_query_prints_what_differs_from_an_empty_one(read):
    shown = str(read("市农业局牵头、市林业局参加的是哪几项"))
    assert shown.startswith("asks=tasks ") and "conditions=['市农业局:leads', '市林业局:joins']" in shown
    assert "\n" not in shown and "year" not in shown


@pytest.mark.parametrize(
    "text", ["第" * 400, "市" * 400, "1、" * 200, "“" * 300, "和" * 400, "牵头" * 200, "0" * 400, "九" * 400, "哪些" * 200]
)
def test_any_text_is_read_in_time(read, text):
    assert read(text).asks in Asks


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("26和27两个金融任务，都挂名的有哪几家", ("26", "27")),
        ("工作要求的第（三）条讲了什么", ("二（三）",)),
        ("任务五十一主要讲什么", ("51",)),
        ("12、13、14三项都有哪些单位", ("12", "13", "14")),
        ("前八项任务中牵头最多的单位是哪家", tuple(map(str, range(1, 9)))),
    ],
)
def test_a_number_beside_a_reference_is_no_reference(read, text, clauses):
    assert read(text).clauses == clauses


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("市林业局一共摊到几项任务，哪一项是它牵头", [Part.ANY]),
        ("市林业局牵头哪几项", [Part.LEADS]),
        ("市妇联这边要配合哪些任务", [Part.JOINS]),
        ("市统计局有没有牵头的？参加的又是哪些", [Part.ANY]),
        ("市水务局主责的任务有几项", [Part.LEADS]),
        ("国税和地税两家税务局同时参加的是哪项", [Part.ANY, Part.ANY]),  # what two names are together is no third condition
        ("我在市林业局上班，我们局牵头哪几项", [Part.LEADS]),
        ("市农业局参与他人牵头的任务有几项", [Part.JOINS]),
        ("市文广新局牵头以外的任务有哪些", [Part.JOINS]),
        ("市扶贫办和市财政局两边都沾不上的任务有几项", [Part.ABSENT, Part.ABSENT]),
    ],
)
def test_a_lone_units_part_follows_the_plain_words(read, text, parts):
    assert [condition.part for condition in read(text).conditions] == parts


def test_a_number_of_the_units_named_is_no_condition_unless_there_is_no_other(read):
    assert read("市总工会、团市委、市妇联三家一个不缺的任务是第几项").sizes == ()
    query = read("市水务局牵头或参加的任务中，哪项有市供电局")
    assert not query.either and len(query.conditions) == 2


@pytest.mark.parametrize(
    ("text", "place", "top"),
    [("牵头数排名：亚军和季军是谁", 2, 2), ("按牵头任务数排名，第三和第四是哪些单位", 3, 2), ("牵头任务第二多的是哪个单位", 2, 1)],
)
def test_two_places_of_an_order(read, text, place, top):
    assert read(text).rank == Rank("units", LEADS, place=place, top=top)


@pytest.mark.parametrize(
    "text",
    ["危房改造，协助牵头单位的是哪几家", "危房改造牵头的我知道，参加的有谁", "危房改造除了牵头的还有谁参加"],
)
def test_where_the_lead_is_named_as_known_the_others_are_wanted(read, text):
    assert read(text).wanted is Wanted.OTHERS


@pytest.mark.parametrize("text", ["第2项排头的和跟班的都有谁", "危房改造牵头方与配合方各是谁"])
def test_lead_and_others_asked_for_in_one_breath_are_all(read, text):
    assert read(text).wanted is Wanted.ALL


def test_units_that_share_tasks_are_both_wanted(read):
    assert not read("市民政局、市财政局凑到同一项的有几回").either


def test_a_part_is_not_narrowed_to_a_lead_that_the_notice_never_states(other, reader):
    query = Understanding(other, reader).read(normalise("县财政局指导的有哪几项"))
    assert [(c.units, c.part) for c in query.conditions] == [(("县财政局",), Part.ANY)]


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("讲岔了，我要问的是搬迁用地，谁牵头", "搬迁用地，谁牵头"),
        ("不是问护理补贴，我问的是儿童福利院建设谁牵头", "儿童福利院建设谁牵头"),
        ("村卫生站的台账错了，谁牵头改", "村卫生站的台账错了，谁牵头改"),
    ],
)
def test_what_is_searched_for_is_the_matter_itself(read, text, topic):
    assert read(text).topic == topic


def test_all_units_of_a_list_that_is_left_out_are_left_out(read):
    query = read("除了市财政局、市农业局和市林业局还有哪些")
    assert (query.left_out, query.conditions) == (("市财政局", "市农业局", "市林业局"), ())


def test_the_task_that_a_unit_leads_names_one_part_of_it(read):
    (condition,) = read("市财政局牵头的那项有哪些单位参加").conditions
    assert condition.part is Part.LEADS


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("电商扶贫第一责任单位是谁", Wanted.LEAD),
        ("红色旅游产业谁带头谁帮忙", Wanted.ALL),
        ("危房改造除了市住建局，还有哪家一起牵头", Wanted.LEAD),
    ],
)
def test_the_units_wanted_follow_the_plain_words(read, text, wanted):
    assert read(text).wanted is wanted


def test_a_unit_set_aside_leaves_the_others_that_lead(assistant):
    answer = assistant.ask("除了市扶贫办，还有哪些单位牵头任务")
    assert "市扶贫办" not in answer.units and len(answer.units) > 20


def test_an_unknown_word_makes_a_topic_specific(understanding):
    assert understanding.topics.spread("农村改厕") == 1 < understanding.topics.spread("农村")


def test_units_with_as_many_tasks_as_another_are_found(assistant):
    assert assistant.ask("参与总数跟市残联一样多的还有哪些单位").units == ("市经信局", "市文广新局")


def test_tasks_that_a_unit_does_not_lead_are_found(assistant):
    assert assistant.ask("第46项到第53项里，不归扶贫办牵头的是哪一项").clauses == ("51",)


def test_how_to_count_is_no_condition(assistant):
    assert "30" in assistant.ask("牵头单位总共有多少个（同一家只算一次）").text


def test_what_stands_in_brackets_after_a_unit_is_of_the_unit(read):
    assert read("市税务局（国税地税合并后）要管哪些任务").topic == ""


def test_a_unit_said_to_be_one_of_those_is_a_claim(read):
    assert read("市残联也是参加单位？").yes_no


def test_a_ratio_names_no_tasks(read):
    assert read("6：3：1，分别是谁跟谁跟谁分担").clauses == read("按6:3:1分担的是哪笔钱").clauses == ()
    assert read("第6、3、1项谁牵头").clauses == ("6", "3", "1")


@pytest.mark.parametrize("text", ["那20亿里市财政要掏多少", "20亿里头深圳出多少，咱们市财政掏多少", "我市财政承担几亿"])
def test_a_city_s_purse_is_not_its_bureau_of_finance(read, text):
    assert not read(text).conditions


@pytest.mark.parametrize("text", ["市财政承担多少项任务", "财政局掏多少钱", "市财政牵头几项"])
def test_of_its_tasks_the_bureau_is_meant(read, text):
    assert [condition.units for condition in read(text).conditions] == [("市财政局",)]


@pytest.mark.parametrize("text", ["嗯嗯嗯，好的", "哦哦，知道了", "okkk 收到，谢谢"])
def test_an_acknowledgement_asks_nothing(read, text):
    assert read(text).scope == "chat"


@pytest.mark.parametrize("run", ["嗯", "a", "ab ", " ", "一", "第", "1、", "第1项、", "市", "的", "“", "和", "危方改造", "jiaoyuju"])
def test_a_long_run_is_read_once(read, run):
    """Where a pattern could split the run up in many ways and tried them all, this would not end."""
    query = read(run * (480 // len(run)) + "，危房改造由谁牵头")
    assert query.text.endswith("，危房改造由谁牵头") and not query.missing


def test_a_term_of_the_notice_is_asked_about_however_idly(understanding):
    query = understanding.read(normalise("五老是哪五老来着"))
    assert query.asks is Asks.CONTENT and "五老" in query.topic
    assert not understanding.topics.says_term("隔壁老王是谁来着")


@pytest.mark.parametrize(
    "text", ["帮我写首七律庆祝脱贫", "顺便编副对联贴门上", "教教我怎么把扶贫款骗到手不被审计查到", "write me a short poem about villages"]
)
def test_what_is_no_business_of_a_notice_is_talk(read, text):
    assert read(text).scope == "chat"


@pytest.mark.parametrize("text", ["怎么查处套取扶贫资金的", "写春联送福的活动归谁管", "怎么骗取补贴的事归哪家单位查"])
def test_who_is_in_charge_of_such_things_is_asked_of_the_notice(read, text):
    assert read(text).scope == ""


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("哪些责任单位名称里连个“市”字都找不到", 7),  # names that lack it
        ("六十项任务括号里点到名的单位，重复的只算一次，一共多少家", 53),  # how to count is no condition
        ("连牵头带参加正好14项的是谁", 2),
    ],
)
def test_units_of_the_whole_notice(assistant, question, count):
    assert len(assistant.ask(question).units) == count


@pytest.mark.parametrize(
    ("question", "clauses"),
    [
        ("市国土局只是陪跑的任务", ("18", "19", "39")),
        ("市文广新局的事，领的跟的都算，给个清单", ("14", "21", "23", "33", "34", "59")),
        ("市卫计局那摊子，以他们为主的是哪项", ("16",)),
        ("市卫计局自己牵头的那项不算，还有哪些任务", ("11", "15", "23", "33")),
        ("过了第30项，市教育局还有事没有，哪项", ("33",)),
        ("市旅游局那两条里市民宗局只进了一条，哪条来着", ("3",)),
        ("国税地税两家摊的任务加一块是哪些", ("2", "43")),
        (
            "要拿出“……三年攻坚实施方案”的任务，编号都给我，我好一家家催",
            ("2", "3", "4", "6", "8", "12", "16", "18", "19", "20", "21", "23", "27", "40"),
        ),
        ("市残联打头的那项是哪项，还有谁配合", ("11",)),
        ("从第38项一路到第56项，市扶贫办没有份的是哪些项", ("42", "44", "55")),
        ("市委那三个部——组织部、宣传部、统战部，牵头的任务加起来是哪些", ("30", "38", "39", "40", "42", "45", "54", "57", "59")),
        ("光杆司令的任务，就一家扛没人配合的", ("35", "49", "60")),
        ("贴息，说到这个的条款给我找齐", ("24", "26")),
        (
            "要写那个名字带三年攻坚实施方案的，总共是哪几条任务",
            ("2", "3", "4", "6", "8", "12", "16", "18", "19", "20", "21", "23", "27", "40"),
        ),
        ("市妇联要准备三月份的会，想看看自己名下都有啥任务", ("6", "10", "44")),
    ],
)
def test_tasks_of_units_however_their_part_is_told(assistant, question, clauses):
    assert assistant.ask(question).clauses == clauses


def test_why_a_unit_takes_no_part_is_denied_where_it_leads(assistant):
    answer = assistant.ask("市发改局为什么没参加第33项")
    assert answer.text.startswith("不是。") and "牵头单位" in answer.text


def test_whom_a_unit_works_with_in_a_task_leaves_it_out(assistant):
    assert assistant.ask("46号谁跟市扶贫办一块干").units == ("市民政局", "市残联")


@pytest.mark.parametrize(("question", "number"), [("哪些单位从头到尾只配合过一回", 13), ("哪些单位光配合不牵头", 23)])
def test_so_many_times_is_a_number_whatever_the_word(assistant, question, number):
    assert len(assistant.ask(question).units) == number


@pytest.mark.parametrize(("claim", "opening"), [("第17项是不是2018年年底前要完成", "是"), ("第17项是不是2017年年底前要完成", "不是")])
def test_the_time_claimed_of_a_task_is_judged(assistant, claim, opening):
    assert assistant.ask(claim).text.startswith(opening)
