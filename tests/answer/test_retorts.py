"""What a person retorts to the answer just shown."""

import pytest

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
    assert "没有其他" in answer.text and not answer.clauses
