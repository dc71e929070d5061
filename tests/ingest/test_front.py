from __future__ import annotations

import pytest

from ingest import parse_notice

BODY = "一、重点任务\n1. 实施危房改造。（市住建局、市财政局）\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # signature before the plan
            "汕尾市人民政府办公室文件\n汕府办〔2025〕7号\n关于印发重点工作\n分工方案的通知\n各县（市、区）人民政府：\n现印发给你们。\n汕尾市人民政府办公室\n2025年1月2日\n"
            + BODY,
            ("关于印发重点工作分工方案的通知", "汕府办〔2025〕7号", "汕尾市人民政府办公室", "2025年1月2日", "各县（市、区）人民政府"),
        ),
        (  # signature at the end, with notes of publication
            "国务院关于加强教育工作的\n若干意见\n国发[2018]39号\n\n各省人民政府：\n" + BODY + "国务院\n2018年11月16日\n（此件公开发布）\n",
            ("国务院关于加强教育工作的若干意见", "国发[2018]39号", "国务院", "2018年11月16日", "各省人民政府"),
        ),
        (  # the list of annexes is no signature
            "国务院办公厅关于推广改革举措的通知\n国办发〔2018〕126号\n各部委：\n"
            + BODY
            + "附件：推广清单\n国务院办公厅\n2018年12月23日\n附件\n推广清单\n",
            ("国务院办公厅关于推广改革举措的通知", "国办发〔2018〕126号", "国务院办公厅", "2018年12月23日", "各部委"),
        ),
        (  # an issuer with a long name, what a site prints around it
            "首页 > 政务公开\n"
            "海宁市创建国家食品安全示范城市工作领导小组\n关于分解任务的通知\n各成员单位：\n" + BODY + "版权所有：海宁市人民政府\n",
            (
                "海宁市创建国家食品安全示范城市工作领导小组关于分解任务的通知",
                "",
                "海宁市创建国家食品安全示范城市工作领导小组",  # told by the title alone
                "",
                "各成员单位",
            ),
        ),
        (  # a table with a heading of its own, issuer and date in one line
            "云岭市重点任务分工表\n云岭市人民政府办公室　　2025年2月14日\n" + BODY,
            ("云岭市重点任务分工表", "", "", "2025年2月14日", ""),
        ),
        (  # a rule with the day it was adopted
            "泰昌市执法监督责任分工规定\n（2020年11月3日市人民政府常务会议通过）\n" + BODY,
            ("泰昌市执法监督责任分工规定", "", "", "2020年11月3日", ""),
        ),
        (BODY, ("", "", "", "", "")),
    ],
)
def test_front_fields(text, expected):
    notice = parse_notice(text, "front")
    assert (notice.title, notice.document_number, notice.issuer, notice.date, notice.addressees) == expected
    for name, (start, end) in notice.front_spans.items():
        assert 0 <= start < end <= len(text), name


def test_everything_before_the_first_clause_is_the_front_clause():
    notice = parse_notice("关于印发方案的通知\n各单位：\n" + BODY, "front")
    assert [clause.id for clause in notice.clauses] == ["文首", "1"]
    assert notice.clause("文首").text == "关于印发方案的通知\n各单位："


@pytest.mark.parametrize(
    ("front", "number"),
    [
        ("分工方案\n汕府办〔2020〕3号\n", "汕府办〔2020〕3号"),
        ("分工方案\n（汕府办〔2020〕3号）\n", "汕府办〔2020〕3号"),
        ("分工方案\n汕府办〔2020〕3号　2020年1月1日\n", "汕府办〔2020〕3号"),
        ("关于印发分工方案的通知（汕府办〔2020〕3号）\n", "汕府办〔2020〕3号"),
        ("分工方案\n发文字号：汕府办〔2020〕3号  签发人：王某\n", "汕府办〔2020〕3号"),
        ("关于贯彻《意见》（国发〔2018〕3号）的通知\n市经信〔2020〕3号\n", "市经信〔2020〕3号"),  # its own stands after one that it cites
        ("分工方案\n根据《意见》（国发〔2018〕3号）精神，制定本方案。\n", ""),
        ("分工方案\n根据《国务院意见》\n（国发〔2018〕3号）精神，制定本方案。\n", ""),
        ("分工方案\n为贯彻落实汕尾委办字〔2016〕19号文件精神，制定本方案。\n", ""),
        ("分工方案\n为贯彻落实\n汕尾委办字〔2016〕19号，制定本方案。\n", ""),
    ],
)
def test_a_number_is_the_notices_own_and_none_that_it_cites(front, number):
    assert parse_notice(front + BODY, "front").document_number == number


def test_the_mark_of_an_annex_is_no_issuer():
    assert parse_notice("附件\n任务分工表\n" + BODY, "front").issuer == ""


@pytest.mark.parametrize(
    ("front", "title", "issuer"),
    [
        (
            "市数据局\n市数据局等2部门关于印发任务分解表的通知\n各单位：\n市数据局　市教育局\n2025年3月1日\n",
            "市数据局等2部门关于印发任务分解表的通知",
            "市数据局、市教育局",
        ),
        ("中共 汕尾市委 办公室\n关于印发任务分解表的通知\n各单位：\n", "中共汕尾市委办公室关于印发任务分解表的通知", "中共汕尾市委办公室"),
    ],
)
def test_the_letterhead_is_no_part_of_the_title_and_signers_are_parted(front, title, issuer):
    notice = parse_notice(front + "1. 修路。（市交通局）\n", "letterhead")
    assert (notice.title, notice.issuer) == (title, issuer)
