"""The shipped notice is read whole and right, every quirk of its text included."""

from __future__ import annotations

import re

import pytest

from schema import ClauseKind, LeadRule, Role


def test_front_matter_is_read_as_printed(shipped):
    assert shipped.document_number == "汕尾委办字〔2016〕19号"
    assert shipped.issuer == "中共汕尾市委办公室、汕尾市人民政府办公室"
    assert shipped.date == "2016年11月15日"
    assert shipped.title == (
        "关于印发《贯彻落实〈中共汕尾市委、汕尾市人民政府关于新时期精准扶贫精准脱贫三年攻坚的实施意见〉重要政策措施分工方案〉的通知"
    )
    assert shipped.addressees == (
        "各县（市、区）党委、人民政府，深汕特别合作区党工委、管委会，市委各部委办，市直（含驻汕）各单位，市各人民团体"
    )


def test_front_fields_lead_back_to_the_source(shipped):
    source = shipped.source
    assert source[slice(*shipped.front_spans["document_number"])] == "汕尾委办字〔2016〕19号"
    assert source[slice(*shipped.front_spans["date"])] == "2016年11月15日"
    assert re.sub(r"\s", "", source[slice(*shipped.front_spans["title"])]) == shipped.title


def test_the_sentence_with_the_lead_rule_is_found(shipped):
    assert shipped.lead_rule is LeadRule.FIRST_LISTED
    assert "列在分工项目首位的为牵头单位，其他为参加单位" in shipped.source[slice(*shipped.lead_rule_span)]


def test_sixty_tasks_and_three_requirements_without_gap_or_repeat(shipped):
    assert [c.id for c in shipped.clauses] == ["文首", *map(str, range(1, 61)), "二（一）", "二（二）", "二（三）"]
    assert [c.id for c in shipped.tasks] == [str(number) for number in range(1, 61)]
    assert [c.kind for c in shipped.clauses[-3:]] == [ClauseKind.REQUIREMENT] * 3
    assert not [w for w in shipped.warnings if w.code.startswith("number")]


def test_fifty_three_units_named_254_times(shipped):
    assert len(shipped.units) == 53
    assert sum(len(clause.assignments) for clause in shipped.clauses) == 254


def test_every_task_has_one_lead_and_it_is_named_first(shipped):
    for task in shipped.tasks:
        assert task.leads == task.units[:1], task.id
        assert {a.role for a in task.assignments[1:]} <= {Role.PARTICIPANT}


def test_every_character_is_accounted_for(shipped):
    assert "".join(shipped.source[p.start : p.end] for p in shipped.parts) == shipped.source
    assert not [w for w in shipped.warnings if w.code == "unread"]
    separators = "".join(shipped.source[p.start : p.end] for p in shipped.parts if p.kind == "separator")
    assert set(separators) <= set("\n #-。")


def test_unit_parts_hold_exactly_the_unit_lists(shipped):
    for task in shipped.tasks:
        spans = [(p.start, p.end) for p in shipped.parts if p.clause == task.id and p.kind == "units"]
        assert spans, task.id
        assert all(any(a.start < end and start < a.end for start, end in spans) for a in task.assignments)


def test_units_are_written_as_the_source_has_them(shipped):
    for clause in shipped.clauses:
        for a in clause.assignments:
            assert re.sub(r"\s", "", shipped.source[a.start : a.end]) == a.written


def test_sentences_read_as_the_source_without_line_breaks(shipped):
    squeeze = re.compile(r"\s+")
    for clause in shipped.clauses:
        for s in clause.sentences:
            quoted = squeeze.sub("", shipped.source[s.start : s.end])
            if clause.id == "8" and "家家庭" in quoted:
                quoted = quoted.replace("家家庭", "家庭")
            assert quoted == squeeze.sub("", s.text), clause.id


@pytest.mark.parametrize(
    ("clause", "sentence"),
    [
        ("2", "农机作业、技术指导、疫病防控"),  # page break in mid-sentence
        ("8", "加强农村低保申请家庭经济状况核查工作，将所有符合条件的贫困家庭纳入低保范围。"),  # 家 printed on both pages
        ("12", "科学规划义务教育学校设置，全面改善义务教育学校办学条件。"),
        ("27", "深入推进普惠金融工作，争取贫困村村村设立金融(保险)服务站和助农取款点,推动有条件的贫困村开展信用村建设。"),
    ],
)
def test_page_breaks_are_mended(shipped, clause, sentence):
    assert sentence in shipped.clause(clause).text
    assert any(sentence in s.text for s in shipped.clause(clause).sentences)


def test_a_sentence_over_a_page_break_is_one_sentence(shipped):
    sentence = next(s for s in shipped.clause("12").sentences if s.text.startswith("科学规划"))
    assert shipped.source[sentence.start : sentence.end] == "科学规划义务教\n\n育学校设置，全面改善义务教育学校办学条件。"


@pytest.mark.parametrize(
    ("clause", "units"),
    [
        # the page breaks within a name
        ("17", "市住建局 市城乡规划局 市发改局 市民政局 市财政局 人民银行汕尾市中心支行 市残联 市扶贫办"),
        ("39", "市委组织部 市扶贫办 市民政局 市国土局 市人社局 市农业局"),
        ("44", "团市委 市总工会 市妇联"),
        # full stop after the bracket
        ("5", "市商务局 市经信局 市人社局 市金融局 市供销社 团市委 市邮政管理局 市扶贫办"),
        # half-width brackets in a paragraph of their own
        ("25", "市审计局 市财政局"),
        # 财政局 without 市
        ("4", "市林业局 市财政局"),
        # names of other forms
        ("21", "市经信局 市财政局 市农业局 市文广新局 汕尾广播电视台 电信汕尾分公司 移动汕尾分公司 联通汕尾分公司"),
        ("35", "人民银行汕尾市中心支行"),
        ("50", "市扶贫办 市委办公室 市政府办公室"),
    ],
)
def test_units_in_order(shipped, clause, units):
    assert list(shipped.clause(clause).units) == units.split()


def test_the_name_torn_by_the_page_break_leads_back_to_both_halves(shipped):
    first = shipped.clause("39").assignments[0]
    assert shipped.source[first.start : first.end] == "市委\n\n组织部"


def test_a_name_without_its_level_keeps_what_was_written(shipped):
    short = shipped.clause("4").assignments[1]
    assert (short.unit, short.written, shipped.source[short.start : short.end]) == ("市财政局", "财政局", "财政局")


def test_brackets_of_mixed_width_close_each_other(shipped):
    last = shipped.clause("17")
    assert last.text.endswith("市残联、市扶贫办)") and last.text.count("（") == 1
    assert len(last.units) == 8


@pytest.mark.parametrize(
    ("clause", "names"),
    [
        ("8", ["农村最低生活保障制度与扶贫开发政策有效衔接的实施方案", "底线民生精准扶贫精准脱贫三年攻坚实施方案"]),
        ("20", ["农村电网发展“十三五”规划", "中心村农网改造实施方案", "贫困地区电网精准扶贫精准脱贫三年攻坚实施方案"]),
        ("21", ["信息化精准扶贫精准脱贫三年攻坚实施方案", "广播电视精准扶贫精准脱贫三年攻坚实施方案"]),
        ("26", ["“十三五”时期金融扶贫工作规划", "年度金融扶贫工作计划"]),
        ("35", []),
    ],
)
def test_deliverables(shipped, clause, names):
    found = shipped.clause(clause).deliverables
    assert [d.name for d in found] == names
    assert [re.sub(r"\s", "", shipped.source[d.start : d.end]) for d in found] == names


def test_people_with_the_places_they_are_linked_to(shipped):
    assert [(p.title, p.name, p.linked_to) for p in shipped.clause("45").people] == [
        ("市委书记", "石奇珠", "市城区"),
        ("市长", "杨绪松", "海丰县"),
        ("市委常委、政法委书记", "郑佳", "红海湾开发区"),
        ("市委常委、纪委书记", "曹小华", "陆丰市"),
        ("市政府党组成员", "马智华", "陆河县"),
    ]
    assert not [c.id for c in shipped.clauses if c.people and c.id != "45"]


@pytest.mark.parametrize(
    ("clause", "words", "year", "date", "recurring"),
    [
        ("16", "到 2018 年", 2018, "2018", None),
        ("17", "到 2018 年年底", 2018, "2018-12-31", None),
        ("二（一）", "每年7月20日前和12月20日前", None, None, "yearly"),
    ],
)
def test_deadlines(shipped, clause, words, year, date, recurring):
    (deadline,) = shipped.clause(clause).deadlines
    assert (deadline.words, deadline.year, deadline.date, deadline.recurring) == (words, year, date, recurring)
    assert shipped.source[deadline.start : deadline.end] == words


def test_no_other_deadline_is_claimed(shipped):
    assert [c.id for c in shipped.clauses if c.deadlines] == ["16", "17", "二（一）"]


def test_amounts_of_task_24(shipped):
    assert [(a.words, a.measure) for a in shipped.clause("24").amounts] == [
        ("2 万元", "money"),
        ("6：3：1 的比例", "ratio"),
        ("10 万人", "people"),
        ("20 亿元", "money"),
        ("12 亿元", "money"),
        ("6 亿元", "money"),
        ("2 亿元", "money"),
        ("15 个我市自行帮扶的相对贫困村", "places"),
    ]


@pytest.mark.parametrize(
    ("clause", "amounts"),
    [
        ("2", [("1 人", "people")]),
        ("15", [("70%", "ratio")]),
        ("18", [("200 人以上", "people")]),
        ("26", [("5万元以下", "money"), ("3年以内", "duration"), ("20年", "duration")]),
        ("38", [("3年", "duration")]),
        ("45", [("5户", "people"), ("2次", "times")]),
    ],
)
def test_amounts(shipped, clause, amounts):
    assert [(a.words, a.measure) for a in shipped.clause(clause).amounts] == amounts


def test_what_is_odd_is_said_with_its_place(shipped):
    assert [(w.code, re.sub(r"\s+", "", shipped.source[w.start : w.end])) for w in shipped.warnings] == [
        ("short_name", "财政局"),
        ("stop_after_units", "（市商务局、市经信局、市人社局、市金融局、市供销社、团市委、市邮政管理局、市扶贫办）。"),
        ("repeated_character", "家家"),
        ("units_apart", "(市审计局、市财政局)"),
    ]


def test_headings_stand_above_their_clauses(shipped):
    assert shipped.clause("60").headings == ("一、重点任务分工",)
    assert shipped.clause("二（三）").headings == ("二、工作要求",)
    assert shipped.clause("二（三）").path == ("二", "(三)")


def test_a_clause_is_found_by_offset(shipped):
    for clause in shipped.clauses:
        assert shipped.clause_at(clause.start) is clause
        assert shipped.clause_at(clause.end - 1) is clause
    assert shipped.clause_at(len(shipped.source)) is None
