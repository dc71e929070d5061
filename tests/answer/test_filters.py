"""The conditions of a question on the whole notice: the documents and the kinds of time limit asked for."""

import pytest

from answer.filters import NAMED_BY, SET_ASIDE
from answer.normalise import normalise
from answer.select import of_limits
from answer.understand import Understanding
from ingest import parse_notice

NOTICE = parse_notice(
    """岚江省人民政府关于分解任务的通知
岚政发〔2024〕1号
各单位：
一、教育
1. 新建小学，编制学校布点方案。2024年8月底前完成。（省教育厅）
2. 建立数据目录，出台数据共享管理办法。（省数据局）
3. 开展风险评估。（省公安厅，持续推进）
4. 形成平台建设指南，2025年6月底前完成。（省财政厅）
5. 受理申请后3个工作日内办结。（省水利厅）
2024年3月1日
""",
    "filters",
)


@pytest.fixture(scope="module")
def read(reader):
    understanding = Understanding(NOTICE, reader)
    return lambda text: understanding.read(normalise(text))


@pytest.mark.parametrize(
    ("text", "documents"),
    [
        ("要编制方案、办法或者指南的任务是哪几项", ("方案", "办法", "指南")),
        ("制定方案或者出台办法的都有哪几项", ("方案", "办法")),
        ("哪些任务要出指南", ("指南",)),
        ("要拿出实施办法、指南这类书面东西的是哪几项", ("实施办法", "指南")),
        ("要制定办法的任务有哪些", ("办法",)),
        ("省教育厅牵头的任务有哪些", None),
        ("按这份方案省教育厅有哪些任务", None),
    ],
)
def test_the_documents_that_tasks_draw_up(read, text, documents):
    query = read(text)
    assert query.deliverable == documents
    assert not (documents and query.topic)


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("没有写完成期限的任务有哪些", "none"),
        ("哪几项没明确时限", "none"),
        ("长期坚持的是哪几项", "standing"),
        ("没写具体年月、属于持续推进的有哪几项", "standing"),
        ("2025年6月底前要完成的任务", ""),
    ],
)
def test_the_kind_of_time_limit_that_tasks_have(read, text, limit):
    query = read(text)
    assert (query.limit, query.deadline, query.topic) == (limit, False, "")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("“汕尾”开头的责任单位有哪两家？", "汕尾"),
        ("以“支行”字样的单位", "支行"),
        ("“市”打头的那几家单位", "市"),
        ("“医疗救助”写在哪两项任务里", None),
        ("“五个一批”单位怎么分", None),
    ],
)
def test_words_of_units_names_are_told_beyond_doubt(text, word):
    match = NAMED_BY.search(text)
    assert (match and match["word"]) == word


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("6月底前要完的有几项？全年、每月、持续推进的别算", "6月底前要完的有几项？"),
        ("一次头都没牵的局有哪些，企业和中心不用列", "一次头都没牵的局有哪些，"),
        ("持续推进的有哪些", "持续推进的有哪些"),
    ],
)
def test_what_the_answer_is_to_leave_out_is_no_condition(text, kept):
    assert SET_ASIDE.sub("", text) == kept


def test_a_unit_named_as_an_example_is_no_condition(ask, shipped):
    wanted = [unit for unit in shipped.units if unit.endswith("联")]
    assert list(ask("名字拿“联”字收尾的单位给我列列看，像妇联那种").units) == wanted


@pytest.mark.parametrize(
    ("text", "by_limit"),
    [
        ("完成期限卡得最早的是哪一项", "first"),
        ("哪项任务最晚要完成", "last"),
        ("时限最靠后的任务有哪些", "last"),
        ("新建小学最迟什么时候完成", ""),
        ("哪几项要在8月底前完成", ""),
    ],
)
def test_tasks_are_asked_for_by_the_order_of_their_time_limits(read, text, by_limit):
    assert read(text).by_limit == by_limit


def test_tasks_that_end_first_and_last_are_those_of_their_limits():
    tasks = list(NOTICE.tasks)
    assert [task.id for task in of_limits(tasks, NOTICE, "first")] == ["1"]
    assert [task.id for task in of_limits(tasks, NOTICE, "last")] == ["4"]
    assert of_limits(tasks, NOTICE, "") == tasks


def test_a_kind_of_unit_is_set_aside(ask, shipped):
    task = shipped.clause("21")
    operators = [unit for unit in task.units if unit.startswith(("电信", "移动", "联通"))]
    answer = ask("除开电视台和三家运营商，第21项还有谁配合")
    assert list(answer.units) == [unit for unit in task.participants if unit not in (*operators, "汕尾广播电视台")]
    assert len(operators) == 3


def test_words_are_sought_in_the_work_requirements_too_where_the_whole_notice_is_meant(ask, shipped):
    held = [clause.id for clause in shipped.clauses[1:] if "每年" in "".join(s.text for s in clause.sentences)]
    assert list(ask("整份文件（任务和工作要求）哪些条写了“每年”").clauses) == held
    assert list(ask("哪些任务写了“每年”").clauses) == [i for i in held if i.isdigit()]


def test_of_two_beginnings_the_one_asked_for_is_meant(ask):
    assert ask("我发现多数单位以“市”开头，也有以“汕尾”两个字开头的，是哪几家").units == ("汕尾广播电视台", "汕尾银监分局")


def test_where_quoted_words_stand_is_asked_beyond_doubt(ask, shipped):
    there = [task.id for task in shipped.tasks if "一卡通" in task.text]
    assert list(ask("“一卡通”在正文里出现在哪几项").clauses) == there != []


def test_a_word_for_any_name_is_no_part_of_a_unit_s_name(ask, shipped):
    assert list(ask("叫“某某分公司”的一共有几家单位").units) == [unit for unit in shipped.units if "分公司" in unit]


def test_which_task_sets_a_time_is_a_condition(ask):
    assert list(ask("住建局牵头的有哪三项", "哪一项定了完成时间").clauses) == ["17"]


@pytest.mark.parametrize(
    ("text", "word"),
    [("打头两个字就是“健全”的任务，帮忙找齐", "健全"), ("以“推进”开头的任务有几项", "推进"), ("“完善”二字打头的有哪几条", "完善")],
)
def test_a_word_with_which_tasks_begin_is_told_from_one_that_they_hold(ask, shipped, text, word):
    assert list(ask(text).clauses) == [task.id for task in shipped.tasks if task.text.startswith(word)]


@pytest.mark.parametrize("text", ["光伏这两个字，在哪几项任务里写到过？企业老板来问的", "任务内容里点到光伏的，都是第几项呀？"])
def test_the_word_sought_is_that_of_the_sentence_that_asks(ask, shipped, text):
    assert list(ask(text).clauses) == [task.id for task in shipped.tasks if "光伏" in task.text]
