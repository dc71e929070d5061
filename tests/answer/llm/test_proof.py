"""A sentence passes if it says what the clause it cites says, and in no other case."""

import json

import pytest

from answer.check import Unproven
from answer.draft import Draft
from answer.llm.proof import gist, prove_sentence, whole_sentences
from answer.llm.wording import material
from eval.llm.lies import lies
from eval.llm.truth import truths
from ingest import parse_notice

# What is said, and how it is shown where that differs.
WHOLE = "到 2018 年年底，全面完成贫困户危房改造建设任务"
SAID = "".join(WHOLE.split())
TRUE = [
    ("这项任务由市住建局牵头[任务17]。", ""),
    ("任务17由市住建局牵头。", ""),
    ("这项任务由 市住建局 牵头 [任务17]。", "这项任务由市住建局牵头[任务17]。"),
    ("牵头单位是市住建局[任务17]。", ""),
    ("任务17由市住建局牵头，市城乡规划局、市发改局等7个单位参加。", ""),
    ("其他参加单位有市财政局等单位[任务17]。", ""),
    ("这项任务共有8个责任单位[任务17]。", ""),
    ("这项任务共有八个责任单位[任务17]。", ""),
    ("这项任务写明的时间要求是到2018年年底[任务17]。", ""),
    (f"通知写明，{SAID}[任务17]。", f"通知写明，“{WHOLE}”[任务17]。"),
    (f"通知写明，“{SAID}”[任务17]。", f"通知写明，“{WHOLE}”[任务17]。"),
    (f"通知写明，“{SAID}。”[任务17]。", f"通知写明，“{WHOLE}”[任务17]。"),
    (f"此外，任务17还提出：{SAID}。", f"此外，任务17还提出：“{WHOLE}”。"),
    (f"根据通知，原文写明，{SAID}[任务17]。", f"根据通知，原文写明，“{WHOLE}”[任务17]。"),
]
FALSE = [
    ("unit", "市水务局参加[任务17]。"),
    ("words", "水务部门参加[任务17]。"),
    ("role", "这项任务由市发改局牵头[任务17]。"),
    ("role", "这项任务由市住建局、市发改局共同牵头[任务17]。"),
    ("role", "这项任务由市住建局共同牵头[任务17]。"),  # it leads alone
    ("role", "参加单位有市住建局等单位[任务17]。"),
    ("words", "市住建局不牵头[任务17]。"),
    ("words", "市发改局牵头制定分类补助标准[任务17]。"),
    ("list", "参加单位有市发改局、市民政局[任务17]。"),
    ("list", "参加单位包括市发改局[任务17]。"),
    ("list", "责任单位是市住建局[任务17]。"),
    ("count", "任务17由市住建局牵头，市发改局等8个单位参加。"),
    ("count", "这项任务共有七个责任单位[任务17]。"),
    ("words", "这项任务共有⑧个责任单位[任务17]。"),
    ("number", "这项任务共有11个责任单位[任务17]。"),
    ("number", "这项任务写明的时间要求是2019年年底[任务17]。"),
    ("words", "这项任务的时间要求是到2018年年底[任务17]。"),  # perhaps of a part alone
    ("time", "这项任务写明的时间要求是2018年[任务17]。"),
    ("number", "任务16由市住建局牵头。"),
    ("cite", "这项任务由市住建局牵头[任务18]。"),
    ("cite", "这项任务由市住建局牵头[点这里](http://example.org)。"),
    ("quote", "通知写明，“到2018年年底，基本完成贫困户危房改造建设任务”[任务17]。"),
    ("words", "通知写明，“全面完成贫困户危房改造建设任务”[任务17]。"),  # the time is left out
    ("words", "通知写明，到2018年年底，不要全面完成贫困户危房改造建设任务[任务17]。"),
    ("words", "通知写明，到2018年年底，要全面完成贫困户危房改造建设任务[任务17]。"),
    ("words", "通知写明，有条件的地区将居住危房的五保户安排入住养老机构，未能安排入住的，可建设简易老人公寓集中安置[任务17]。"),  # 要
    ("words", "通知写明，到2018年年底，全面完成了贫困户危房改造建设任务[任务17]。"),
    ("words", "通知写明，到2018年年底，全面完成贫困户的危房改造建设任务[任务17]。"),
    ("words", "通知写明，到2018年年底：全面完成贫困户危房改造建设任务[任务17]。"),
    ("number", "通知写明，到２０１８年年底，全面完成贫困户危房改造建设任务[任务17]。"),
    ("words", "通知写明，制定分类补助标准，实行差异化补助[任务17]。"),  # a beginning alone
    ("words", "通知写明，有条件的地区要将居住危房的五保户安排入住养老机构[任务17]。"),  # what limits it is left out
    ("words", "关于教育，通知写明：到2018年年底，全面完成贫困户危房改造建设任务[任务17]。"),
    ("words", "关于贫困户危房，通知写明：到2018年年底，全面完成贫困户危房改造建设任务[任务17]。"),
    ("words", "到2018年年底，全面完成贫困户危房改造建设任务[任务17]。"),  # not said to be the notice's words
    ("words", "通知写明，到2018年年底全面，完成贫困户危房改造建设任务[任务17]。"),  # a comma elsewhere
    ("words", "通知写明，全面完成贫困户危房改造建设任务，到2018年年底[任务17]。"),
    ("number", "市住建局共牵头3项任务[任务17]。"),  # true, but not of this clause
    ("unit", "市林业局共牵头1项任务[任务17]。"),
    ("number", "市住建局牵头0项任务[任务17]。"),
    ("words", "联系人是张伟[任务17]。"),
    ("words", "是的，这项任务很重要[任务17]。"),
    ("words", "通知写明，[任务17]。"),
    ("long", "很" * 300),
]


@pytest.fixture
def draft(shipped):
    return Draft(shipped).rest_on(shipped.clause("17"))


@pytest.mark.parametrize(("sentence", "shown"), TRUE)
def test_what_the_clause_says_passes_and_is_shown_in_the_clause_s_own_characters(draft, sentence, shown):
    assert prove_sentence(sentence, draft) == (shown or sentence)


@pytest.mark.parametrize(("kind", "sentence"), FALSE)
def test_what_it_does_not_say_fails_and_the_reason_is_told(draft, kind, sentence):
    with pytest.raises(Unproven) as caught:
        prove_sentence(sentence, draft)
    assert caught.value.kind == kind


def test_every_lie_about_every_clause_of_the_notice_fails(shipped):
    through, told = [], 0
    for clause in shipped.clauses:
        draft = Draft(shipped).rest_on(clause)
        for kind, lie in lies(json.loads(material("问", draft))["条款"][0]):
            told += 1
            try:
                prove_sentence(lie, draft)
                through.append((kind, lie))
            except Unproven:
                pass
    assert through == [] and told > 5000


def test_every_truth_in_the_forms_asked_for_passes(shipped):
    failed, told = [], 0
    for clause in shipped.clauses:
        draft = Draft(shipped).rest_on(clause)
        for truth in truths(json.loads(material("问", draft))["条款"][0]):
            told += 1
            try:
                prove_sentence(truth, draft)
            except Unproven as error:
                failed.append((error.kind, truth))
    assert told > 300 and failed == []


def test_of_several_clauses_a_sentence_must_say_which_it_is_about(shipped):
    draft = Draft(shipped).rest_on(shipped.clause("17"), shipped.clause("22"))
    prove_sentence("这项任务由市住建局牵头[任务22]。", draft)
    for sentence in ("这项任务由市住建局牵头。", "这项任务由市住建局牵头[任务17][任务22]。"):
        with pytest.raises(Unproven) as caught:
            prove_sentence(sentence, draft)
        assert caught.value.kind == "no_cite"


NO_LEAD = """关于分解任务的通知

青山县人民政府办公室

1. 修建通村公路十条。（县交通运输局、县财政局）

2. 开展体检。（县卫生健康局等）
"""
PARTS = ["这项任务由县交通运输局牵头[任务1]。", "参加单位有县交通运输局、县财政局[任务1]。", "县财政局参加[任务1]。"]


@pytest.mark.parametrize("sentence", PARTS)
def test_where_no_lead_is_stated_no_part_may_be_claimed(sentence):
    notice = parse_notice(NO_LEAD, "no-lead")
    draft = Draft(notice).rest_on(notice.clause("1"))
    prove_sentence("责任单位是县交通运输局、县财政局[任务1]。", draft)
    with pytest.raises(Unproven):
        prove_sentence(sentence, draft)


def test_an_open_list_is_not_told_as_if_it_were_whole():
    notice = parse_notice(NO_LEAD, "no-lead")
    draft = Draft(notice).rest_on(notice.clause("2"))
    prove_sentence("责任单位是县卫生健康局等单位[任务2]。", draft)
    for sentence in ("责任单位是县卫生健康局[任务2]。", "这项任务共有1个责任单位[任务2]。"):
        with pytest.raises(Unproven):
            prove_sentence(sentence, draft)


DUTIES = """关于分工的通知

青山县人民政府办公室

1. 排查隐患。（牵头单位：县应急局；配合单位：县财政局；县教育局按职责分工负责）

2. 清理河道。（牵头单位：县水利局；配合单位：县财政局、各乡镇政府）

3. 严禁下列行为：
向农户收取鉴定费；
截留资金；
挪用资金。发放补助按 6：3：1 的比例，筹资 20 亿元；本县户籍除外。确保不脱贫不脱钩。（县住建局）
"""


@pytest.fixture
def duties():
    notice = parse_notice(DUTIES, "duties")
    return lambda number: Draft(notice).rest_on(notice.clause(number))


@pytest.mark.parametrize(
    ("number", "kind", "sentence"),
    [
        ("1", "role", "县教育局参加[任务1]。"),
        ("1", "role", "参加单位有县财政局、县教育局[任务1]。"),
        ("1", "number", "县财政局等2个单位参加[任务1]。"),
        ("1", "role", "县财政局、县教育局配合[任务1]。"),
        ("1", "role", "县财政局共同参加[任务1]。"),
        ("2", "count", "这项任务共有3个责任单位[任务2]。"),  # there are many townships
        ("2", "count", "参加单位共2个[任务2]。"),
        ("2", "count", "任务2由县水利局牵头，县财政局等2个单位配合。"),
        ("3", "words", "通知写明，向农户收取鉴定费[任务3]。"),
        ("3", "words", "通知写明，“截留资金”[任务3]。"),
        ("3", "words", "通知写明，挪用资金[任务3]。"),
        ("3", "words", "通知写明，发放补助按6：3：1的比例，筹资20亿元[任务3]。"),  # the exception is left out
        ("3", "number", "通知写明，发放补助按6：3：1的比例，筹资2⁰亿元；本县户籍除外[任务3]。"),
        ("3", "words", "通知写明，发放补助按6，3，1的比例，筹资20亿元；本县户籍除外[任务3]。"),
        ("3", "words", "通知写明，发放补助按6：3：1的比例；筹资20亿元；本县户籍除外[任务3]。"),
        ("3", "words", "通知写明，确保不要脱贫不要脱钩[任务3]。"),
        ("3", "words", "通知写明，确保不脱贫了不脱钩[任务3]。"),
    ],
)
def test_roles_counts_lists_and_signs_are_the_clause_s_own(duties, number, kind, sentence):
    with pytest.raises(Unproven) as caught:
        prove_sentence(sentence, duties(number))
    assert caught.value.kind == kind


@pytest.mark.parametrize(
    ("number", "sentence", "shown"),
    [
        ("1", "参加单位是县财政局[任务1]。", ""),
        ("1", "责任单位有县应急局、县财政局、县教育局[任务1]。", ""),
        ("1", "这项任务共有3个责任单位[任务1]。", ""),
        ("2", "配合单位有县财政局、各乡镇政府[任务2]。", ""),
        ("2", "牵头单位共1个[任务2]。", ""),
        (
            "3",
            "通知写明，严禁下列行为：向农户收取鉴定费；截留资金；挪用资金[任务3]。",
            "通知写明，“严禁下列行为：向农户收取鉴定费；截留资金；挪用资金”[任务3]。",
        ),
        (
            "3",
            "通知写明，发放补助按6：3：1的比例，筹资20亿元；本县户籍除外[任务3]。",
            "通知写明，“发放补助按 6：3：1 的比例，筹资 20 亿元；本县户籍除外”[任务3]。",
        ),
    ],
)
def test_what_the_clause_says_of_them_passes(duties, number, sentence, shown):
    assert prove_sentence(sentence, duties(number)) == (shown or sentence)


def test_items_of_a_list_are_no_sentences_of_their_own(duties):
    draft = duties("3")
    clause = draft.notice.clause("3")
    assert [sentence.text for sentence in whole_sentences(clause)] == [
        "严禁下列行为：向农户收取鉴定费；截留资金；挪用资金。",
        "发放补助按 6：3：1 的比例，筹资 20 亿元；本县户籍除外。",
        "确保不脱贫不脱钩。",
    ]
    assert len(clause.sentences) == 7


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("通知写明，到 2018 年年底，要完成[任务17]。", "到2018年年底，要完成"),
        ("通知写明，“到 2018 年年底，要完成”[任务17]。", "到2018年年底，要完成"),
        ("这项任务由市住建局牵头[任务17]。", "由市住建局牵头"),
    ],
)
def test_the_gist_leaves_out_cite_subject_frame_and_quotation_marks(sentence, said):
    assert gist(sentence) == said
