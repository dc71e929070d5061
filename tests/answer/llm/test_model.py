"""The connection: one host, a time limit, a breaker; whatever goes wrong, the composed answer comes once and the log says why."""

import logging
import subprocess
import sys
import threading
import time

import pytest

from answer import Assistant
from answer.llm.model import AT_ONCE, MAX_TOKENS_THOUGHT, LanguageModel, Unanswered
from eval.llm.models import honest
from eval.llm.server import FAULTS, Fake, saying, serving
from settings import ROOT, Settings
from tests.answer.llm.conftest import PATIENT

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])  # a connection anywhere else is an error

QUESTION = "第22项谁牵头"
# What of a broken server's reply came whole before it broke may stand: it was proved.
PARTLY = {"hangs_midway", "cut_short"}
KINDS = {
    **dict.fromkeys(["hangs", "hangs_midway", "drips"], "slow"),
    **dict.fromkeys(["cut_short", "filtered"], "cut_off"),
    **dict.fromkeys(["garbage", "a_web_page", "half_a_character", "wrong_bytes", "wrong_key", "out_of_order", "redirect"], "failed"),
    **{"endless": "endless", "empty": "empty"},
}


@pytest.mark.parametrize("fault", [fault for fault in FAULTS if fault])
def test_a_broken_server_leaves_the_composed_answer_in_time_and_the_log_says_why(tie, assistant, caplog, fault):
    seconds = 1.0 if KINDS[fault] == "slow" else PATIENT
    composed, tied, shown = assistant.ask(QUESTION), tie(honest, fault, seconds=seconds), []
    began = time.monotonic()
    answer = tied.assistant.ask(QUESTION, shown=shown.append)
    assert time.monotonic() - began < seconds + 1.0
    assert shown[0].text == composed.text  # at once, before anything was asked
    assert answer.text.startswith(composed.text) and (answer.text == composed.text or fault in PARTLY)
    assert answer.text.count(composed.text) == 1
    same = [(a.status, a.clauses, a.units, a.citations, a.suggestions) for a in (answer, composed)]
    assert same[0] == same[1]
    assert len(tied.fake.asked) <= 1  # no second try; none at all where the first second passed before it was sent
    assert any(KINDS[fault] in record.message for record in caplog.records if record.name == "answer.llm.model")
    assert "sk-secret" not in caplog.text
    assert any("语言模型：没有用上" in step for step in answer.steps)


def test_every_fault_has_its_kind():
    assert KINDS.keys() | {""} == FAULTS.keys()


def test_nobody_listens(shipped, reader, assistant, caplog):
    settings = Settings(llm_model="fake", llm_url="http://127.0.0.1:9/v1")
    answer = Assistant([shipped], settings, reader, model=LanguageModel.open(settings)).ask(QUESTION)
    assert answer.text == assistant.ask(QUESTION).text and "failed" in caplog.text


@pytest.mark.parametrize("fault", ["out_of_order", "hangs", "wrong_key"])
def test_after_two_failures_the_server_is_not_asked(tie, caplog, fault):
    tied = tie(honest, fault, seconds=1.0 if fault == "hangs" else PATIENT)
    answers = [tied.assistant.ask(QUESTION) for _ in range(4)]
    assert len(tied.fake.asked) <= 2 and "left alone for 60 s" in caplog.text
    assert "暂不询问" in answers[-1].steps[-2] and answers[-1].text == answers[0].text


def test_false_sentences_do_not_count_as_failures(tie):
    tied = tie(saying("市水务局牵头。" * 3))
    for _ in range(4):
        tied.assistant.ask(QUESTION)
    assert len(tied.fake.asked) == 4


@pytest.mark.parametrize("fault", ["cut_short", "filtered", "empty"])
def test_what_is_the_model_s_doing_is_no_failure_of_its_server(tie, caplog, fault):
    tied = tie(honest, fault)
    for _ in range(4):
        tied.assistant.ask(QUESTION)
    assert len(tied.fake.asked) == 4 and caplog.text.count(KINDS[fault]) == 4 and "left alone" not in caplog.text


TRUE = "这项任务共有4个责任单位[任务22]。"


def test_what_a_model_thinks_aloud_is_not_its_reply(tie, assistant):
    tied = tie(saying("<think>", "这项任务由市住建局牵头[任务22]。参加单位有市发改局等单位[任务22]。</think>", TRUE))
    assert tied.assistant.ask(QUESTION).text.endswith(f"：\n{TRUE}")
    silent = tie(saying("<think>这项任务共有4个责任单位[任务22]。")).assistant.ask(QUESTION)
    assert silent.text == assistant.ask(QUESTION).text and any("回复是空的" in step for step in silent.steps)


def test_thoughts_may_be_longer_than_a_reply(tie):
    tied = tie(saying("<think>", "嗯，再想想。" * 1000, "</think>", TRUE))
    assert TRUE in tied.assistant.ask(QUESTION).text


def test_a_model_is_asked_not_to_think_in_the_words_of_each_server(tie):
    tied = tie(honest)
    tied.assistant.ask(QUESTION)
    (body,) = tied.fake.asked
    assert body["chat_template_kwargs"] == {"enable_thinking": False}
    assert (body["reasoning_effort"], body["thinking"], body["max_tokens"]) == ("none", {"type": "disabled"}, MAX_TOKENS_THOUGHT)


@pytest.mark.parametrize(
    ("refuses", "requests", "left"),
    [
        (("reasoning_effort",), 2, {"max_tokens", "chat_template_kwargs"}),
        (("chat_template_kwargs",), 3, {"max_tokens"}),
    ],
)
def test_a_server_that_refuses_such_words_is_asked_without_them_and_so_from_then_on(tie, refuses, requests, left):
    tied = tie(honest)
    tied.fake.refuses = refuses
    assert "补充说明" in tied.assistant.ask(QUESTION).text and len(tied.fake.asked) == requests
    assert "补充说明" in tied.assistant.ask(QUESTION).text and len(tied.fake.asked) == requests + 1
    assert tied.fake.asked[-1].keys() == {"model", "messages", "temperature", "stream"} | left


def test_a_server_that_refuses_everything_has_failed(tie, assistant, caplog):
    tied = tie(honest)
    tied.fake.refuses = ("messages",)
    assert tied.assistant.ask(QUESTION).text == assistant.ask(QUESTION).text
    assert len(tied.fake.asked) == 3 and "failed" in caplog.text


def test_what_is_sent_is_the_prompt_and_the_material_at_temperature_0(tie):
    tied = tie(honest)
    tied.assistant.ask(QUESTION)
    (body,), (headers,) = tied.fake.asked, tied.fake.headers
    assert body["model"] == "fake" and body["temperature"] == 0 and body["stream"] is True
    assert [message["role"] for message in body["messages"]] == ["system", "user"]
    assert QUESTION in body["messages"][1]["content"] and "任务22" in body["messages"][1]["content"]
    assert {name.lower(): value for name, value in headers.items()}["authorization"] == "Bearer sk-secret"
    assert "任务23" not in body["messages"][1]["content"]  # nothing but what the answer rests on


def test_a_redirect_to_another_address_is_not_followed(tie, assistant):
    other = Fake(honest)
    with serving(other) as address:
        tied = tie(honest, "redirect")
        tied.fake.elsewhere = f"{address}/chat/completions"
        assert tied.assistant.ask(QUESTION).text == assistant.ask(QUESTION).text
    assert len(tied.fake.asked) == 1 and other.asked == []


@pytest.mark.parametrize("name", ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "OPENAI_PROXY"])
def test_a_proxy_of_the_environment_is_not_used(tie, monkeypatch, name):
    monkeypatch.setenv(name, "http://127.0.0.1:9")
    tied = tie(honest)
    assert "补充说明" in tied.assistant.ask(QUESTION).text and len(tied.fake.asked) == 1


@pytest.mark.parametrize("name", ["OPENAI_API_BASE", "OPENAI_BASE_URL"])
def test_another_address_of_the_environment_is_not_used(tie, monkeypatch, name):
    other = Fake(honest)
    with serving(other) as address:
        monkeypatch.setenv(name, address)
        tied = tie(honest)
        tied.assistant.ask(QUESTION)
    assert len(tied.fake.asked) == 1 and other.asked == []


def test_no_copy_goes_to_a_tracing_service(tie, monkeypatch):
    """Tracing on in the environment, with a service that would hear of it."""
    heard = Fake(honest)
    with serving(heard) as address:
        for name, value in {"TRACING": "true", "ENDPOINT": address, "API_KEY": "key"}.items():
            monkeypatch.setenv(f"LANGSMITH_{name}", value)
        from langsmith import utils

        utils.get_env_var.cache_clear()
        assert utils.tracing_is_enabled()  # it would be on
        asked = []
        monkeypatch.setattr("langsmith.client.Client.create_run", lambda *a, **k: asked.append(a))
        tied = tie(honest)
        assert "补充说明" in tied.assistant.ask(QUESTION).text
    utils.get_env_var.cache_clear()
    assert asked == [] and heard.asked == []


def test_who_comes_while_many_wait_gets_the_composed_answer_at_once(tie, assistant):
    tied = tie(honest, "hangs", seconds=5.0)
    askers = [threading.Thread(target=tied.assistant.ask, args=(QUESTION,)) for _ in range(AT_ONCE)]
    for asker in askers:
        asker.start()
    while len(tied.fake.asked) < AT_ONCE:
        time.sleep(0.01)
    answer = tied.assistant.ask(QUESTION)
    assert answer.text == assistant.ask(QUESTION).text and "同时询问" in "".join(answer.steps)
    tied.fake.released.set()
    for asker in askers:
        asker.join()


def test_a_reply_is_given_in_pieces_as_it_comes(tie):
    model = LanguageModel.open(tie(saying("一二三四五六七八九十")).settings)
    assert list(model.stream("", "{}", model.deadline())) == ["一二三四五六七", "八九十"]


def test_a_question_after_the_time_is_over_is_not_waited_for(tie):
    model = LanguageModel.open(tie(honest, "hangs").settings)
    with pytest.raises(Unanswered) as caught:
        list(model.stream("", "{}", time.monotonic()))
    assert caught.value.kind == "slow"


def test_without_a_model_there_is_none_and_nothing_of_it_is_imported():
    assert LanguageModel.open(Settings()) is None
    heavy = ("langchain", "langchain_openai", "openai", "langsmith", "httpx2")
    code = f"import sys, answer; print([name for name in {heavy} if name in sys.modules])"
    printed = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert printed.stdout.strip() == "[]"


def test_the_log_names_the_host_and_no_question(tie, caplog):
    caplog.set_level(logging.INFO)
    tied = tie(honest, "out_of_order")
    tied.assistant.ask(QUESTION)
    ours = [record.message for record in caplog.records if record.name == "answer.llm.model"]
    assert tied.settings.llm_host in ours[0] and QUESTION not in "".join(ours)
