"""Units made responsible in the running sentence, and sentences that only look like it."""

from __future__ import annotations

import pytest

from ingest import parse_notice
from ingest.phrases import find_phrases
from ingest.running import list_prefix
from ingest.units import read_responsibilities, settle_roles
from schema import LeadRule

SHORT = {"lead": "牵", "joint_lead": "共", "participant": "参", "by_duty": "职", "responsible": "责"}


def read(text):
    responsibility = read_responsibilities(text, find_phrases(text))
    return " ".join(f"{SHORT[u.role.value]}{u.name}" for u in settle_roles(responsibility, LeadRule.NONE))


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("由教育部牵头，会同国家卫生健康委、共青团中央建立协调机制，每半年召开会议。", "牵教育部 参国家卫生健康委 参共青团中央"),
        ("由中央网信办牵头开展专项行动，公安部、国家广电总局参与。", "牵中央网信办 参公安部 参国家广电总局"),
        ("教育部会同科技部、中国科协设立专项课题，2024年底前完成。", "牵教育部 参科技部 参中国科协"),
        ("由市卫健委牵头负责，市中医药局配合，加强培训。", "牵市卫健委 参市中医药局"),
        ("市生态环境局牵头负责信息公开，市水利局按职责分工配合做好相关工作。", "牵市生态环境局 参市水利局"),
        ("市政府办公室、市数据局共同牵头推进网站建设，各县（市、区）政府配合。", "共市政府办公室 共市数据局 参各县（市、区）政府"),
        ("由市发展改革委牵头，市财政局、市水利局等部门配合，做好公开。", "牵市发展改革委 参市财政局 参市水利局"),
        ("由市档案馆负责场所建设，2024年底前完成。", "牵市档案馆"),
        ("请市商务局牵头，市财政局配合，6月底前提出方案。", "牵市商务局 参市财政局"),
        ("由各县（市、区）政府牵头，推进集团化办学。", "牵各县（市、区）政府"),
        ("县教育局：负责统筹协调，制定方案。", "牵县教育局"),
        ("市住建局为牵头单位，市城管局为配合单位。", "牵市住建局 参市城管局"),
        # not responsibilities
        ("本办法由市商务局会同有关部门负责解释。", ""),
        ("由市发展改革委牵头起草的《方案》已经印发。", ""),
        ("市发展改革委牵头制定了办法。", ""),
        ("建立由政府负责人牵头、部门参与的机制。", ""),
        ("各地教育部门要会同公安机关加强治理。", ""),
        ("市政府办公室负责统筹协调，各单位要落实责任。", ""),
        ("领导小组统筹推进，加强对市教育局的指导。", ""),
        ("推动市教育局、市财政局与各区签订责任书。", ""),
        ("经费（市财政局负责筹集）由各县拨付。", ""),
        ("建设市图书馆、市博物馆、市体育中心。", ""),
    ],
)
def test_units_of_a_running_sentence(text, units):
    assert read(text) == units


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("科技部、中国科协设立课题", 8),
        ("国家卫生健康委联合通报", 7),
        ("市财政局等部门制定办法", 7),
        ("市财政局", 4),
        ("有关方面商定", 0),
        ("市财政局局长", 0),
    ],
)
def test_a_list_ends_where_a_verb_begins(text, length):
    assert list_prefix(text) == length


def test_a_running_sentence_stays_whole():
    text = "由市教育局牵头制定办法，市财政局参与。完善机制。"
    clause = parse_notice(f"关于印发方案的通知\n各单位：\n一、任务\n1. {text}\n", "running").clause("1")
    assert [sentence.text for sentence in clause.sentences] == ["由市教育局牵头制定办法，市财政局参与。", "完善机制。"]
    assert [clause.text[clause.body.index_at(a.start) :][: len(a.written)] for a in clause.assignments] == ["市教育局", "市财政局"]
