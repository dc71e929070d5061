from dataclasses import replace

import pytest

from answer.naming import Choice, choose_notices, find_named, name_of
from ingest.identity import ALL


@pytest.fixture(scope="module")
def notices(shipped, other):
    jobs = replace(
        other,
        id="jobs",
        title="国务院关于做好促进就业工作的若干意见",
        issuer="国务院",
        document_number="国发〔2018〕39号",
        date="2018年11月16日",
    )
    roads = replace(other, id="roads", title="关于农村公路建设的通知", document_number="海府办[2018]5 号", date="2018年3月1日")
    return {notice.id: notice for notice in (shipped, jobs, roads)}


@pytest.mark.parametrize(
    ("text", "named", "rest"),
    [
        ("汕尾那份里危房改造谁牵头", ("shanwei-2016-19",), "危房改造谁牵头"),
        ("请问就业的那份文件里，稳岗补贴谁负责", ("jobs",), "，稳岗补贴谁负责"),
        ("国发〔2018〕39号里稳岗补贴谁负责", ("jobs",), "稳岗补贴谁负责"),
        ("在国发[2018]39号文件中稳岗补贴谁负责", ("jobs",), "稳岗补贴谁负责"),
        ("海府办〔２０１８〕5号里谁修路", ("roads",), "谁修路"),
        ("国发〔2018〕里稳岗补贴谁负责", ("jobs",), "稳岗补贴谁负责"),
        ("《关于农村公路建设的通知》里谁修路", ("roads",), "谁修路"),
        ("2016年那份通知里危房改造谁牵头", ("shanwei-2016-19",), "危房改造谁牵头"),
        ("2018年的通知里谁修路", ("jobs", "roads"), "谁修路"),
        ("在国家的文件里呢", ("jobs",), "呢"),
        ("市农业局在农村公路那份里牵头哪些", ("roads",), "市农业局在牵头哪些"),
    ],
)
def test_a_notice_is_named_in_many_ways(notices, text, named, rest):
    assert find_named(text, notices) == (named, rest)


@pytest.mark.parametrize(
    "text",
    [
        "危房改造谁牵头",
        "市教育局牵头哪些任务",
        "国发〔2018〕40号里谁负责",
        "国发〔2018〕3号里谁负责",
        "实施方案里写了什么",
        "这份通知里谁牵头",
    ],
)
def test_what_names_no_one_notice_is_left_as_it_is(notices, text):
    assert find_named(text, notices) == ((), text)


@pytest.mark.parametrize(
    ("question", "earlier", "chosen", "expected"),
    [
        ("谁牵头", (), None, Choice(("shanwei-2016-19",), "谁牵头", ())),
        ("谁牵头", (), "jobs", Choice(("jobs",), "谁牵头", ())),
        ("谁牵头", (), ALL, Choice(("shanwei-2016-19", "jobs", "roads"), "谁牵头", ())),
        ("就业那份里谁牵头", (), "roads", Choice(("jobs",), "谁牵头", ())),
        ("那参加的呢", ("就业那份里补贴谁牵头",), None, Choice(("jobs",), "那参加的呢", ("补贴谁牵头",))),
        ("那参加的呢", ("就业那份里补贴谁牵头",), ALL, Choice(("shanwei-2016-19", "jobs", "roads"), "那参加的呢", ("补贴谁牵头",), "jobs")),
        ("那在国家的文件里呢", ("培训谁牵头",), None, Choice(("jobs",), "培训谁牵头", ())),
        ("2018年的通知里谁牵头", (), ALL, Choice(("jobs", "roads"), "谁牵头", ())),
        ("国发〔2018〕40号里谁牵头", (), ALL, Choice((), "国发〔2018〕40号里谁牵头", (), missing="国发〔2018〕40号")),
    ],
)
def test_the_notice_named_goes_before_the_one_chosen(notices, question, earlier, chosen, expected):
    assert choose_notices(question, earlier, notices, chosen, "shanwei-2016-19") == expected


def test_a_comparison_is_about_the_two_that_it_names(notices):
    choice = choose_notices("汕尾那份和就业那份有什么不同", (), notices, None, "shanwei-2016-19", several=True)
    assert choice.ids == ("shanwei-2016-19", "jobs")


def test_with_one_notice_a_question_stays_as_it_was_asked(shipped):
    said = "国发〔2018〕40号里，汕尾那份２呢"
    assert choose_notices(said, (said,), {shipped.id: shipped}, ALL, shipped.id) == Choice((shipped.id,), said, (said,))


def test_a_notice_is_called_by_its_number_else_its_title(notices, other):
    assert [name_of(notice) for notice in notices.values()] == ["汕尾委办字〔2016〕19号", "国发〔2018〕39号", "海府办〔2018〕5 号"]
    assert name_of(replace(other, document_number="")) == other.title[:20]
