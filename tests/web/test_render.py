"""What is rendered is escaped, and cites lead to the exact characters."""

import re
from dataclasses import replace
from html import unescape

import pytest

from ingest import parse_notice
from schema import Answer, Citation
from tests.web.fake import MARKUP, FakeAssistant, cite
from web.blocks import Place
from web.conversation import Turn
from web.links import place_url, quote_url, source_version
from web.render import render_missing_page, render_notice_page, render_pane, render_turn


@pytest.fixture
def fake(notice):
    return FakeAssistant(notice)


def render_answer(answer, notices):
    return render_turn(Turn("", "done", answer=answer), 0, notices)


def links(html, kind):
    return re.findall(rf'<a class="{kind}" href="([^"]+)"[^>]*data-spans="([^"]*)"[^>]*>([^<]+)</a>', html)


def text_of(html):
    return unescape(re.sub(r"<[^>]+>", "", html))


def marks(html):
    return text_of("".join(re.findall(r"<mark>(.*?)</mark>", html)))


def test_a_cite_links_to_the_clause_and_its_quotations(fake, notice):
    html = render_answer(fake.ask("危房改造"), fake.notices)
    start, end = notice.clause("17").sentences[0].start, notice.clause("17").sentences[0].end
    href, spans, label = links(html, "cite")[0]
    assert label == "任务17"
    assert spans.split(",")[0] == f"{start}-{end}"
    version = source_version(fake.notices["shanwei-2016-19"].source)
    assert href == f"/notices/shanwei-2016-19?quote={spans}&amp;version={version}#clause-17"


def test_an_unknown_cite_or_quotation_stays_text(fake):
    html = render_answer(fake.ask("补助"), fake.notices)
    assert "“无此原文”[任务99]" in text_of(html)
    assert [label for *_, label in links(html, "cite")] == ["任务17", "任务17"]  # in the text and in the evidence


def test_a_quotation_in_the_text_links_to_exactly_its_characters(fake, notice):
    answer = Answer("answered", "“严格落实补助资金直接拨付至改造农户“一卡通”账户制度”[任务17]", ("17",), None, (cite(notice, "17", 3),))
    _, spans, words = links(render_answer(answer, fake.notices), "quote")[0]
    start, end = map(int, spans.split("-"))
    assert f"“{notice.source[start:end]}”" == words


def test_units_are_chips_with_the_lead_marked_and_the_list_is_not_repeated(fake):
    html = render_answer(fake.ask("危房改造"), fake.notices)
    chips = re.findall(r'<span class="unit-name">([^<]+)</span>', html)
    assert chips == list(fake.ask("危房改造").units)
    assert re.findall(r'<span class="seal">牵头</span><span class="unit-name">([^<]+)</span>', html) == ["市住建局"]
    assert "<ol>\n<li value" not in html
    assert html.index("共 8 个单位") < html.index('class="chips"') < html.index("实施农村危房改造扶贫工程")


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("[任务17] 共 2 个：**市住建局**（牵头）、市残联。", "任务17 共 2 个："),
        ("- 市住建局（牵头）\n- 市残联", ""),
        ("由**市住建局**牵头，市残联参加。", "由市住建局牵头，市残联参加。"),
        ("**市住建局**、市残联、市民政局。", "市住建局、市残联、市民政局。"),
    ],
)
def test_what_the_chips_say_is_not_said_twice(fake, text, left):
    html = render_answer(Answer("answered", text, ("17",), ("市住建局", "市残联")), fake.notices)
    assert text_of(html[html.index('<div class="answer">') : html.index('<ul class="chips"')]).strip() == left


def seals(answer, notices):
    return re.findall(r'<span class="seal">牵头</span><span class="unit-name">([^<]+)</span>', render_answer(answer, notices))


@pytest.mark.parametrize(
    ("clauses", "units", "led"),
    [
        (("17",), ("市住建局", "市发改局"), ["市住建局"]),
        (("17", "2"), ("市发改局",), []),
        (("17", "2"), ("市住建局", "市农业局"), []),  # each leads one of them alone
    ],
)
def test_a_unit_is_marked_lead_where_it_leads_all_that_is_cited(fake, clauses, units, led):
    assert seals(Answer("answered", "见[任务17]", clauses, units), fake.notices) == led


def test_a_unit_that_leads_only_a_part_of_a_task_is_not_marked_lead():
    source = "分工方案\n\n1.推进试点（教育局牵头，财政局参加），落实经费（财政局牵头，教育局参加），做好宣传（文化局牵头）。\n"
    notice = parse_notice(source, "n")
    assert {each.role.value for each in notice.clause("1").assignments if each.unit == "财政局"} == {"lead", "participant"}
    assert seals(Answer("answered", "见[任务1]", ("1",), ("教育局", "财政局", "文化局")), {"n": notice}) == ["文化局"]


def test_a_quotation_over_a_page_break_reads_as_one_sentence(fake):
    html = render_answer(fake.ask("养殖"), fake.notices)
    assert "农机作业、技术指导、疫病防控" in text_of(html)


def test_markup_is_shown_and_not_run(fake, notice):
    answer = Answer(
        "answered",
        f"{MARKUP}\n- {MARKUP}\n| {MARKUP} | a |\n|---|---|\n| **{MARKUP}** | b |",
        ("17",),
        (MARKUP,),
        (Citation(notice.id, "17", MARKUP, 0, 3), Citation(MARKUP, MARKUP, MARKUP, 0, 1)),
        (MARKUP,),
        steps=(MARKUP,),
    )
    turns = (Turn(MARKUP, "done", answer=answer), Turn(MARKUP, "failed", note=MARKUP))
    html = "".join(render_turn(turn, place, fake.notices) for place, turn in enumerate(turns))
    assert "<script" not in html and "<img" not in html
    assert MARKUP in text_of(html)


@pytest.mark.parametrize("render", [render_notice_page, render_pane])
def test_a_notice_with_markup_is_shown_and_not_run(render):
    source = f"关于印发《{MARKUP}》的通知\n\n一、{MARKUP}\n\n1. {MARKUP}加强工作。（{MARKUP}局、乙局）\n"
    html = render(parse_notice(source, '"><script>'))
    assert "<img" not in html
    assert not re.search(r"<script(?! src=\"/web/)", html)
    assert MARKUP in text_of(html)


def test_a_link_leads_through_any_notice_id_and_clause():
    assert place_url(Place('a"b/c', "二（一）", ((1, 2),))) == "/notices/a%22b/c?quote=1-2#clause-%E4%BA%8C%EF%BC%88%E4%B8%80%EF%BC%89"


def test_the_notice_page_marks_the_quotation(notice):
    sentence = notice.clause("17").sentences[0]
    span, version = (sentence.start, sentence.end), source_version(notice.source)
    assert marks(render_notice_page(notice, [span])) == marks(render_notice_page(notice, [span], version)) == sentence.text
    assert quote_url(notice, "17", span).endswith(f"?quote={span[0]}-{span[1]}&version={version}#clause-17")


def test_a_link_to_words_of_an_earlier_version_marks_nothing_and_says_so(notice):
    sentence = notice.clause("17").sentences[0]
    page = render_notice_page(notice, [(sentence.start, sentence.end)], "0e8d3f7a")
    assert marks(page) == "" and "换了版本" in page
    assert "换了版本" not in render_notice_page(notice, [(sentence.start, sentence.end)])
    assert "换了版本" not in render_notice_page(notice, [], "0e8d3f7a")


def test_the_notice_page_has_an_anchor_for_each_clause_and_its_warnings(notice):
    html = render_notice_page(notice)
    assert all(f'id="clause-{clause.id}"' in html for clause in notice.clauses)
    assert all(warning.message in unescape(html) for warning in notice.warnings)


def test_the_missing_page_names_the_notices(fake):
    html = render_missing_page("没有这份通知：<b>。", fake.notices)
    assert "&lt;b&gt;" in html and "汕尾委办字〔2016〕19号" in html


@pytest.mark.parametrize("state", ["waiting", "streaming", "done", "stopped", "failed"])
def test_every_state_of_a_turn_can_be_shown(fake, state):
    turn = Turn("问", state, text="第一句。", answer=fake.ask("资金") if state == "done" else None, note="")
    html = render_turn(turn, 0, fake.notices)
    assert f'class="turn {state}"' in html
    assert ("turn-actions" in html) == (state not in ("waiting", "streaming"))


@pytest.mark.parametrize("state", ["streaming", "stopped"])
def test_cites_of_an_answer_that_is_not_whole_lead_to_its_notice(notice, state):
    other = replace(notice, id="other")
    answer = Answer("answered", "见[任务17]。再见[任务2]。", ("17",), None, (replace(cite(notice, "17", 0), notice="other"),))
    notices = {notice.id: notice, "other": other}
    for turn in (Turn("问", state, "见[任务17]。", answer), Turn("问", state, "见[任务17]。", notice="other")):
        html = render_turn(turn, 0, notices)
        assert re.findall(r'class="cite" href="/notices/(\w+)', html) == ["other"] and "evidence" not in html


def test_what_a_new_version_of_the_notice_words_otherwise_is_shown_as_it_was_quoted_and_leads_nowhere(fake, notice):
    answer = fake.ask("养殖")
    later = replace(notice, source=f"新版\n{notice.source}")
    html = render_answer(answer, {notice.id: later})
    assert "农机作业" in text_of(html) and "通知已换了版本" in text_of(html)
    assert [spans for _, spans, _ in links(html, "cite")] == [""]  # to the clause, without a place in it
    quoting = fake.ask("补助")
    assert links(render_answer(quoting, {notice.id: notice}), "quote") and not links(render_answer(quoting, {notice.id: later}), "quote")


def test_links_tell_of_which_version_their_offsets_are(fake, notice):
    versions = {
        tuple(set(re.findall(r'data-version="(\w+)"', html)))
        for html in (render_answer(fake.ask("养殖"), fake.notices), render_pane(notice))
    }
    assert len(versions) == 1 and versions != {()}
    assert f'data-version="{versions.pop()[0]}"' not in render_pane(replace(notice, source=f"{notice.source} "))


def test_an_answer_over_several_notices_leads_to_each_of_them(notice):
    other = replace(notice, id="other", document_number="海府办〔2021〕7号")
    answer = Answer(
        "answered",
        "[海府办〔2021〕7号 任务17] 与[汕尾委办字〔2016〕19号 任务17]，没有[国发〔2018〕1号 任务17]。",
        ("other#17", f"{notice.id}#17"),
        ("市住建局", "市财政局"),
        (replace(cite(notice, "17", 0), notice="other"), cite(notice, "17", 0)),
    )
    html = render_answer(answer, {notice.id: notice, "other": other})
    assert html.count('data-notice="other" data-clause="17"') == html.count(f'data-notice="{notice.id}" data-clause="17"') == 2
    assert "[国发〔2018〕1号 任务17]" in html and "海府办〔2021〕7号 任务17</a>" in html
    assert html.count('class="chip leads"') == 1


def test_a_quotation_says_the_page_where_the_file_has_pages(notice):
    start, end = notice.clause("17").sentences[0].start, notice.clause("17").sentences[0].end
    citation = Citation(notice.id, "17", notice.source[start:end], start, end, 3)
    html = render_answer(Answer("answered", "见[任务17]。", ("17",), None, (citation,)), {notice.id: notice})
    assert '<span class="quote-page">第3页</span>' in html
    assert "，任务17，第3页）" in re.search(r'data-copy="([^"]+)"', html)[1]
    without = render_answer(Answer("answered", "见[任务17]。", ("17",), None, (replace(citation, page=None),)), {notice.id: notice})
    assert "quote-page" not in without and "，任务17）" in re.search(r'data-copy="([^"]+)"', without)[1]
