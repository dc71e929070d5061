"""A sentence passes if it says what the clause it cites says, and in no other case."""

import json

import pytest

from answer.check import Unproven
from answer.draft import Draft
from answer.llm.proof import canonical, gist, prove_sentence
from answer.llm.wording import material
from eval.llm.lies import lies, truths
from ingest import parse_notice

TRUE = [
    "这项任务由市住建局牵头[任务17]。",
    "任务17由市住建局牵头。",
    "实施农村危房改造扶贫工程由市住建局牵头[任务17]。",
    "牵头单位是市住建局[任务17]。",
    "任务17由市住建局牵头，市城乡规划局、市发改局等7个单位参加。",
    "其他参加单位有市财政局等单位[任务17]。",
    "这项任务共有8个责任单位[任务17]。",
    "这项任务共有八个责任单位[任务17]。",
    "市住建局共牵头3项任务。",
    "这项任务写明的时间要求是2018年年底[任务17]。",
    "通知写明，到2018年年底，要全面完成贫困户危房改造建设任务[任务17]。",
    "通知写明，“到2018年年底，全面完成贫困户危房改造建设任务”[任务17]。",
    "此外，任务17还提出，加强房屋工程建设管理，合理控制改造后农房的建筑面积，强化村庄规划对农村危房改造的指导。",
    "原文提出：制定分类补助标准，实行差异化补助[任务17]。",  # the rest of the sentence limits nothing
    "关于贫困户，通知写明：到2018年年底，全面完成贫困户危房改造建设任务[任务17]。",
]
FALSE = [
    ("unit", "市水务局参加[任务17]。"),
    ("words", "水务部门参加[任务17]。"),
    ("role", "这项任务由市发改局牵头[任务17]。"),
    ("role", "这项任务由市住建局、市发改局共同牵头[任务17]。"),
    ("role", "参加单位有市住建局等单位[任务17]。"),
    ("role", "市住建局不牵头[任务17]。"),
    ("role", "市发改局牵头制定分类补助标准[任务17]。"),
    ("list", "参加单位有市发改局、市民政局[任务17]。"),
    ("list", "参加单位包括市发改局[任务17]。"),
    ("list", "责任单位是市住建局[任务17]。"),
    ("count", "任务17由市住建局牵头，市发改局等8个单位参加。"),
    ("count", "这项任务共有七个责任单位[任务17]。"),
    ("count", "市住建局共牵头2项任务。"),
    ("number", "这项任务共有11个责任单位[任务17]。"),
    ("number", "这项任务写明的时间要求是2019年年底[任务17]。"),
    ("words", "这项任务的时间要求是2018年年底[任务17]。"),  # perhaps of a part alone
    ("time", "这项任务写明的时间要求是2018年[任务17]。"),
    ("number", "任务16由市住建局牵头。"),
    ("cite", "这项任务由市住建局牵头[任务18]。"),
    ("cite", "这项任务由市住建局牵头[点这里](http://example.org)。"),
    ("quote", "通知写明，“到2018年年底，基本完成贫困户危房改造建设任务”[任务17]。"),
    ("words", "通知写明，“全面完成贫困户危房改造建设任务”[任务17]。"),  # the time is left out
    ("words", "通知写明，到2018年年底，不全面完成贫困户危房改造建设任务[任务17]。"),
    ("words", "通知写明，有条件的地区要将居住危房的五保户安排入住养老机构[任务17]。"),  # what limits it is left out
    ("words", "关于教育，通知写明：到2018年年底，全面完成贫困户危房改造建设任务[任务17]。"),
    ("words", "制定分类补助标准，实行差异化补助[任务17]。"),  # not said to be the notice's words
    ("words", "通知写明，到2018年年底全面，完成贫困户危房改造建设任务[任务17]。"),  # a comma elsewhere
    ("words", "联系人是张伟[任务17]。"),
    ("words", "通知写明，全面完成贫困户危房改造建设任务，到2018年年底[任务17]。"),
    ("words", "是的，这项任务很重要[任务17]。"),
    ("long", "很" * 300),
]


@pytest.fixture
def draft(shipped):
    return Draft(shipped).rest_on(shipped.clause("17"))


@pytest.mark.parametrize("sentence", TRUE)
def test_what_the_clause_says_passes(draft, sentence):
    assert prove_sentence(sentence, draft) is None


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


def test_nearly_every_truth_in_the_forms_asked_for_passes(shipped):
    failed, told = [], 0
    for clause in shipped.clauses:
        draft = Draft(shipped).rest_on(clause)
        for truth in truths(json.loads(material("问", draft))["条款"][0]):
            told += 1
            try:
                prove_sentence(truth, draft)
            except Unproven as error:
                failed.append((error.kind, truth))
    assert told > 300 and len(failed) < 0.03 * told
    assert {kind for kind, _ in failed} <= {"role"}  # restatements that speak of leading in free words


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


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("通知写明，到 2018 年年底，要完成[任务17]。", "到2018年年底，完成"),
        ("这项任务由市住建局牵头[任务17]。", "由市住建局牵头"),
    ],
)
def test_the_gist_leaves_out_cite_subject_and_frame(sentence, said):
    assert gist(sentence) == said


def test_particles_and_kinds_of_comma_do_not_count_in_a_comparison():
    assert canonical("到 2018 年年底，要全面完成了的任务。") == canonical("到2018年年底；全面完成任务")
    assert canonical("未经批准，不得施工") != canonical("未经批准不，得施工")
    assert canonical("不要完成") != canonical("要完成")
