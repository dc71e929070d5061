"""The question format: round trip, and a message with the line for what is broken."""

from __future__ import annotations

import json
import re

import pytest

from eval.jsonl import DataError, read_lines, write_lines
from eval.questions import FOLDER, GROUPS, KINDS, load_questions, normalise

GOOD = {
    "id": "x-1",
    "kind": "clause",
    "author": "A",
    "turns": ["第17项"],
    "gold": {"status": "answered", "clauses": ["17"], "units": None, "facts": []},
}


@pytest.mark.parametrize("name", ["dev", "test", "dev-i", "dev-others"])
def test_shipped_questions_survive_the_round_trip(name, tmp_path):
    path = FOLDER / f"{name}.jsonl"
    questions = load_questions(path)
    write_lines(tmp_path / "again.jsonl", (question.to_dict() for question in questions))
    assert load_questions(tmp_path / "again.jsonl") == questions
    assert [record for _, record in read_lines(tmp_path / "again.jsonl")] == [record for _, record in read_lines(path)]


@pytest.mark.parametrize("name", ["dev", "test"])
def test_shipped_sets_hold_500_questions_of_every_kind(name):
    questions = load_questions(FOLDER / f"{name}.jsonl")
    assert len(questions) >= 500
    assert {question.kind for question in questions} == set(KINDS)


def test_every_kind_is_in_one_group():
    assert len(KINDS) == len(set(KINDS)) == sum(map(len, GROUPS.values()))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"id": ""}, "id must be"),
        ({"kind": "other"}, "kind must be one of"),
        ({"turns": []}, "turns must be"),
        ({"turns": "第17项"}, "turns must be"),
        ({"gold": None}, "gold must be an object"),
        ({"gold": {"status": "maybe"}}, "gold.status must be of"),
        ({"gold": {"status": []}}, "gold.status must be of"),
        ({"gold": {"status": "answered", "clauses": "17"}}, "gold.clauses must be"),
        ({"gold": {"status": "answered", "facts": [[]]}}, "gold.facts must hold"),
        ({"gold": {"status": "answered", "verdict": "是"}}, "gold.verdict must be"),
        ({"gold": {"status": "answered", "unit": ["市残联"]}}, "unknown field, was: 'unit'"),
    ],
)
def test_a_broken_question_is_named_by_line(tmp_path, change, message):
    path = tmp_path / "questions.jsonl"
    path.write_text(json.dumps(GOOD) + "\n\n" + json.dumps(GOOD | {"id": "x-2"} | change) + "\n", encoding="utf-8")
    with pytest.raises(DataError, match=message) as caught:
        load_questions(path)
    assert f"{path}:3:" in str(caught.value)


@pytest.mark.parametrize(
    ("content", "message"),
    [(b"", "empty"), (b"\n \n", "empty"), (b"\xff\xfe\x00", "UTF-8"), (b"{]", "not JSON"), (b"[1]", "expected an object")],
)
def test_broken_files_are_explained(tmp_path, content, message):
    path = tmp_path / "questions.jsonl"
    path.write_bytes(content)
    with pytest.raises(DataError, match=message):
        load_questions(path)


def test_a_missing_file_and_an_id_twice_are_explained(tmp_path):
    with pytest.raises(DataError, match="no such file"):
        load_questions(tmp_path / "none.jsonl")
    write_lines(tmp_path / "twice.jsonl", [GOOD, GOOD])
    with pytest.raises(DataError, match="x-1 stands in line 1 already"):
        load_questions(tmp_path / "twice.jsonl")


def test_odd_line_separators_inside_a_question_do_not_cut_it(tmp_path):
    write_lines(tmp_path / "q.jsonl", [GOOD | {"turns": ["第\u2028十七\x0b项"]}])
    assert load_questions(tmp_path / "q.jsonl")[0].turns == ("第\u2028十七\x0b项",)


def test_normalise_folds_width_blanks_and_stars():
    assert normalise("共 **１１** 项\u200b（Ａ）") == "共11项(a)"


def test_the_data_card_counts_what_is_there():
    card = (FOLDER / "README.md").read_text(encoding="utf-8")
    sets = {name: load_questions(FOLDER / f"{name}.jsonl") for name in ("dev", "test", "dev-i")}
    assert card.split("\n\n")[1].startswith(f"{len(sets['dev']) + len(sets['test']):,} questions")
    for name, questions in sets.items():
        authors, talks = sorted({q.author for q in questions}), sum(len(q.turns) > 1 for q in questions)
        assert f"| `{name}.jsonl` | {len(questions):,} | {', '.join(authors)} | {talks} |" in card
    rows = re.findall(r"^\| ([a-z_ /]+) \| ([\d /]+) \| ([\d /]+) \|", card.partition("## Kinds")[2].partition("## ")[0], re.M)
    told = [pair for row in rows for pair in zip(*(cell.split(" / ") for cell in row))]
    assert told == [(kind, *(str(sum(q.kind == kind for q in sets[name])) for name in ("dev", "test"))) for kind in KINDS]
