"""What a message leaves unsaid comes from the conversation, and nothing else does."""

import pytest

from answer.conversation import Conversation, messages
from answer.converse import continue_query
from answer.draft import Draft
from answer.normalise import normalise
from tests.answer.conftest import clauses_and_units


@pytest.mark.parametrize(
    ("turns", "clauses", "units"),
    [
        (["第22项谁牵头", "那其他参加的有哪些"], ["22"], ["市发改局", "市林业局", "市扶贫办"]),
        (["第22项写了什么", "那牵头的呢"], ["22"], ["市住建局"]),
        (["第22项谁牵头", "第28项呢"], ["28"], ["市国土局"]),
        (["第22项谁牵头", "说错了，是第28项"], ["28"], ["市国土局"]),
        (["第22项谁牵头", "第28项呢", "除了它还有谁"], ["28"], ["市扶贫办", "市住建局"]),
        (["第22项谁牵头", "这项写了什么"], ["22"], None),
        (["市农业局牵头哪几项", "换成市林业局呢"], ["4"], None),
        (["市农业局牵头哪几项", "说错了，是林业局"], ["4"], None),
        (["市农业局牵头哪几项", "那市国土局呢"], ["28"], None),
        (["市国土局牵头哪几项", "参加的呢"], ["18", "19", "39"], None),
        (["市国土局参加哪几项", "牵头的呢"], ["28"], None),
        (["市农业局牵头哪几项", "第二个呢"], ["31"], None),
        (["市农业局牵头哪几项", "第二个谁参加"], ["31"], ["市林业局", "市海洋与渔业局"]),
        (["市国土局有哪些任务", "最后一个谁牵头"], ["39"], ["市委组织部"]),
        (["市林业局参加第28项吗", "那市国土局呢"], ["28"], None),
        (["第22项谁牵头", "市林业局也在里面吗"], ["22"], None),
        (["市国土局牵头哪项", "参加的又是哪几项"], ["18", "19", "39"], None),
        (["市妇联牵头哪项", "那参加的呢"], ["6", "10", "44"], None),  # after "none" the unit is still the subject
        (["第22项谁牵头", "市林业局参与没"], ["22"], None),
        (["市民政局牵头哪几项", "倒数第二项谁牵头"], ["36"], ["市民政局"]),
        (["市民政局牵头哪几项", "第三项里重大疾病医疗救助谁参加"], ["15"], ["市财政局", "市人社局", "市卫计局", "市扶贫办"]),
        (["市发改局牵头哪几项", "里面有市供电局的那项谁牵头"], ["20"], ["市发改局"]),
        (["市教育局牵头哪几项", "其中讲乡村教师的是哪一项"], ["13"], None),
        (["第22项谁牵头", "下一项呢"], ["23"], ["市住建局"]),
        (["第22项谁牵头", "往前翻一项讲什么"], ["21"], None),
        (["市旅游局牵头哪几项", "它牵的这几项里，哪项没有市民宗局"], ["34"], None),
        (["市水务局牵头哪项", "除了这项它还进了哪一项"], ["20"], None),
        (["市委宣传部有几项任务", "头一项除了它还有哪家"], ["57"], ["市扶贫办"]),
        (["文号是多少", "哪天出的"], ["文首"], None),
        (["市委宣传部牵头哪几项", "里头只有两家单位的是哪项，牵头的谁"], ["57"], ["市委宣传部"]),
        (["第22项谁牵头", "你好", "那参加的呢"], ["22"], ["市发改局", "市林业局", "市扶贫办"]),
        (["市住建局牵头哪几项", "把市卫计局也说说"], ["16"], None),
        (["市住建局牵头哪几项", "换个问题，市财政局牵头哪项"], ["24"], None),
        (["市工商联有几项", "那市财政局单独牵头的是哪项"], ["24"], None),
        (["第51项讲什么", "牵头市纪委，还有呢"], ["51"], ["市扶贫办"]),
        (["市审计局牵头哪项", "跟它搭伙的呢"], ["25"], ["市财政局"]),
        (["市民政局牵头哪几项", "好好。换成市人社局，又是哪几条"], ["6", "7", "9"], None),
        (["市文明办有几项任务", "就一项呀", "那市文联呢，哪一项"], ["14"], None),
        (["市委组织部牵头哪几项", "那你先讲前三项", "剩下的呢"], ["40", "45", "54"], None),
        (["第50项谁牵头", "那51呢", "再往下一条"], ["52"], ["市扶贫办"]),
        (["第7项谁牵头", "噢7，那前面那一项谁打头"], ["6"], ["市人社局"]),
        (["第20项要制定哪几个方案", "规划我知道了，中间那个叫什么来着"], ["20"], None),
        (["市总工会牵头什么", "一个没有？那我换个问法，它参与了的有哪些"], ["6", "44"], None),
        (["市财政局和市民政局都在的任务", "再加个条件，市残联也得在，三家凑齐的"], ["8", "10", "11", "17"], None),
        (["移动公司在哪项里", "同项里另外两家通信公司有谁"], ["21"], ["电信汕尾分公司", "联通汕尾分公司"]),
        (["市统计局有没有自己牵头的", "那它参加的那几项都由谁牵头"], ["47", "52", "53"], ["市扶贫办"]),
        (["第35项谁牵头", "它另外还出现在哪些任务里"], ["17", "26", "27", "48"], None),
        (["第18项", "它前面一项", "排最前的两家报给我"], ["17"], ["市住建局", "市城乡规划局"]),
        (["市委宣传部牵头哪两项", "后面那一项的单位全给我"], ["59"], ["市委宣传部", "市文广新局", "市扶贫办"]),
        (["我是市残联的", "第11项讲什么", "那跟着别人干的有哪些"], ["6", "8", "10", "17", "46"], None),
        (["市卫计局有哪些任务", "第16项谁牵头", "再看最开始你列的那些，教育局也在的是哪几个"], ["11", "16", "33"], None),
        (["第27项参加的有谁", "除了市财政局、市农业局和市林业局还有哪些"], ["27"], ["人民银行汕尾市中心支行", "汕尾银监分局"]),
        (["市教育局牵头哪两项", "除市教育局外，两项里共同的单位有哪些"], ["12", "13"], ["市财政局", "市人社局", "市扶贫办"]),
        (
            ["第17项谁牵头", "是市住建局吧", "那参加的呢"],
            ["17"],
            ["市城乡规划局", "市发改局", "市民政局", "市财政局", "人民银行汕尾市中心支行", "市残联", "市扶贫办"],
        ),
        (["第4项有几家参加", "叫什么名字"], ["4"], ["市财政局"]),
        (["第3项是市农业局牵头吗", "那林业呢，第4项又是谁牵头"], ["4"], ["市林业局"]),
        (["市农业局牵头哪几项", "市审计局呢", "再报一遍"], ["25"], None),
        (["第22项谁牵头", "第28项呢", "再报一遍前面那个"], ["22"], ["市住建局"]),
        (["市人社局和市教育局一起干的任务有哪些", "再加个市卫计局，三家都在的呢"], ["11", "16"], None),
        (["第25项谁牵头", "不是问牵头，我问的是参加单位"], ["25"], ["市财政局"]),
        (["第4项谁牵头", "换成第19项呢", "这两项共同的参加单位有谁"], ["4", "19"], ["市财政局"]),
        (["第22项谁牵头", "名单里有市扶贫办没有"], ["22"], None),
        (["市教育局牵头的都有啥", "这里面有市人社局参加的是几项"], ["12", "13"], None),
        (["市供销社在哪几项里头", "编号大的那项谁牵头"], ["5"], ["市商务局"]),
        (["市供销社在哪几项里头", "号小的那条讲什么"], ["2"], None),
        (["市住建局有哪些任务", "国土局的呢", "两家都在的有没有，是哪项"], ["28"], None),
        (["市委统战部牵头什么", "统战部那项有没有工商联"], ["42"], None),
        (["第49项谁牵头", "那条就列了一个单位是吧"], ["49"], ["市扶贫办"]),
    ],
)
def test_follow_ups(ask, turns, clauses, units):
    assert clauses_and_units(ask(*turns)) == (clauses, units)


@pytest.mark.parametrize(
    "question",
    [
        "市审计局牵头哪几项",
        "第28项谁牵头",
        "哪个单位牵头的任务最多",
        "这份通知的文号是多少",
        "只有一家单位负责的任务有哪些",
        "第61项谁牵头",
        "市工商局牵头哪几项",
        "哪些任务提到“三旧”",
    ],
)
@pytest.mark.parametrize("before", ["第22项谁牵头", "市农业局牵头哪几项", "市林业局参加第28项吗", "第17项写了什么"])
def test_a_question_whole_by_itself_is_answered_as_if_alone(ask, before, question):
    alone, after = ask(question), ask(before, question)
    assert (after.status, after.text, after.clauses, after.units) == (alone.status, alone.text, alone.clauses, alone.units)


def test_a_list_too_short_has_no_such_place(ask):
    assert ask("市农业局牵头哪几项", "第九个呢").clauses != ("2",)


def test_an_empty_message_leaves_the_conversation_as_it_is(ask):
    assert ask("第22项谁牵头", "", "？？", "那参加的呢").clauses == ("22",)


def test_without_a_conversation_a_query_stays_as_it_is(understanding, shipped):
    query = understanding.read(normalise("那牵头的呢"))
    assert continue_query(query, Conversation(), shipped) is query


def test_only_answered_messages_are_remembered(understanding, shipped):
    query = understanding.read(normalise("第22项谁牵头"))
    conversation = Conversation()
    assert conversation.last is None
    assert conversation.after(query, Draft(shipped, status="not_found")).turns == ()
    assert conversation.after(query.but(scope="chat"), Draft(shipped, status="not_found")) == conversation
    after = conversation.after(query, Draft(shipped, clauses=["22"]))
    assert after.last.clauses == ("22",) and after.last.query is query and conversation.turns == ()


@pytest.mark.parametrize(
    ("history", "expected"),
    [
        ([], []),
        (["一", "二"], ["一", "二"]),
        ([{"role": "user", "content": "一"}, {"role": "assistant", "content": "答"}, {"role": "user", "content": "二"}], ["一", "二"]),
        ([{"content": "一"}, "二", 3, None, {"role": "user"}], ["一", "二", ""]),
    ],
)
def test_the_person_s_messages_are_taken_from_a_history(history, expected):
    assert messages(history) == expected


def test_they_are_the_units_just_named(ask):
    answer = ask("市国税局和市地税局都参加哪项", "它们牵头吗")
    assert answer.text.startswith("不是。[任务43] 的牵头单位是 **市扶贫办**，市国税局 是参加单位。")


def test_what_is_asked_of_several_tasks_is_told_of_each(ask):
    answer = ask("市供销社参加哪几项", "团市委也在里面吗")
    assert answer.clauses == ("2", "5") and "不是。[任务2]" in answer.text and "是。**团市委** 是 [任务5] 的参加单位。" in answer.text


@pytest.mark.parametrize(
    ("turns", "units"),
    [
        (["文联有任务吗", "几项", "跟谁一起干"], ("市文广新局", "市财政局")),
        (["水务局有几项任务", "都跟哪些单位一起做"], ("市发改局", "市财政局", "市国土局", "市供电局")),
        (["帮我看教育局牵头的两项", "除教育局外，两项里共同的单位有哪些"], ("市财政局", "市人社局", "市扶贫办")),
        (["妇联参加的是哪几项", "每项里都有的是哪家"], ("团市委", "市妇联")),
    ],
)
def test_the_partners_of_the_unit_spoken_of_are_the_others(assistant, turns, units):
    assert assistant.ask(turns[-1], turns[:-1]).units == units


def test_two_units_told_of_in_turn_are_compared(ask):
    answer = ask("市扶贫办牵头多少项", "市委组织部呢？", "两家相差几项")
    assert "相差 5 项" in answer.text


@pytest.mark.parametrize(
    ("turns", "clauses"),
    [
        (["第3项是什么", "市旅游局牵头的另外一项呢，第几"], ("34",)),
        (["市妇联参加第10项吧", "撇开这项，市妇联还参加哪些"], ("6", "44")),
        (["市科技局牵头的有哪些任务", "市审计局呢，它牵头的也报一下"], ("25",)),
    ],
)
def test_a_unit_s_further_tasks_leave_out_the_one_just_shown(assistant, turns, clauses):
    assert assistant.ask(turns[-1], turns[:-1]).clauses == clauses


def test_two_units_told_in_turn_are_compared(assistant):
    answer = assistant.ask("两家比一比，哪家牵头得多些", ["市发改局牵头几项", "市扶贫办呢"])
    assert answer.units == ("市扶贫办",) and "11 项" in answer.text and "3 项" in answer.text


def test_those_asked_about_are_left_out_of_the_task_just_shown(assistant):
    answer = assistant.ask("撇开这三家运营商，同一项里还有谁", ["电信汕尾分公司、移动汕尾分公司、联通汕尾分公司三家在哪项里"])
    assert answer.clauses == ("21",) and len(answer.units) == 5 and not any("分公司" in unit for unit in answer.units)


def test_of_two_units_asked_about_in_turn_the_one_with_more_is_told(ask):
    answer = ask("市财政局参加了多少项，牵头的别算", "市扶贫办呢，也别算牵头", "比一比，谁参加的多")
    assert answer.units == ("市扶贫办",) and "29" in answer.text and "26" in answer.text


def test_a_list_narrowed_says_so(ask):
    assert "只看上面" in ask("市教育局牵头的都有啥", "这里面有市人社局参加的是几项").text


@pytest.mark.parametrize("text", ["省里呢", "省里那份是多少", "落到我们市财政头上是多少", "那市里出多少"])
def test_what_another_payer_gives_is_asked_of_the_task_just_shown(ask, text):
    answer = ask("第24项写了什么", text)
    assert answer.clauses == ("24",) and "省承担 12 亿元" in answer.text


def test_a_payer_that_the_task_does_not_name_is_none(ask):
    assert ask("第22项写了什么", "省里呢").clauses != ("24",)


def test_another_place_of_an_order_is_told(ask, shipped):
    joins = {unit: sum(unit in task.participants for task in shipped.tasks) for unit in shipped.units}
    second = sorted(joins, key=lambda unit: -joins[unit])[1]
    answer = ask("不算牵头，光看当参加单位，谁的任务最多", "第二名是谁，多少项")
    assert answer.units == (second,) and f"{joins[second]} 项" in answer.text


def test_of_the_units_just_told_those_that_never_lead_are_told(ask, shipped):
    leads = {unit for task in shipped.tasks for unit in task.leads}
    wanted = [unit for unit in shipped.clause("33").units if unit not in leads]
    assert list(ask("第33项参加单位有几家啊", "这里面全文件一项也没牵头的是哪些").units) == wanted


def test_of_a_list_the_one_that_a_unit_does_not_lead_is_told(ask, shipped):
    answer = ask("哪些任务原文提到光伏", "不是发改局牵头的那项，参加单位有谁")
    assert answer.clauses == ("32",) and answer.units == shipped.clause("32").participants


@pytest.mark.parametrize(
    "turns",
    [["地税局参与的任务有啥", "国税局呢", "国税比地税多出来那项谁牵头"], ["市国税局参加几项任务", "比市地税局多的是哪一项"]],
)
def test_a_task_that_one_unit_has_and_another_lacks_is_told(ask, turns):
    assert ask(*turns).clauses == ("2",)


def test_the_others_beside_both_of_whom_it_was_spoken_are_told(ask, shipped):
    spoken = {"市委组织部", "团市委"}
    answer = ask("第30项是谁牵头", "团市委在里面不", "它俩以外还有谁")
    assert list(answer.units) == [unit for unit in shipped.clause("30").units if unit not in spoken]


@pytest.mark.parametrize("turns", [["经信局牵头的是什么", "这一项里要编几个攻坚方案"], ["第21项谁牵头", "得出台哪些方案"]])
def test_the_documents_of_the_task_just_shown_are_named(ask, turns):
    answer = ask(*turns)
    assert answer.clauses == ("21",) and "2 份" in answer.text


def test_a_place_that_no_order_goes_before_leaves_no_empty_answer(ask):
    assert ask("第二名是谁，多少项").text


@pytest.mark.parametrize(
    ("turns", "clauses", "units"),
    [
        (["第34项谁在抓", "第60项呢", "回到前头那个，文广新局也在里边吧"], ["34"], None),
        (["第27项谁牵头", "打错，是37"], ["37"], ["市工商联"]),
        (["市供电局参加哪项", "不是问供电局，是市邮政管理局"], ["5"], None),
        (["第39项谁牵头", "跟45项牵头的是同一家不"], ["39", "45"], ["市委组织部"]),
        (["第22项和第23项都是住建局牵头？", "那它还牵头哪项"], ["17"], None),
        (["民宗局在第37项里吗", "民宗局另外还参加哪些"], ["3", "12", "26", "33"], None),
        (["第12项参加单位", "第13项参加单位", "两边都有的"], ["12", "13"], ["市财政局", "市人社局", "市扶贫办"]),
        (["第5项谁牵头", "换21项", "这两项里都出现的单位是谁"], ["5", "21"], ["市经信局"]),
        (["第29项谁牵头", "农业局参加吧", "另外那家是？"], ["29"], ["市教育局"]),
        (["市水务局有几项", "okk收到", "它牵头的是哪项"], ["19"], None),
    ],
)
def test_what_was_said_before_is_taken_up(ask, turns, clauses, units):
    answer = ask(*turns)
    assert list(answer.clauses) == clauses and (units is None or list(answer.units) == units)


def test_other_tasks_of_the_same_units(ask, shipped):
    pair = set(shipped.clause("52").units)
    others = [task.id for task in shipped.tasks if set(task.units) == pair and task.id != "52"]
    assert list(ask("52项是哪几家", "同样就他们俩的还有哪些？").clauses) == others


@pytest.mark.parametrize("text", ["还是说回第一个，林业局也参加吗", "刚开始问的那项，林业局参不参加"])
def test_the_first_task_is_gone_back_to(ask, text):
    answer = ask("34谁牵头", "35呢", "60呢", text)
    assert answer.clauses == ("34",) and answer.text.startswith("是")


def test_two_tasks_told_in_turn_are_put_aside(ask, shipped):
    left = [t.id for t in shipped.tasks if "市文广新局" in t.participants and t.id not in ("23", "34")]
    assert list(ask("我在市文广新局上班", "第23项有没有我们", "34呢", "这两个不算，我们只是参加、不牵头的还剩哪些？").clauses) == left


def test_a_unit_s_own_tasks_after_a_claim(ask, shipped):
    led = [task.id for task in shipped.tasks if "市住建局" in task.leads]
    assert list(ask("第28项是国土局牵头吧", "住建局参加了没", "那住建局自己牵头的有哪些").clauses) == led


def test_the_one_of_a_list_that_a_unit_has(ask):
    assert ask("哪些任务是一家单位独自承担的", "文明办那个主要讲什么").clauses == ("60",)


@pytest.mark.parametrize(
    ("question", "clauses"),
    [
        ("除了第52项，还有没有哪项的责任单位组合跟它一模一样", ["47", "53"]),
        ("第38项是两家单位在做。同样就这两家、不多也不少的任务还有哪几项？", ["45", "56"]),
    ],
)
def test_tasks_with_the_very_units_of_the_one_named(ask, question, clauses):
    assert list(ask(question).clauses) == clauses


def test_which_kinds_of_people_is_asked_of_the_task_just_shown(ask):
    answer = ask("第36项讲什么", "是哪五种人啊，我老是记不全")
    assert answer.clauses == ("36",) and "老堡垒户" in answer.text


@pytest.mark.parametrize("message", ["这个单位一共几项", "那一项啥时候要完成来着", "它牵头的有哪些"])
def test_what_points_at_nothing_said_before_is_asked_back(ask, message):
    assert ask(message).status == "clarify"
