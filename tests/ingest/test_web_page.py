"""Pages as government sites publish them: the notice is read, what the site prints around it is not."""

from __future__ import annotations

import pytest

from ingest import parse_notice, read_notice
from ingest.html_text import html_to_text
from ingest.web_page import trim_page

TITLE = "青河县人民政府办公室关于印发2024年重点任务分工的通知"
PARAGRAPHS = [
    "各乡镇人民政府，县政府各部门：",
    "　　现将《2024年重点任务分工》印发给你们，请结合实际认真组织实施，确保各项任务按期完成、取得实效。",
    "　　一、改造县乡公路80公里，打通3处断头路，年底前完成通车验收。（县交通运输局牵头，县财政局配合）",
    "　　二、新建公办幼儿园2所，新增学位540个，秋季开学前投入使用。（县教育局牵头，县住建局配合）",
    "青河县人民政府办公室",
    "2024年3月6日",
]
TEXT = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
LINES = [paragraph.strip() for paragraph in PARAGRAPHS]
MENU = "".join(f"<li><a href='/{name}'>{name}</a></li>" for name in ("首页", "政务公开", "政务服务", "互动交流", "走进青河"))
NEWS = "".join(f"<li><a href='#'>县{name}关于开展专项整治工作情况的通报（责任单位：县{name}）</a></li>" for name in ("教育局", "水利局"))
TABLE = """<table border=1><tr><td>序号</td><td>任务</td><td>牵头单位</td><td>配合单位</td></tr>
<tr><td>1</td><td>改造危房</td><td>县住建局</td><td rowspan=2>县财政局</td></tr>
<tr><td>2</td><td>新建泵站</td><td>县水利局</td></tr></table>"""
ROWS = ["序号\t任务\t牵头单位\t配合单位", "1\t改造危房\t县住建局\t县财政局", "2\t新建泵站\t县水利局\t县财政局"]
FOOT = "<p>主办单位：青河县人民政府办公室　承办单位：青河县政务服务局</p><p>冀ICP备05000000号　网站标识码：1300000000</p>"
TITLED = f"<div><h1>{TITLE}</h1>{TEXT}</div>"


def page_of(body: str, before: str = "", after: str = "") -> str:
    return f"<html><head><title>{TITLE}_青河县人民政府</title></head><body>{before}{body}{after}</body></html>"


def lines_of(page: str) -> list[str]:
    return html_to_text(trim_page(page)[0]).splitlines()


def test_of_a_plain_page_nothing_is_left_out():
    page = page_of(f"<h1>{TITLE}</h1>{TEXT}{TABLE}")
    assert trim_page(page) == (page, ())


PAGES = {
    "menus, a share bar, related links and a footer in places of their own": page_of(
        f"<div class='con'><h1>{TITLE}</h1><div id='zoom'>{TEXT}</div></div>",
        f"<div class='header'><ul>{MENU}</ul></div><div class='crumbs'>当前位置：<a>首页</a> &gt; <a>政务公开</a></div>",
        f"<div class='share'>分享到：<a>微信</a><a>微博</a></div><div class='xg'><h3>相关链接</h3><ul>{NEWS}</ul></div>"
        f"<div id='footer'>{FOOT}</div>",
    ),
    "laid out by tables, as pages once were": page_of(
        f"<table width=1000><tr><td><table><tr>{MENU.replace('li>', 'td>')}</tr></table></td></tr><tr><td>"
        f"<table><tr><td class=lefter><ul>{NEWS}</ul></td><td class=bt><h2>{TITLE}</h2><div>{TEXT}</div></td></tr></table></td></tr>"
        f"<tr><td align=center>{FOOT}</td></tr></table>"
    ),
    "all in the body itself": page_of(f"<h2>{TITLE}</h2>{TEXT}", f"<ul>{MENU}</ul>", f"<div>{FOOT}</div>"),
    "a print bar and links to the next page below the text": page_of(
        f"<article><h1>{TITLE}</h1>{TEXT}<div>【字体：大 中 小】<a>打印本页</a> <a>关闭窗口</a></div>"
        "<div><a>上一篇：关于开展消防检查的通知</a><br><a>下一篇：关于防汛值班的通知</a></div></article>"
    ),
    "with an XML declaration": f'<?xml version="1.0" encoding="gbk"?>{page_of(TITLED, after=f"<div>{FOOT}</div>")}',
}


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES.keys())
def test_what_stands_around_the_notice_is_left_out(page):
    assert lines_of(page) == [TITLE, *LINES]


@pytest.mark.parametrize(
    "annex",
    [
        f"<div class='fujian'><p>附件</p>{TABLE}</div>",
        f"<div class='related'><p>附件</p>{TABLE}<p><a>下载附件</a></p></div>",
        f"<section><p>附件</p><div><table><tr><td>{TABLE}</td></tr></table></div></section>",
    ],
)
def test_an_annex_beside_the_text_stays(annex):
    lines = lines_of(page_of(f"<div id='zoom'><h1>{TITLE}</h1>{TEXT}</div>", f"<ul>{MENU}</ul>", annex + f"<div>{FOOT}</div>"))
    assert [line for line in lines if line != "下载附件"] == [TITLE, *LINES, "附件", *ROWS]


def test_numbered_paragraphs_beside_the_text_stay_whatever_their_place_is_called():
    annex = "<div class='share-box nav'><p>附件</p><p>1.改造农村危房120户，完善台账，由县住建局负责。</p><p>ICP备案单位：县政府办</p></div>"
    assert lines_of(page_of(f"<div>{TEXT * 3}</div>", after=annex))[-3:] == [
        "附件",
        "1.改造农村危房120户，完善台账，由县住建局负责。",
        "ICP备案单位：县政府办",
    ]


def test_a_text_set_with_breaks_alone_is_read(tmp_path):
    text = "<br>　　".join(PARAGRAPHS)
    page = page_of(f"<div id='con'>{TITLE}<br>{text}<br>【打印本页】</div>", f"<div><ul>{MENU}</ul></div>", f"<div>{FOOT}</div>")
    path = tmp_path / "notice.htm"
    path.write_text(page, encoding="gb18030")
    notice = read_notice(path)
    assert (notice.title, notice.issuer, len(notice.tasks)) == (TITLE, "青河县人民政府办公室", 2)
    assert lines_of(page) == [TITLE, *LINES, "【打印本页】"]


def test_a_text_beside_a_long_annex_stays():
    tasks = "".join(f"<tr><td>{n}</td><td>{'改造村道' * 30}</td><td>县交通运输局</td></tr>" for n in range(1, 30))
    annex = f"<div><table><tr><td>序号</td><td>任务</td><td>牵头单位</td></tr>{tasks}</table></div>"
    lines = lines_of(page_of(f"<div><h1>{TITLE}</h1>{TEXT}</div>{annex}", f"<div><ul>{MENU}</ul></div>", f"<div>{FOOT}</div>"))
    assert lines[:7] == [TITLE, *LINES] and len(lines) == 7 + 30


def test_a_numbered_list_of_tasks_is_not_taken_for_links():
    items = "".join(f"<li>{n}．<a href='#'>推进事项办理</a>（县教育局负责）</li>" for n in (1, 2, 3))
    assert lines_of(page_of(f"<div><h1>{TITLE}</h1>{TEXT}<ul>{items}</ul></div>"))[-1] == "3．推进事项办理（县教育局负责）"


RECORD = """<tr><td><b>索 引 号：</b></td><td>000014349/2024-00058</td><td>主题分类：</td><td>综合政务</td></tr>
<tr><td>发布机构：</td><td>青河县人民政府办公室</td><td>发文字号：</td><td>青政办〔2024〕6号</td></tr>
<tr><td>标　　题：</td><td colspan=3>青河县人民政府办公室关于印发2024年重点任务分工的通知</td></tr>
<tr><td>成文日期：</td><td>2024年3月5日</td><td>发布日期：</td><td>2024年3月8日</td></tr>"""


@pytest.mark.parametrize("place", ["beside", "within"])
def test_of_a_record_title_number_and_date_are_read(place, tmp_path):
    record, text = f"<table>{RECORD}</table>", "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS[:4])
    page = page_of(f"<div>{text}</div>", record) if place == "beside" else page_of(f"<div>{record}{text}</div>")
    path = tmp_path / "notice.html"
    path.write_text(page, encoding="utf-8")
    notice = read_notice(path)
    assert (notice.title, notice.document_number, notice.date) == (TITLE, "青政办〔2024〕6号", "2024年3月5日")
    assert notice.source[slice(*notice.front_spans["title"])] == TITLE
    assert [(task.number, task.units) for task in notice.tasks] == [
        ("一", ("县交通运输局", "县财政局")),
        ("二", ("县教育局", "县住建局")),
    ]


def test_the_notices_own_date_goes_before_the_records():
    notice = parse_notice(f"标　　题：{TITLE}\n成文日期：2024年3月5日\n{TITLE}\n" + "\n".join(LINES), "a")
    assert (notice.title, notice.date, notice.issuer) == (TITLE, "2024年3月6日", "青河县人民政府办公室")


@pytest.mark.parametrize("title", [f"<h3>{TITLE}</h3>", f"<div>{TITLE}</div>", f"<p><b>{TITLE}</b></p>"])
def test_a_title_and_a_number_above_the_text_are_kept(title):
    head = f"<div class='tit'><div>首页 &gt; {TITLE}</div>{title}<p>青政办〔2024〕6号</p><div>来源：县政府办<i>点击数：18</i></div></div>"
    long = TEXT.replace("</p>", "按照要求做好各项工作。</p>")
    for text in (TEXT, long):  # the text alone holds most of the page's words, or not
        lines = lines_of(page_of(f"<div class='TRS_Editor'>{text}</div>", head))
        assert lines[:2] == [TITLE, "青政办〔2024〕6号"] and lines[2].startswith(LINES[0]) and "首页" not in "".join(lines)


def test_a_warning_tells_what_was_left_out(tmp_path):
    path = tmp_path / "notice.html"
    path.write_text(page_of(TITLED, f"<ul>{MENU}</ul>", f"<div>{FOOT}</div>"), encoding="utf-8")
    warnings = [warning.message for warning in read_notice(path).warnings if warning.code == "left_out"]
    assert warnings == [
        "网页上有 2 处看来不属于通知（导航、页脚、相关链接等），没有读入：首页 政务公开 政务服务 互动交流 走进青河；"
        "主办单位：青河县人民政府办公室 承办单位：青河县政务服务局 冀ICP备05000000号 网站标识码：1300000000"
    ]


@pytest.mark.parametrize("page", ["", "<", "<p>", "<html></html>", "\x00<body>\x00", "<table>" * 3000 + "甲", "<div>" * 3000 + "甲<a>乙"])
def test_a_broken_page_is_trimmed_without_failing(page):
    trimmed, left_out = trim_page(page)
    assert isinstance(trimmed, str) and all(left_out)
