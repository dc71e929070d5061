"""``python -m answer``: the answer to read, as JSON, with its steps, or one clear sentence."""

import json
import os
import subprocess
import sys

import pytest

from answer import Assistant
from answer.__main__ import CannotAnswer, ask, main
from settings import ROOT, Settings, get_settings

COMMAND = [sys.executable, "-m", "answer"]


class Waiting:
    """An assistant whose index is there once it is waited for; it then answers from it."""

    def __init__(self, plain: Assistant, works: bool = True) -> None:
        self.plain, self.works, self.ready, self.waited, self.failure = plain, works, False, 0, "模型坏了"

    def ask(self, question, history=(), notice=None):
        if self.ready and question == "光伏开发谁牵头":
            question = "第20项谁牵头"
        return self.plain.ask(question, history, notice)

    def wait_ready(self, timeout=None):
        self.waited += 1
        self.ready = self.works
        return self.works


@pytest.fixture(autouse=True)
def fresh_settings():
    get_settings.cache_clear()
    yield
    get_settings.cache_clear()


@pytest.fixture
def run(monkeypatch, capsysbinary):
    """Run the command in this process, without an index; return (exit code, output, errors)."""
    opened = Assistant.open
    monkeypatch.setattr(Assistant, "open", classmethod(lambda cls, settings=None: opened(settings, load=False)))

    def run(*arguments):
        code = main(list(arguments))
        out, err = capsysbinary.readouterr()
        return code, out.decode(), err.decode()

    return run


def test_the_answer_is_printed_to_be_read(run):
    code, out, err = run("第22项谁牵头")
    assert (code, err) == (0, "")
    assert out.splitlines()[0] == "[任务22] 由 市住建局 牵头。" and "**" not in out
    assert out.splitlines()[-1].startswith("还可以问：")


def test_json_is_one_answer(run):
    code, out, _ = run("第28项除了牵头的还有谁", "--json")
    record = json.loads(out)
    assert code == 0 and list(record) == ["status", "text", "clauses", "units", "citations", "suggestions", "latency_ms"]
    assert (record["status"], record["clauses"], record["units"]) == ("answered", ["28"], ["市扶贫办", "市住建局"])


def test_the_steps_are_explained(run):
    out = run("第22项谁牵头", "--explain")[1]
    assert "理解：问：单位；要的单位：牵头；任务：22" in out and "核对：通过" in out
    assert json.loads(run("第22项谁牵头", "--explain", "--json")[1])["steps"][0] == "问题：第22项谁牵头"


def test_a_history_is_taken_in_order(run):
    out = run("参加的呢", "--history", "第28项谁牵头", "--history", "第22项呢", "--json")[1]
    assert json.loads(out)["units"] == ["市发改局", "市林业局", "市扶贫办"]


def test_a_notice_can_be_named(run):
    assert run("第22项谁牵头", "--notice", "shanwei-2016-19")[0] == 0


def test_an_unanswerable_question_is_no_error(run):
    code, out, err = run("第61项谁牵头")
    assert (code, err) == (0, "") and "没有第 61 项" in out


def test_a_question_with_broken_characters_is_printed(run):
    code, out, err = run("市\udce5飞碟局和市\ud800工商局牵头哪项", "--explain", "--history", "第22项谁牵头")
    assert (code, err) == (0, "") and "市工商局" in out


def test_a_computed_answer_does_not_wait(assistant):
    waiting = Waiting(assistant)
    assert ask(waiting, ["第22项谁牵头"]).units == ("市住建局",) and waiting.waited == 0


def test_a_topic_waits_for_the_index(assistant):
    waiting = Waiting(assistant)
    assert ask(waiting, ["光伏开发谁牵头"]).units == ("市发改局",) and waiting.waited == 1


def test_a_topic_in_the_history_waits_for_the_index(assistant):
    waiting = Waiting(assistant)
    ask(waiting, ["光伏开发谁牵头", "第22项谁牵头"])
    assert waiting.waited == 1


def test_a_topic_without_an_index_gives_the_reason(assistant):
    with pytest.raises(CannotAnswer, match="模型坏了"):
        ask(Waiting(assistant, works=False), ["光伏开发谁牵头"])


@pytest.mark.parametrize(
    ("arguments", "environment", "sentence"),
    [
        (["第22项谁牵头", "--notice", "nowhere"], {}, "没有这份通知：nowhere。现有：shanwei-2016-19。"),
        (["第22项谁牵头"], {"FENGONG_NOTICE_FOLDER": "x"}, "不认识的设置 FENGONG_NOTICE_FOLDER"),
        (["第22项谁牵头"], {"FENGONG_PORT": "much"}, "设置 FENGONG_PORT 的值 much 不能用"),
        (["第22项谁牵头"], {"FENGONG_NOTICES": "no/such/folder"}, "通知文件夹里没有可读的通知"),
    ],
)
def test_what_the_person_gave_wrong_is_said_in_one_sentence(run, monkeypatch, arguments, environment, sentence):
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    code, out, err = run(*arguments)
    assert (code, out) == (2, "") and err.startswith(sentence) and len(err.splitlines()) == 1


@pytest.mark.parametrize(
    ("content", "sentence"), [(None, "通知文件夹里没有可读的通知"), (b"", "文件是空的"), (bytes(range(256)) * 9, "文件不是文本")]
)
def test_a_notice_that_cannot_be_read(run, monkeypatch, tmp_path, content, sentence):
    if content is not None:
        (tmp_path / "a.txt").write_bytes(content)
    monkeypatch.setenv("FENGONG_NOTICES", str(tmp_path))
    code, out, err = run("第22项谁牵头")
    assert (code, out) == (2, "") and err.startswith(sentence) and len(err.splitlines()) == 1


def test_help_is_in_chinese(capsys):
    with pytest.raises(SystemExit) as stopped:
        main(["--help"])
    assert stopped.value.code == 0 and "回答一个关于通知的问题" in capsys.readouterr().out


def test_the_command_runs_and_ends_while_the_index_loads():
    result = subprocess.run([*COMMAND, "第22项谁牵头", "--json"], cwd=ROOT, capture_output=True, timeout=120, check=False)
    assert (result.returncode, result.stderr) == (0, b"") and json.loads(result.stdout)["units"] == ["市住建局"]


@pytest.mark.model
def test_the_command_waits_for_the_model_where_it_must():
    result = subprocess.run([*COMMAND, "贫困地区光伏开发由谁牵头", "--json"], cwd=ROOT, capture_output=True, timeout=300, check=False)
    assert result.returncode == 0 and json.loads(result.stdout)["clauses"] == ["20"]


def test_a_missing_model_is_said_where_it_is_needed(tmp_path):
    environment = {**os.environ, "FENGONG_MODEL": str(tmp_path / "none"), "FENGONG_CACHE": str(tmp_path)}
    result = subprocess.run([*COMMAND, "光伏开发谁牵头"], cwd=ROOT, capture_output=True, env=environment, timeout=120, check=False)
    assert result.returncode == 2 and result.stdout == b""
    assert "找不到语义模型文件夹" in result.stderr.decode().splitlines()[-1]


def test_the_settings_name_the_notices():
    assert Settings().notices == ROOT / "notices"
