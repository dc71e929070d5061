"""Every way in which a draft can lie is refused; the honest draft passes."""

import pytest

from answer.assistant import Assistant
from answer.check import Unproven, check
from answer.draft import Draft
from ingest import parse_notice
from settings import Settings


@pytest.fixture
def clause(shipped):
    return shipped.clause("28")


@pytest.fixture
def honest(shipped, clause):
    draft = Draft(shipped)
    draft.rest_on(clause)
    draft.cite_units(clause)
    draft.units = clause.units
    draft.lines.append(f"[任务28] {draft.quote(clause, clause.sentences[0])}")
    draft.lines.append("共 3 个责任单位：**市国土局**（牵头）、市扶贫办、市住建局。")
    draft.computed.add(3)
    return draft


def test_the_honest_draft_passes(shipped, honest):
    check(honest, shipped.units)
    assert honest.text and honest.citations()  # there was something to prove


def test_units_of_the_heading_above_are_cited_where_they_stand():
    text = "关于明确职责的通知\n各单位：\n一、分工\n（一）县水利局\n1.负责水库安全。\n2.会同县气象局建立机制。\n"
    notice = parse_notice(text, "duties")
    draft = Draft(notice)
    draft.rest_on(notice.clause("一（一）2"))
    draft.cite_units(notice.clause("一（一）2"))
    draft.units = notice.clause("一（一）2").units
    check(draft, notice.units)
    assert [(c.quote, c.start) for c in draft.citations()] == [("县水利局", text.index("县水利局")), ("县气象局", text.index("县气象局"))]


def lie_beyond_the_clause(draft, clause):
    draft.quotes.append(("28", clause.end, clause.end + 20))


def lie_before_the_clause(draft, clause):
    draft.quotes.append(("28", clause.start - 5, clause.start + 5))


def lie_with_an_empty_span(draft, clause):
    draft.quotes.append(("28", clause.start, clause.start))


def lie_with_a_span_turned_round(draft, clause):
    draft.quotes.append(("28", clause.start + 9, clause.start))


def lie_with_a_quotation_of_another_clause(draft, clause):
    other = draft.notice.clause("29")
    draft.quotes.append(("29", other.start, other.start + 10))


def lie_with_a_cite_not_rested_on(draft, clause):
    draft.lines.append("另见 [任务29]。")


def lie_with_a_cite_that_does_not_exist(draft, clause):
    draft.lines.append("另见 [任务99]。")


def lie_with_a_unit_in_the_text(draft, clause):
    draft.lines.append("市水务局也参加。")


def lie_with_a_unit_in_the_list(draft, clause):
    draft.units = (*draft.units, "市水务局")


def lie_with_a_count(draft, clause):
    draft.lines.append("共 7 个单位。")


def lie_with_a_year(draft, clause):
    draft.lines.append("到 2020 年完成。")


def lie_with_a_sum(draft, clause):
    draft.lines.append("补助 1.5 万元。")


def lie_with_an_invented_quotation(draft, clause):
    draft.lines.append("“每亩补助由县级财政承担”")


def lie_with_a_changed_quotation(draft, clause):
    draft.lines.append(draft.lines[0].replace("完善", "废止"))


LIES = [lie for name, lie in list(globals().items()) if name.startswith("lie_")]


@pytest.mark.parametrize("lie", LIES, ids=lambda lie: lie.__name__)
def test_a_lie_is_refused(shipped, honest, clause, lie):
    lie(honest, clause)
    with pytest.raises(Unproven):
        check(honest, shipped.units)


def test_the_message_says_what_is_unproven(shipped, honest):
    honest.lines.append("市水务局也参加。")
    with pytest.raises(Unproven, match="市水务局"):
        check(honest, shipped.units)


def test_the_person_s_own_words_may_be_repeated(shipped, honest):
    honest.lines.append("“市水务局”不在其中，也没有 99 万元。")
    with pytest.raises(Unproven):
        check(honest, shipped.units)
    honest.echoed.update({"市水务局", "“市水务局”", "99"})
    check(honest, shipped.units)


def test_a_clause_may_be_named_without_resting_on_it(shipped, honest):
    honest.lines.append("另见 [任务29]。")
    with pytest.raises(Unproven):
        check(honest, shipped.units)
    honest.mentioned.append("29")
    check(honest, shipped.units)


def test_a_refusal_is_held_to_its_cites_too(shipped):
    draft = Draft(shipped, status="not_found", lines=["最接近的是：[任务17]。"])
    with pytest.raises(Unproven):
        check(draft, shipped.units)
    draft.mentioned.append("17")
    check(draft, shipped.units)


def test_figures_of_the_clause_may_be_stated(shipped):
    clause = shipped.clause("26")
    draft = Draft(shipped).rest_on(clause)
    draft.lines.append("5万元以下、3年以内，最长 20 年。")
    check(draft, shipped.units)
    draft.lines.append("最长 21 年。")
    with pytest.raises(Unproven, match="21"):
        check(draft, shipped.units)


def test_a_quotation_over_a_page_break_is_no_lie(shipped):
    clause = shipped.clause("2")
    broken = next(s for s in clause.sentences if "\n" in shipped.source[s.start : s.end])
    draft = Draft(shipped).rest_on(clause)
    draft.lines.append(draft.quote(clause, broken))
    check(draft, shipped.units)
    assert "\n" not in draft.text and "\n" in draft.citations()[0].quote


def test_an_unproven_answer_is_not_shown(shipped, reader):
    def refuse(draft, units):
        raise Unproven("states the number 7", "number")

    answer = Assistant([shipped], Settings(), reader, prove=refuse).ask("第22项谁牵头")
    assert (answer.status, answer.clauses, answer.units, answer.citations) == ("not_found", (), None, ())
    assert "市住建局" not in answer.text and answer.steps[-1] == "核对：未通过，有数字不在所引条款里"


def test_citations_are_the_source_at_their_offsets(shipped, honest):
    for citation in honest.citations():
        assert citation.quote == shipped.source[citation.start : citation.end]


@pytest.mark.parametrize(
    ("mark", "begins"),
    [
        *[(mark, "2027 年 6 月底前") for mark in ("1. ", "1、", "1.\n", "1.\t")],
        *[(mark, "2\n027年6月底前") for mark in ("1. ", "1、")],  # a page ends within the year
        *[(mark, "到2027年") for mark in ("1. ", "1.", "1．", "1、")],
    ],
)
def test_a_task_that_begins_with_a_year_is_answered_whatever_stands_after_its_number(reader, mark, begins):
    tasks = f"{mark}{begins}完成水库除险。（牵头单位：县水利局；配合单位：县财政局）\n2. 修路。（县交通运输局）\n"
    text = f"关于抓好重点工作的通知\n各单位：\n{tasks}"
    answer = Assistant([parse_notice(text, "years")], Settings(), reader).ask("第1项写了什么")
    assert answer.status == "answered" and answer.clauses == ("1",)
    assert "完成水库除险" in answer.text


def test_a_number_joined_of_two_texts_is_no_ground(shipped, honest):
    honest.lines.append("补助 28.3 万元。")  # clause 28 has 3 units; "28." stands before its text
    with pytest.raises(Unproven):
        check(honest, shipped.units)
