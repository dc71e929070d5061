import pytest

from answer.home import for_own_unit, unit_begun_with
from answer.normalise import normalise
from answer.query import Asks, Part, UnitCondition


@pytest.mark.parametrize(
    ("turns", "clauses"),
    [
        (["我在市残联工作", "我们跟市民政局一起干的有哪几项"], {"8", "10", "11", "17", "46"}),
        (["你好，我是市水务局的", "我们局牵头的是哪项"], {"19"}),
        (["我们局牵头哪项", "忘了说，我在市水务局"], {"19"}),  # the question waits for its unit
        (["我在市水务局", "第22项谁牵头", "那我们局牵头哪几项"], {"19"}),
    ],
)
def test_our_office_is_the_unit_that_the_person_named(ask, turns, clauses):
    assert set(ask(*turns).clauses) == clauses


def test_our_office_is_asked_back_while_nobody_said_which(ask):
    assert ask("我们局参加哪些任务").status == "clarify"
    assert ask("您好，我刚调过来接扶贫这块", "我们局参加哪些任务").status == "clarify"


def test_a_unit_named_in_the_question_is_meant_whoever_asks(ask):
    assert ask("我在市残联工作", "市水务局牵头哪项").clauses == ask("市水务局牵头哪项").clauses


@pytest.mark.parametrize("begins", ["人行汕尾中支，李科", "我刚调到人民银行，很多情况不熟", "刚从外地调到人行"])
def test_how_a_conversation_begins_tells_the_unit(ask, shipped, begins):
    led = [task.id for task in shipped.tasks if "人民银行汕尾市中心支行" in task.leads]
    assert list(ask(begins, "我们一共牵头几项").clauses) == led


def test_those_that_others_lead_are_joined(ask, shipped):
    joined = [task.id for task in shipped.tasks if "市残联" in task.participants]
    assert list(ask("我是市残联的", "别人挑头、要我们去搭把手的，有哪几项").clauses) == joined


def test_our_own_part_in_a_matter_is_a_claim(understanding):
    asked = understanding.read(normalise("那个“领头雁”培养计划，是咱们单位牵头的吗"))
    query = for_own_unit(asked, UnitCondition(("团市委",), Part.ANY, "团市委"), None)
    assert (query.asks, query.yes_no) == (Asks.VERIFY, True)
    assert [(c.units, c.part) for c in query.conditions] == [(("团市委",), Part.LEADS)] and "领头雁" in query.topic


def test_beside_us_the_others_are_meant(ask, shipped):
    others = [unit for unit in shipped.clause("10").participants if unit != "市妇联"]
    assert list(ask("我是市妇联的", "第10项谁牵头", "还有哪些兄弟单位跟我们一样是配合的").units) == others


def test_a_unit_named_later_is_not_the_person_s_own(ask, shipped):
    led = [task.id for task in shipped.tasks if "市残联" in task.leads]
    assert list(ask("我是市残联的", "林业局牵头几项", "水务局呢", "我们局牵头哪项").clauses) == led
    assert ask("林业局牵头几项", "水务局呢", "那我们一共牵头几项").clauses != tuple(led)


@pytest.mark.parametrize(
    ("begins", "unit"), [("林业局呢", None), ("农业局，跟我们局一起的有哪几项", None), ("水务局老张，想问个事", "市水务局")]
)
def test_only_who_speaks_begins_so(understanding, begins, unit):
    begun = unit_begun_with(understanding.read(normalise(begins)))
    assert (begun and begun.units) == (unit and (unit,))
