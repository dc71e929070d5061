"""Computed answers from end to end, without an index: exact clauses, units and order."""

import pytest


@pytest.fixture
def ask(assistant, shipped):
    def ask(question, *history):
        answer = assistant.ask(question, history)
        assert all(c.quote == shipped.source[c.start : c.end] and shipped.clause(c.clause).start <= c.start for c in answer.citations)
        return answer

    return ask
