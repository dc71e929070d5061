"""Clauses are named and titled as people know them."""

from answer.draft import label, title_of


def test_clauses_are_named_and_titled(shipped):
    assert [label(shipped.clause(i)) for i in ("17", "二（一）", "文首")] == ["任务17", "二（一）", "文首"]
    assert title_of(shipped.clause("46")) == "健全建档立卡和动态调整机制"
    assert all(len(title_of(task)) <= 33 for task in shipped.tasks)
