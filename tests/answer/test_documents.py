"""The documents that a task wants drawn up are named and counted."""

import pytest

TWO = ("信息化精准扶贫精准脱贫三年攻坚实施方案", "广播电视精准扶贫精准脱贫三年攻坚实施方案")


@pytest.mark.parametrize(
    "turns",
    [
        ["第21项要制定哪几个方案"],
        ["第21项要出几份方案"],
        ["经信局牵头的那条要搞几个三年攻坚方案"],
        ["经信局牵头的那条要搞几个三年攻坚方案", "分别叫啥"],
    ],
)
def test_they_are_counted_and_named(ask, turns):
    answer = ask(*turns)
    assert answer.clauses == ("21",) and "2 份" in answer.text and all(name in answer.text for name in TWO)
    assert {quote.quote for quote in answer.citations} >= set(TWO)


@pytest.mark.parametrize(("text", "verdict"), [("第21项要不要写方案", "有"), ("第25项要不要写方案", "没有")])
def test_whether_there_are_any_is_told(ask, text, verdict):
    assert ask(text).text.startswith(verdict)


def test_a_name_in_quotation_marks_is_the_name_alone(ask, shipped):
    answer = ask("需制定名称含“三年攻坚实施方案”的任务共几项")
    having = [task.id for task in shipped.tasks if any("三年攻坚实施方案" in item.name for item in task.deliverables)]
    assert list(answer.clauses) == having and f"{len(having)} 项" in answer.text


def test_what_is_no_document_is_quoted_with_its_task(ask):
    assert "年度报告和定期通报制度" in ask("第52项要建立什么制度").text


def test_documents_are_counted_over_all_tasks(ask, shipped):
    named = [d.name for task in shipped.tasks for d in task.deliverables if "三年攻坚实施方案" in d.name]
    answer = ask("全部任务加起来要出多少份“三年攻坚实施方案”？")
    assert f"合计 {len(named)} 份" in answer.text and len(named) > len(answer.clauses)


def test_a_document_is_meant_by_its_name_without_the_words_between(ask, shipped):
    two = [task.id for task in shipped.tasks if sum("三年攻坚" in d.name for d in task.deliverables) == 2]
    assert list(ask("哪一项要写两份三年攻坚方案").clauses) == two == ["21"]


def test_what_the_person_writes_is_no_condition(ask, shipped):
    assert list(ask("市总工会写工作计划，涉及哪几项").clauses) == [task.id for task in shipped.tasks if "市总工会" in task.units]
    assert "21" in ask("哪些任务要求写的“实施方案”不止一份").clauses
