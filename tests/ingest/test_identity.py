from dataclasses import replace

import pytest

from ingest import parse_notice
from ingest.identity import MAX_LENGTH, are_versions, may_be_versions, name_notice, spell

PLAIN = parse_notice("没有标题\n\n1. 做好粮食工作，落实责任，健全机制。（市发改局）\n", "plain")


def named(number="", title="", file_name="a.txt", taken=()):
    return name_notice(replace(PLAIN, document_number=number, title=title), file_name, taken)


@pytest.mark.parametrize(
    ("number", "title", "file_name", "expected"),
    [
        ("汕尾委办字〔2016〕19号", "任何标题", "a.txt", "shanweiweibanzi-2016-19"),
        ("国办发[2018] 126 号", "", "a.txt", "guobanfa-2018-126"),
        ("国办发〔２０１８〕１２６号", "", "a.txt", "guobanfa-2018-126"),
        ("国务院令第722号", "", "a.txt", "guowuyuanlingdi-722-hao"),
        ("", "关于印发《粮食安全工作方案》的通知", "a.txt", "liangshianquangongzuofangan"),
        ("", "", "方案（定稿）.docx", "fangan-dinggao"),
        ("", "", "Plan V2.PDF", "plan-v2"),
        ("", "", "！？.txt", "notice"),
        ("", "", "../../etc/passwd", "passwd"),
        ("", "", "CON.txt", "notice-con"),
        ("", "", "all.txt", "notice-all"),
    ],
)
def test_an_id_comes_from_the_number_else_the_title_else_the_file(number, title, file_name, expected):
    assert named(number, title, file_name) == expected


def test_a_taken_id_gets_a_number():
    assert named(file_name="a.txt", taken={"a", "a-2"}) == "a-3"


@pytest.mark.parametrize("title", ["关于" + "粮食安全" * 60 + "的通知", "a" * 500, "<script>alert(1)</script>/..\\%00", "😀🎉ｱ漢字\u202e"])
def test_an_id_is_safe_as_an_address_and_a_file_name(title):
    assert set(named(title=title)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert 0 < len(named(title=title)) <= MAX_LENGTH and len(spell(title)) <= MAX_LENGTH


OFFICE = "海丰县人民政府办公室"


@pytest.mark.parametrize(
    ("one", "other", "certain", "possible"),
    [  # number, title, issuer, date
        (("国办发〔2018〕126号", "甲", "", ""), ("国办发[2018]126 号", "乙", "", ""), True, False),
        (("国办发〔2018〕126号", "甲", OFFICE, ""), ("国办发〔2019〕126号", "甲", OFFICE, ""), False, False),
        (("", "粮食工作方案", OFFICE, "2020年1月2日"), ("海府办〔2020〕1号", "粮食工作 方案", OFFICE, "2020年3月"), True, True),
        (("", "粮食工作方案", OFFICE, ""), ("", "粮食工作方案", OFFICE, ""), True, True),
        (("", "粮食工作方案", OFFICE, "2019年1月2日"), ("", "粮食工作方案", OFFICE, "2020年1月2日"), False, True),
        (("", "任务分工表", OFFICE, ""), ("", "任务分工表", "陆丰市人民政府办公室", ""), False, True),
        (("", "任务分工表", "", ""), ("", "任务分工表", "", ""), False, True),
        (("", "任务分工表", "征求意见稿", ""), ("", "任务分工表", "征求意见稿", ""), False, True),  # the first line, and no office
        (("", "任务分工表", "", ""), ("", "任务分解表", "", ""), False, False),
        (("", "", "", ""), ("", "", "", ""), False, False),
    ],
)
def test_versions_share_their_number_or_title_issuer_and_year_and_a_title_alone_leaves_it_open(one, other, certain, possible):
    names = ("document_number", "title", "issuer", "date")
    notices = [replace(PLAIN, **dict(zip(names, values))) for values in (one, other)]
    assert (are_versions(*notices), may_be_versions(*notices)) == (certain, possible)
