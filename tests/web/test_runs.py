"""Runs tie what is shown to the source, character by character."""

import pytest

from ingest import parse_notice
from web.runs import clause_label, clause_title, notice_sections


def runs_of(sections):
    return [run for section in sections for paragraph in section.paragraphs for run in paragraph.runs]


def numbers_of(sections):
    return [section.number for section in sections if section.number]


def test_every_run_is_the_source_at_its_offset(notice):
    sections = notice_sections(notice)
    for run in [*runs_of(sections), *numbers_of(sections)]:
        assert notice.source[run.start : run.start + len(run.text)] == run.text


def test_the_runs_show_each_character_of_the_notice_once(notice):
    sections = notice_sections(notice)
    shown = [run.start + i for run in [*runs_of(sections), *numbers_of(sections)] for i in range(len(run.text))]
    assert len(shown) == len(set(shown))
    missing = {notice.source[i] for i in set(range(len(notice.source))) - set(shown)}
    assert missing <= set(" \n#-　") | {"家"}  # a page break repeats 家 in task 8; heading marks and rules are not text


def test_a_page_break_within_a_sentence_does_not_show(notice):
    section = next(section for section in notice_sections(notice) if section.id == "17")
    text = "".join(run.text for run in section.paragraphs[-1].runs)
    assert "市发改局、市民政局、市财政局" in text


def test_the_lead_is_told_from_the_others(notice):
    section = next(section for section in notice_sections(notice) if section.id == "17")
    named = [(run.unit, run.role) for run in runs_of([section]) if run.unit and run.last]
    assert named[0] == ("市住建局", "lead")
    assert [role for _, role in named[1:]] == ["participant"] * 7


def test_quotes_mark_exactly_their_characters(notice):
    sentence = notice.clause("17").sentences[3]
    names = notice.clause("17").assignments
    spans = [(sentence.start, sentence.end), (names[3].start, names[4].end)]
    marked = "".join(run.text for run in runs_of(notice_sections(notice, spans)) if run.marked)
    assert marked == sentence.text + "市民政局、市财政局"


def test_a_quote_reaches_over_clauses_and_headings(notice):
    first, last = notice.clause("60"), notice.clause("二（一）")
    marked = [run for run in runs_of(notice_sections(notice, [(first.end - 5, last.body.positions[3])])) if run.marked]
    assert "二、工作要求" in [run.text for run in marked]


def test_the_front_matter_is_laid_out_by_field(notice):
    front = notice_sections(notice)[0]
    styles = [paragraph.style for paragraph in front.paragraphs if paragraph.style]
    assert styles == ["letterhead", "document_number", "title", "addressees", "issuer", "issuer", "date", "plan_title"]


@pytest.mark.parametrize(("clause_id", "label"), [("17", "任务17"), ("二（一）", "二（一）"), ("文首", "文首")])
def test_labels(clause_id, label):
    assert clause_label(clause_id) == label


def test_titles_are_short_and_end_at_a_comma(notice):
    assert clause_title(notice.clause("17")) == "实施农村危房改造扶贫工程"
    assert clause_title(notice.clause("1")) == "借助省直、深圳对口帮扶，通过共建产业园区…"
    assert max(len(clause_title(clause)) for clause in notice.clauses) <= 22


def test_any_text_can_be_shown():
    for source in ("", "没有编号的文字。\n第二行", "1. 甲。（乙局）"):
        sections = notice_sections(parse_notice(source, "n"))
        runs = [run for each in sections for run in (each.number, *(run for line in each.paragraphs for run in line.runs)) if run]
        shown = "".join(run.text for run in runs)
        assert "".join(source.split()) == "".join(shown.split())
