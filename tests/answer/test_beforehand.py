"""What a message says before or beside what it asks is left out, or taken for what it is."""

import pytest

from answer.beforehand import after_hearing, back_to_list, of_list_of_units
from answer.conversation import Conversation, Turn
from answer.query import Asks
from tests.answer.conftest import clauses_and_units
from tests.answer.queries import query

LONG, SHORT = (Turn(query(Asks.TASKS), clauses) for clauses in (("6", "10", "44"), ("10", "44")))


def test_what_was_told_is_no_part_of_the_next_question(ask):
    after = ask("第37项谁牵头", "哦是市工商联。那参加单位给我念一遍")
    assert clauses_and_units(after) == clauses_and_units(ask("第37项谁牵头", "那参加单位给我念一遍"))


def test_a_message_that_tells_nothing_again_stays(understanding):
    asked = query(Asks.UNITS, masked="那参加单位给我念一遍")
    assert after_hearing(asked) is asked


@pytest.mark.parametrize(("said", "clauses"), [("回到刚才那串，里面", ("10", "44")), ("再看最开始你列的那些，", ("6", "10", "44"))])
def test_the_list_gone_back_to_is_the_last_or_the_first(said, clauses):
    conversation = Conversation((LONG, SHORT, Turn(query(Asks.CONTENT), ("17",))))
    asked, left = back_to_list(query(Asks.TASKS, masked=f"{said}市民政局也在的呢"), conversation)
    assert left.last.clauses == clauses and asked.masked.endswith("市民政局也在的呢") and asked.follow == "all"


def test_whether_units_are_listed_is_asked_of_the_task_just_shown(ask):
    answer = ask("第27项谁牵头", "人民银行和银监分局都列在里头了吗")
    assert answer.clauses == ("27",) and answer.text.startswith("是")


def test_a_question_of_tasks_is_left_one():
    asked = query(Asks.TASKS, masked="\ue000牵头的有哪些")
    assert of_list_of_units(asked) is asked
