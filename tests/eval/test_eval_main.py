"""The command line: exit codes and messages."""

from __future__ import annotations

import json

import pytest

import eval.__main__ as command
from eval import commands, systems
from eval.page.filed import read_filed
from eval.page.readme import BEGIN, END
from eval.questions import FOLDER, Question, load_questions
from eval.results import Tree, choose_folder
from schema import Answer


class Fake:
    def ask(self, question, history=()):
        if question == "坏":
            raise RuntimeError("broken")
        return Answer("answered", "由市住建局牵头。", ("17",), ("市住建局",))


@pytest.fixture(autouse=True)
def fake_assistant(monkeypatch):
    monkeypatch.setattr(systems, "open_assistant", Fake)


def write(path, *records):
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), encoding="utf-8")
    return str(path)


QUESTION = {
    "id": "a",
    "kind": "clause",
    "turns": ["第17项"],
    "gold": {"status": "answered", "clauses": ["17"], "units": ["市住建局"], "facts": []},
}


def test_predict_then_score(tmp_path, capsys):
    questions, out = write(tmp_path / "q.jsonl", QUESTION), str(tmp_path / "p.jsonl")
    assert command.main(["predict", questions, "--out", out]) == 0
    assert command.main(["score", out, "--questions", questions, "--misses", str(tmp_path / "m.md")]) == 0
    printed = capsys.readouterr().out
    assert "## q: 100.0 % of 1 right" in printed
    assert (tmp_path / "m.md").read_text(encoding="utf-8").startswith("# q: 0 misses")


def test_a_question_that_fails_is_named_and_the_others_written(tmp_path, capsys):
    questions = write(tmp_path / "q.jsonl", {"id": "a", "turns": ["坏"]}, {"id": "b", "turns": ["好"]})
    assert command.main(["predict", questions, "--out", str(tmp_path / "p.jsonl")]) == 1
    assert "a: no answer" in capsys.readouterr().err
    assert len((tmp_path / "p.jsonl").read_text(encoding="utf-8").splitlines()) == 1


@pytest.mark.parametrize(
    "words", [["predict", "{empty}", "--out", "{out}"], ["score", "{empty}"], ["check", "{empty}"], ["retrieval", "{empty}"]]
)
def test_empty_data_is_an_error(tmp_path, capsys, words):
    (tmp_path / "empty.jsonl").touch()
    places = {"empty": tmp_path / "empty.jsonl", "out": tmp_path / "p.jsonl"}
    assert command.main([word.format(**places) for word in words]) == 2
    assert "the file is empty" in capsys.readouterr().err
    assert not (tmp_path / "p.jsonl").exists()


def test_check_fails_on_a_wrong_gold(tmp_path, capsys):
    wrong = QUESTION | {"gold": QUESTION["gold"] | {"units": ["市公安局"]}}
    assert command.main(["check", write(tmp_path / "q.jsonl", wrong)]) == 1
    assert "unit 市公安局 is not in the notice's spelling" in capsys.readouterr().out


def test_check_passes_on_the_shipped_sets(capsys):
    assert command.main(["check"]) == 0
    assert "0 faults" in capsys.readouterr().out


def test_the_whole_evaluation_of_one_set_is_filed_as_partial(tmp_path, monkeypatch, capsys):
    class NoHits:
        def search(self, query, k):
            return []

    monkeypatch.setattr(commands, "open_retrievers", lambda: {"none": NoHits()})
    monkeypatch.setattr(commands, "choose_folder", lambda tree, full, now: choose_folder(tree, full, now, tmp_path))
    assert command.main(["--only", "dev"]) == 0
    (folder,) = (tmp_path / "partial").iterdir()
    assert len((folder / "dev.predictions.jsonl").read_text(encoding="utf-8").splitlines()) == len(load_questions(FOLDER / "dev.jsonl"))
    printed = capsys.readouterr().out
    assert "# Evaluation of" in printed and "| retriever: none |" in printed


def test_a_second_run_of_a_commit_with_other_verdicts_replaces_nothing(tmp_path, monkeypatch, capsys):
    asked = [Question.from_dict(QUESTION)]
    monkeypatch.setattr(commands, "load_questions", lambda path: asked)
    monkeypatch.setattr(commands, "open_retrievers", dict)
    monkeypatch.setattr(commands, "read_tree", lambda: Tree("0123456789", False))
    monkeypatch.setattr(commands, "choose_folder", lambda tree, full, now: choose_folder(tree, full, now, tmp_path))
    assert command.main([]) == command.main([]) == 0
    (folder,) = tmp_path.iterdir()
    filed = (folder / "dev.predictions.jsonl").read_text(encoding="utf-8")
    monkeypatch.setattr(Fake, "ask", lambda self, question, history=(): Answer("not_found", "没有写。"))
    assert command.main([]) == 1
    assert "a: right, then status" in capsys.readouterr().err
    assert (folder / "dev.predictions.jsonl").read_text(encoding="utf-8") == filed and (tmp_path / "partial").is_dir()


def test_another_system_is_asked_the_same_questions_and_compared(tmp_path, monkeypatch, capsys):
    rival = "def answer(question, history):\n    return {'status': 'not_found', 'text': '不知道'}\n"
    (tmp_path / "rival.py").write_text(rival, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(commands, "open_retrievers", dict)
    ours, rival = str(tmp_path / "ours"), str(tmp_path / "rival")
    assert command.main(["run", "--only", "dev", "--out", ours]) == 0
    assert command.main(["run", "--only", "dev", "--system", "rival:answer", "--out", rival]) == 0
    assert json.loads((tmp_path / "rival" / "run.json").read_text(encoding="utf-8"))["system"] == "rival:answer"
    capsys.readouterr()
    assert command.main(["compare", ours, rival, "--changes"]) == 0
    printed = capsys.readouterr().out
    dev = load_questions(FOLDER / "dev.jsonl")
    refusals = sum("not_found" in q.gold.status for q in dev)
    (row,) = (line for line in printed.splitlines() if line.startswith("| all |"))
    assert f"{100 * refusals / len(dev):.1f} %" in row and f"| {refusals} |" in row  # what it wins: the fake refuses nothing
    assert sum(line.startswith("- won") for line in printed.splitlines()) == refusals


@pytest.mark.parametrize(
    ("name", "told"),
    [("rival", "module:callable"), ("no_such_module:ask", "no_such_module"), ("json:nothing", "nothing"), ("json:__name__", "was: str")],
)
def test_a_system_that_cannot_be_asked_is_told(name, told, tmp_path, capsys):
    questions = write(tmp_path / "q.jsonl", QUESTION)
    assert command.main(["predict", questions, "--out", str(tmp_path / "p.jsonl"), "--system", name]) == 2
    assert told in capsys.readouterr().err


def test_a_folder_without_predictions_is_told(tmp_path, capsys):
    assert command.main(["compare", str(tmp_path), str(tmp_path)]) == 2
    assert "dev.predictions.jsonl" in capsys.readouterr().err


def test_the_report_lists_no_question_that_the_filed_run_was_not_asked(tmp_path, monkeypatch):
    asked, *others = load_questions(FOLDER / "dev.jsonl")
    monkeypatch.setattr(commands, "open_retrievers", dict)
    monkeypatch.setattr(commands, "load_questions", lambda path: [asked])
    assert command.main(["run", "--out", str(tmp_path / "run")]) == 0
    monkeypatch.undo()
    monkeypatch.setattr("eval.page.filed.newest_run", lambda: read_filed(tmp_path / "run"))
    monkeypatch.setattr("eval.page.filed.newest", lambda kind: None)
    (tmp_path / "README.md").write_text(f"{BEGIN}{END}", encoding="utf-8")
    assert command.main(["report", "--out", str(tmp_path / "out"), "--readme", str(tmp_path / "README.md")]) == 0
    assert "| **all (1)** |" in (tmp_path / "README.md").read_text(encoding="utf-8")
    page = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert "no prediction" not in page and not any(f">{question.id}, " in page for question in others)
