from dataclasses import replace

import pytest

from ingest import parse_notice
from ingest.identity import MAX_LENGTH, are_versions, name_notice, spell

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


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("国办发〔2018〕126号", "甲"), ("国办发[2018]126 号", "乙"), True),
        (("国办发〔2018〕126号", "甲"), ("国办发〔2019〕126号", "甲"), False),
        (("", "关于粮食工作的通知"), ("国办发〔2019〕1号", "关于粮食工作的 通知"), True),
        (("", ""), ("", ""), False),
    ],
)
def test_versions_share_their_number_or_where_one_lacks_it_their_title(one, other, same):
    notices = [replace(PLAIN, document_number=number, title=title) for number, title in (one, other)]
    assert are_versions(*notices) is same
