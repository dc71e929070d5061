"""The measurement with a lying model counts what stays the same and what gets through."""

import json
from dataclasses import replace

import pytest

from eval.__main__ import main
from eval.llm.lies import lies
from eval.llm.measure import Tally, faults, figures, to_markdown
from eval.llm.models import Liar
from eval.llm.truth import TRUE, untrue
from ingest import parse_notice
from prompts import load_words
from schema import Answer

HEADING = load_words("llm")["heading"]
NOTICE = parse_notice(
    "关于修路的通知\n\n青山县人民政府办公室\n\n1. 修建通村公路，不得扰民。（甲局牵头，丙局参加）\n\n2. 种树。（乙局）\n", "road"
)
OFF = Answer("answered", "[任务1] 由 甲局 牵头。", ("1",), ("甲局",))
LIE = ("unit", "乙局参加[任务1]。")
TOLD = load_words("llm")["steps"]["dropped"].format(place=1, reason="名单不全")


def added(*sentences, steps=()):
    return replace(OFF, text=f"{OFF.text}\n{HEADING}\n{''.join(sentences)}", steps=steps)


def test_an_answer_that_stays_the_same_is_counted_so():
    tally = Tally()
    tally.add(OFF, replace(OFF, steps=(TOLD,)), NOTICE, [LIE])
    assert (tally.questions, tally.clear, tally.same, tally.begins, tally.explained) == (1, 1, 1, 1, 0)
    assert tally.said == {"unit": 1} and sum(tally.through.values()) == 0


def test_a_lie_that_got_through_is_counted():
    tally = Tally()
    tally.add(OFF, added(LIE[1]), NOTICE, [LIE])
    assert (tally.same, tally.explained, tally.sentences, tally.through["unit"]) == (1, 1, 1, 1)
    assert tally.faults() == ["1 lies in answers", "1 sentences added that are not found true"]


def test_a_lie_is_found_in_an_answer_whatever_quotation_marks_and_blanks_it_was_given():
    tally = Tally()
    tally.add(OFF, added("通知写明，“修建 通村公路”[任务1]。"), NOTICE, [("cut", "通知写明，修建通村公路[任务1]。")])
    assert tally.through["cut"] == 1


def test_sentences_are_counted_as_looked_at_where_they_were_shown_or_dropped():
    tally = Tally()
    true = "通知写明，“修建通村公路，不得扰民”[任务1]。"
    tally.add(OFF, added(true, steps=(TOLD,)), NOTICE, [LIE, (TRUE, true), LIE])
    assert (tally.looked_at, tally.unheard, tally.said["unit"], tally.untrue) == (2, 1, 2, 0)
    assert tally.faults() == ["1 sentences that nobody looked at"]


@pytest.mark.parametrize(("milliseconds", "fault"), [((5.0, 54.0), []), ((5.0, 56.0), ["51 ms more with a dead server"])])
def test_a_dead_server_may_cost_no_more_than_50_ms(milliseconds, fault):
    assert faults({"dev": {"lying": Tally()}}, milliseconds) == fault


def test_a_fault_of_any_set_and_model_fails_the_measurement_and_all_counts_are_filed():
    tally = Tally()
    tally.add(OFF, replace(OFF, text="别的"), NOTICE)
    assert faults({"dev": {"honest": tally}}, (1.0, 1.0)) == ["dev, honest: 1 composed answers that are not whole"]
    assert json.loads(json.dumps(figures({"dev": {"honest": tally}}, (1.0, 1.5))))["dev"]["honest"]["begins"] == 0


@pytest.mark.parametrize(
    ("true", "sentence"),
    [
        (True, "通知写明，“修建通村公路，不得扰民”[任务1]。"),
        (True, "这项任务由甲局牵头[任务1]。"),
        (True, "参加单位有丙局[任务1]。"),
        (False, "通知写明，“修建通村公路”[任务1]。"),  # a beginning
        (False, "通知写明，“不得扰民”[任务1]。"),
        (False, "通知写明，“修建通村公路，不得扰民”[任务2]。"),
        (False, "任务2写明，“修建通村公路，不得扰民”[任务1]。"),
        (False, "通知不要求，“修建通村公路，不得扰民”[任务1]。"),
        (False, "这项任务由丙局牵头[任务1]。"),
    ],
)
def test_whether_a_sentence_is_true_is_told_without_the_proof(true, sentence):
    assert untrue(sentence, NOTICE, ["1"]) == ([] if true else [sentence])


@pytest.mark.parametrize(
    "on", [Answer("not_found", OFF.text), Answer("answered", OFF.text, ("2",), ("甲局",)), Answer("answered", OFF.text, ("1",), ("乙局",))]
)
def test_a_changed_field_is_no_longer_the_same(on):
    tally = Tally()
    tally.add(OFF, on, NOTICE)
    assert (tally.clear, tally.same) == (1, 0) and tally.faults() == ["1 answers with changed fields"]


def test_an_unclear_question_may_be_answered():
    tally = Tally()
    tally.add(Answer("clarify", "哪一项？"), OFF, NOTICE)
    assert (tally.clear, tally.reread) == (0, 1)


def test_the_report_tells_lies_and_times():
    tally = Tally()
    tally.add(OFF, replace(OFF, steps=(TOLD,)), NOTICE, [LIE])
    text = to_markdown("dev", {"lying": tally}, (1.0, 1.5))
    assert "| lying | 1 | 1 of 1 | 1 of 1 | 0 of 0 | 0 | 0 | 0 | 1 | 1 | 0 |" in text and "unit 1" in text and "1.5 ms" in text


CLAUSE = {
    "编号": "任务1",
    "牵头单位": ["甲局"],
    "参加单位": ["乙局", "丙局"],
    "责任单位": ["甲局", "乙局", "丙局"],
    "时间要求": ["到2018年年底"],
    "原文": ["到2018年年底，完成危房改造，建立台账。", "不得截留资金。"],
}


def test_the_liar_lies_in_every_way():
    kinds = {kind for kind, _ in lies(CLAUSE)}
    told = "unit role list number time clause quotation negation rearranged cut particle sign count topic name invented mark"
    assert kinds == {*told.split(), "left out"}


def test_its_lies_about_roles_are_false_and_about_numbers_too():
    told = dict.fromkeys(lie for _, lie in lies(CLAUSE))
    for true in (
        "这项任务由甲局牵头[任务1]。",
        "参加单位有乙局、丙局[任务1]。",
        "这项任务共有3个责任单位[任务1]。",
        "参加单位共2个[任务1]。",
    ):
        assert true not in told


def test_what_may_be_true_of_another_clause_of_the_answer_is_no_lie():
    assert "这项任务由甲局牵头[任务3]。" in [lie for _, lie in lies(CLAUSE)]
    assert "这项任务由甲局牵头[任务3]。" not in [lie for _, lie in lies(CLAUSE, ["任务1", "任务3"])]


def test_who_acts_by_its_duties_is_said_to_take_part():
    told = [lie for _, lie in lies(CLAUSE | {"参加单位": ["乙局"]})]
    assert "丙局参加[任务1]。" in told and "乙局参加[任务1]。" not in told


def test_it_remembers_what_it_said_a_truth_after_every_third_lie():
    liar = Liar(most=8)
    reply = liar("", {"条款": [CLAUSE]})
    assert [kind == TRUE for kind, _ in liar.said] == [False, False, False, True] * 2
    assert reply == "".join(sentence for _, sentence in liar.said)


@pytest.fixture
def run(monkeypatch, tmp_path):
    """A function: what was counted of each set, and the milliseconds -> exit code of the command and its files."""

    def run(tally, milliseconds=(1.0, 1.5)):
        monkeypatch.setattr("eval.ablations.Parts.open", lambda settings: None)
        monkeypatch.setattr("eval.llm.measure.measure", lambda questions, parts: {"lying": tally})
        monkeypatch.setattr("eval.llm.measure.added_by_a_dead_server", lambda parts: milliseconds)
        code = main(["llm", "--only", "dev", "--out", str(tmp_path)])
        return code, {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()}

    return run


def test_a_passed_run_files_its_settings_and_figures(run):
    tally = Tally()
    tally.add(OFF, replace(OFF, steps=(TOLD,)), NOTICE, [LIE])
    code, files = run(tally)
    assert code == 0 and files.keys() == {"report.md", "run.json", "figures.json"}
    assert json.loads(files["figures.json"])["dev"]["lying"]["said"] == {"unit": 1}
    assert json.loads(files["figures.json"])["milliseconds"] == {"without a model": 1.0, "with a dead server": 1.5}
    assert json.loads(files["run.json"])["questions"].keys() == {"dev"}


def test_a_changed_field_fails_the_run(run, capsys):
    tally = Tally()
    tally.add(OFF, replace(OFF, units=("乙局",)), NOTICE)
    assert run(tally)[0] == 1 and "dev, lying: 1 answers with changed fields" in capsys.readouterr().err


def test_time_added_fails_the_run(run, capsys):
    assert run(Tally(), (1.0, 60.0))[0] == 1 and "59 ms more" in capsys.readouterr().err
