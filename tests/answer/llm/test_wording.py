"""An explanation stands below the composed answer, proved sentence by sentence, whatever the model says."""

import json
import re

import pytest

from answer import Assistant
from answer.draft import Draft
from answer.llm.wording import MAX_CLAUSES, MAX_SENTENCES, can_be_explained, material, sentences
from eval.llm.models import Liar, honest
from eval.llm.server import saying
from eval.llm.truth import TRUE, untrue
from prompts import load_words

HEADING = load_words("llm")["heading"]
# Asked of every kind that can be computed: who, which tasks, what, whether, how many, the most, the front matter, in conversation.
SAMPLE = [
    ["第22项谁牵头"],
    ["第17项有哪些单位"],
    ["第17项还有谁参加"],
    ["第17项写了什么"],
    ["第17项什么时候完成"],
    ["市审计局是不是第25项的牵头单位"],
    ["市教育局牵头哪些任务"],
    ["市教育局牵头几项任务"],
    ["哪些任务由市扶贫办和市财政局共同参加"],
    ["第25项和第32项都有哪个单位"],
    ["哪个单位牵头的任务最多"],
    ["全文有多少个责任单位"],
    ["文号是多少"],
    ["第17项谁牵头", "那其他参加的有哪些", "什么时候完成"],
    ["市水务局牵头哪些任务"],
    ["第99项谁牵头"],
    ["今天天气怎么样"],
]


def plain(text):
    """Return a text without quotation marks and blanks."""
    return "".join(re.sub("[“”]", "", text).split())


def both(tied, assistant, turns):
    """Return the answers with and without the language model."""
    return tied.assistant.ask(turns[-1], turns[:-1]), assistant.ask(turns[-1], turns[:-1])


@pytest.mark.parametrize("speak", [Liar(), honest], ids=["lying", "honest"])
@pytest.mark.parametrize("turns", SAMPLE, ids=lambda turns: turns[-1])
def test_all_but_the_added_text_is_as_without_the_model(tie, assistant, speak, turns):
    on, off = both(tie(speak), assistant, turns)
    same = [(a.status, a.clauses, a.units, a.citations, a.suggestions) for a in (on, off)]
    assert same[0] == same[1]
    assert on.text == off.text or on.text.startswith(f"{off.text}\n{HEADING}\n")


@pytest.mark.parametrize("turns", SAMPLE, ids=lambda turns: turns[-1])
def test_no_lie_gets_out(tie, assistant, shipped, turns):
    liar = Liar()
    tied = tie(liar)
    for _ in range(8):
        on, off = both(tied, assistant, turns)
        added = plain(on.text.removeprefix(off.text))
        assert [lie for kind, lie in liar.said if kind != TRUE and plain(lie) in added] == []
        assert untrue(on.text.partition(HEADING)[2], shipped, on.clauses) == []


def test_all_that_a_liar_says_is_looked_at_and_its_truths_are_shown(tie, assistant):
    liar = Liar()
    on, off = both(tie(liar), assistant, ["第22项谁牵头"])
    dropped = [step for step in on.steps if "没有采用" in step]
    true = [sentence for kind, sentence in liar.said if kind == TRUE]
    assert len(liar.said) == 12 and len(true) == 3
    assert len(dropped) == 10 and any("重复" in step for step in dropped)  # who leads has been answered
    assert plain(on.text) == plain(f"{off.text}{HEADING}" + "".join(true[:-1]))


def test_an_honest_model_explains_what_it_cites(tie, assistant):
    on, off = both(tie(honest), assistant, ["第17项什么时候完成"])
    added = on.text.removeprefix(f"{off.text}\n{HEADING}\n")
    assert added.startswith("这项任务由市住建局牵头[任务17]。参加单位有市城乡规划局、") and added.count("[任务17]") == MAX_SENTENCES


def test_of_true_and_false_sentences_the_true_ones_are_shown_and_the_steps_tell_of_the_others(tie, assistant):
    speak = saying("市水务局参加[任务22]。", "参加单位有市发改局、市林业局、市扶贫办。[任务22]", "这项任务由市林业局牵头[任务22]。")
    on, off = both(tie(speak), assistant, ["第22项谁牵头"])
    assert on.text == f"{off.text}\n{HEADING}\n参加单位有市发改局、市林业局、市扶贫办[任务22]。"
    assert on.steps[len(off.steps) :] == (
        f"语言模型：问了补充说明（提示词第 {load_words('llm')['version']} 版）",
        "语言模型：第 1 句没有采用，写了所引条款里没有的单位",
        "语言模型：第 3 句没有采用，牵头、参加与原文不符",
        "语言模型：补充说明采用 1 句",
    )
    assert "市水务局" not in "".join(on.steps)


def test_what_has_been_said_is_not_said_again(tie, assistant):
    speak = saying("这项任务由市住建局牵头[任务22]。", "参加单位有市发改局等单位[任务22]。" * 3)
    on, off = both(tie(speak), assistant, ["第22项谁牵头"])
    assert on.text.removeprefix(off.text) == f"\n{HEADING}\n参加单位有市发改局等单位[任务22]。"


REFUSALS = ["对不起，我不能回答这个问题。", "作为一个人工智能模型，我无法提供帮助。", "Sorry, I can't help."]


@pytest.mark.parametrize("reply", ["无", "无。", " 无 [任务22] ", *REFUSALS])
def test_nothing_to_add_and_refusals_leave_the_composed_answer(tie, assistant, reply):
    on, off = both(tie(saying(reply)), assistant, ["第22项谁牵头"])
    assert on.text == off.text


def test_what_is_shown_while_it_comes_grows_by_proved_sentences(tie, assistant):
    true = "参加单位有市发改局、市林业局、市扶贫办[任务22]。", "这项任务共有4个责任单位[任务22]。"
    speak, shown = saying("市水务局参加[任务22]。", true[0], "市住建局不牵头。", true[1]), []
    final, off = tie(speak).assistant.ask("第22项谁牵头", shown=shown.append), assistant.ask("第22项谁牵头")
    texts = [answer.text.removeprefix(off.text) for answer in shown]
    first = f"\n{HEADING}\n{true[0]}"
    assert list(dict.fromkeys(texts)) == ["", first, first + true[1]]
    assert shown[-1].text == final.text


def test_the_model_is_not_asked_about_what_it_cannot_explain(tie, shipped):
    tied = tie(honest)
    for question in ("今天天气怎么样", "第99项谁牵头", "市扶贫办参加哪些任务", "全文有多少个责任单位"):
        tied.assistant.ask(question)
    assert tied.fake.asked == []
    draft = Draft(shipped).rest_on(*shipped.tasks[:MAX_CLAUSES])
    assert can_be_explained(draft) and not can_be_explained(draft.rest_on(shipped.tasks[MAX_CLAUSES]))
    assert not can_be_explained(Draft(shipped, status="not_found").rest_on(shipped.tasks[0]))


def test_the_material_holds_the_question_the_answer_and_the_clauses_it_rests_on(shipped):
    draft = Draft(shipped).rest_on(shipped.clause("17"))
    draft.lines.append("由 **市住建局** 牵头。")
    record = json.loads(material("谁牵头", draft))
    assert (record["问题"], record["已有回答"]) == ("谁牵头", "由 市住建局 牵头。")
    (clause,) = record["条款"]
    assert clause["编号"] == "任务17" and clause["牵头单位"] == ["市住建局"] and len(clause["参加单位"]) == 7
    assert clause["时间要求"] == ["到 2018 年年底"] and clause["原文"][0] == "实施农村危房改造扶贫工程。"


@pytest.mark.parametrize("size", [1, 2, 3, 7, 100])
def test_sentences_are_whole_however_the_pieces_are_cut(size):
    text = "甲牵头[任务1]。乙参加。 [任务2]\n丙、**丁**也参加！[任务3][任务4]最后一句没有句号[任务5]"
    said = ["甲牵头[任务1]。", "乙参加[任务2]。", "丙、丁也参加[任务3][任务4]。", "最后一句没有句号[任务5]。"]
    pieces = [text[i : i + size] for i in range(0, len(text), size)]
    assert list(sentences(pieces)) == said


def test_over_several_notices_nothing_is_added(tie, shipped, other, reader):
    tied = tie(honest, notices=(shipped, other))
    assert isinstance(tied.assistant, Assistant)
    answer = tied.assistant.ask("市财政局牵头哪些任务", notice="all")
    assert HEADING not in answer.text
