"""Clauses are named and titled as people know them."""

from dataclasses import replace

from answer.draft import Draft, label, title_of
from ingest import parse_notice
from schema import Answer


def test_clauses_are_named_and_titled(shipped):
    assert [label(shipped.clause(i)) for i in ("17", "二（一）", "文首")] == ["任务17", "二（一）", "文首"]
    assert title_of(shipped.clause("46")) == "健全建档立卡和动态调整机制"
    assert all(len(title_of(task)) <= 33 for task in shipped.tasks)


def test_a_citation_says_on_which_page_it_begins_where_the_file_has_pages(shipped):
    clause = shipped.clause("17")
    sentence = clause.sentences[0]
    for pages, page in (((0, sentence.start, sentence.end), 2), ((0, 1, sentence.start + 1), 2), ((), None)):
        draft = Draft(replace(shipped, page_starts=pages))
        draft.quote(clause, sentence)
        (citation,) = draft.citations()
        assert citation.page == page
        (record,) = Answer("answered", "", citations=(citation,)).to_dict()["citations"]
        assert record.get("page", None) == page and ("page" in record) == (page is not None)


def test_a_long_title_is_cut_before_a_number_and_not_within_it():
    notice = parse_notice(f"关于分工的通知\n1. {'推动国家开发银行' * 4}1500万元贷款落地。（市金融局）\n", "title")
    assert title_of(notice.clause("1")) == "推动国家开发银行" * 4 + "…"
    notice = parse_notice(f"关于分工的通知\n1. {'推动国家开发银行' * 3}授信的1500万元贷款尽快落地。（市金融局）\n", "title")
    assert "150" not in title_of(notice.clause("1")).replace("1500万", "")
    notice = parse_notice(f"关于分工的通知\n1. {'推动国家开发银行' * 3}对首批对象1.2万户家庭适老化改造。（市民政局）\n", "title")
    assert "1" not in title_of(notice.clause("1")).replace("1.2", "")
