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
        ("市财政局负责修订目录，市住建局、市城管局配合。", "牵市财政局 参市住建局 参市城管局"),
        ("市工信局要牵头落实政策兑现，市财政局等部门予以支持。", "牵市工信局 参市财政局"),
        ("市政府办公室负责统筹协调，各单位要落实责任。", "牵市政府办公室"),
        ("市司法局、市公安局按职责分工负责普法宣传。", "职市司法局 职市公安局"),
        ("起草由市爱卫办负责，经费由市财政局负责，宣传由市融媒体中心负责。", "牵市爱卫办 牵市财政局 牵市融媒体中心"),
        (
            "方案由市爱卫办负责制定。布置由市城管局牵头，市园林局配合；整治由市执法局负责，各镇街配合。",
            "牵市爱卫办 牵市城管局 参市园林局 牵市执法局 参各镇街",
        ),
        ("市公安局负责安全保卫，市交通局负责车辆保障。", "牵市公安局 牵市交通局"),
        ("县工信局指导电信分公司、移动分公司推进网络覆盖。", "牵县工信局 参电信分公司 参移动分公司"),
        ("市委编办会同市司法局动态调整权责清单，每年公布。", "牵市委编办 参市司法局"),
        ("会议要求，市资规局要加快编制规划。市发改委、市财政局负责争取资金。", "牵市资规局 责市发改委 责市财政局"),
        ("市财政局配合市教育局做好资金保障。", "参市财政局 牵市教育局"),
        ("市教育局开展校园安全检查，6月底前完成。", "牵市教育局"),
        ("各县区人民政府对辖区内工作负总责。", "牵各县区人民政府"),
        # not responsibilities
        ("本办法由市商务局会同有关部门负责解释。", ""),
        ("由市发展改革委牵头起草的《方案》已经印发。", ""),
        ("市发展改革委牵头制定了办法。", ""),
        ("建立由政府负责人牵头、部门参与的机制。", ""),
        ("各地教育部门要会同公安机关加强治理。", ""),
        ("各单位要落实责任，市政府办公室的通知要执行。", ""),
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
