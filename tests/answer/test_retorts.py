"""What a person retorts to the answer just shown."""

import pytest

from answer.conversation import Turn
from answer.normalise import normalise
from answer.retorts import word_corrected
from tests.answer.conftest import clauses_and_units


@pytest.mark.parametrize("text", ["不会吧，我一直以为是人民银行牵头的", "真的假的，我怎么记得是人民银行"])
def test_a_doubt_is_checked_against_the_task_just_shown(ask, text):
    answer = ask("第27项归谁牵头", text)
    assert answer.text.startswith("不是") and clauses_and_units(answer) == (["27"], ["市金融局"])


def test_a_doubt_whether_a_unit_is_there_at_all_is_none_of_the_lead(ask):
    assert ask("第16项谁牵头", "编办也在里面？真的假的").text.startswith("是。")


def test_a_question_of_its_own_is_no_doubt(ask):
    assert ask("第58项是哪两家负责？", "第44项，我记得是团委牵头的，是谁牵头？").clauses == ("44",)


@pytest.mark.parametrize(("number", "lead"), [("48", False), ("21", True)])
def test_whether_it_is_led_by_the_person_s_own_unit_is_told(ask, number, lead):
    answer = ask("我是市经信局的", f"第{number}项有哪些单位", "是我们牵头吗，要是的话我得赶紧报局长")
    assert answer.clauses == (number,) and answer.text.startswith("是。" if lead else "不是。")


def test_whether_a_unit_has_other_tasks_is_told(ask, shipped):
    assert [t.id for t in shipped.tasks if "市环保局" in t.units] == ["23"]
    answer = ask("第23项谁牵头", "环保局在不在", "别的任务里还有环保局吗")
    assert "没有其他" in answer.text and answer.clauses == ("23",)


@pytest.mark.parametrize(("text", "so"), [("民政、人社都参加？", True), ("审计局也有份吧", False), ("国土局和林业局也参加吗", False)])
def test_units_and_a_part_alone_are_of_the_task_just_shown(ask, text, so):
    answer = ask("第39项谁牵头", text)
    assert answer.clauses == ("39",) and answer.text.startswith("是" if so else "不是")


@pytest.mark.parametrize(("text", "so"), [("三个是吧", True), ("两个吧？", False)])
def test_the_number_of_documents_said_again_is_checked(ask, shipped, text, so):
    assert len(shipped.clause("20").deliverables) == 3
    answer = ask("第20项要制定哪几个文件", text)
    assert answer.clauses == ("20",) and answer.text.startswith("是" if so else "不是")


def test_a_word_that_corrects_another_is_asked_about_in_its_place(understanding, shipped):
    last = Turn(understanding.read(normalise("陆丰是哪位领导挂钩")), ("45",))
    read = understanding.read(normalise("不好意思说错了，我要问的是陆河"))
    found = word_corrected(read, last, shipped)
    assert found.clauses == ("45",) and found.topic == "陆河"
    assert word_corrected(read, Turn(last.query, ("17",)), shipped) is None  # which says nothing of it


@pytest.mark.parametrize(
    ("turns", "begins"),
    [
        (["第44项谁牵头", "总工会、妇联都参加，明白"], "是。"),
        (["第33项有哪些单位", "发改局牵头啊，怪不得"], "是。**市发改局** 是 [任务33] 的牵头单位。"),
        (["第5项谁牵头", "商务局啊，好"], "是。"),
    ],
)
def test_what_was_told_and_is_said_again_stays_with_the_task(ask, turns, begins):
    answer = ask(*turns)
    assert answer.text.startswith(begins) and len(answer.clauses) == 1


@pytest.mark.parametrize("doubt", ["我还一直当是财政局牵头呢", "听办公室的人讲是财政局牵头，准不准", "住建局？这不财政局的活嘛，再看看"])
def test_what_a_person_had_thought_is_judged(ask, doubt):
    answer = ask("第17项谁牵头", doubt)
    assert answer.text.startswith("不是") and answer.units == ("市住建局",)


@pytest.mark.parametrize(
    ("turns", "clauses"),
    [
        (("第42项是工商联牵头吧", "原来不是工商联。那工商联牵头的是哪项"), ("37",)),
        (("26项是市金融局牵头吧", "我搞错了……那金融局自己牵的是哪一项"), ("27",)),
    ],
)
def test_the_tasks_that_the_unit_has_instead_are_told(ask, turns, clauses):
    assert ask(*turns).clauses == clauses


def test_the_last_question_is_put_again_of_the_task_that_a_unit_leads(ask):
    assert ask("第50项要制定什么方案", "答偏了，我问的是纪委牵头那条，不是督查那条").clauses == ("51",)
