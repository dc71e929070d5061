"""A stand-in for ``answer.Assistant`` with scripted answers over the shipped notice."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from ingest import read_notice
from ingest.library import Library
from schema import Answer, Citation, Notice
from settings import Settings

NOTICE = "shanwei-2016-19"
MARKUP = "<script>window.hacked=1</script><img src=x onerror='window.hacked=1'>{{value}}${1+1}"


def shipped_notice() -> Notice:
    return read_notice(Path(__file__).parents[2] / "notices" / f"{NOTICE}.txt")


def cite(notice: Notice, clause_id: str, sentence: int) -> Citation:
    clause = notice.clause(clause_id)
    start, end = clause.sentences[sentence].start, clause.sentences[sentence].end
    return Citation(notice.id, clause_id, notice.source[start:end], start, end)


def cite_units(notice: Notice, clause_id: str) -> Citation:
    named = notice.clause(clause_id).assignments
    start, end = named[0].start, named[-1].end
    return Citation(notice.id, clause_id, notice.source[start:end], start, end)


class FakeAssistant:
    """Answers by a word in the question; ``asked`` records what came."""

    def __init__(self, notice: Notice | None = None) -> None:
        notice = notice or shipped_notice()
        self.notices = {notice.id: notice}
        self.ready = True
        self.failure = ""
        self.library = Library.open(Settings())
        self.asked: list[tuple[str, tuple[str, ...], str | None]] = []

    def begin_to_load(self) -> None:
        self.ready = True

    def renew(self) -> None:
        self.notices = {notice.id: notice for notice in self.library.notices()}

    def ask(
        self, question: str, history: Sequence[str] = (), notice: str | None = None, shown: object = None, model: bool = True
    ) -> Answer:
        self.asked.append((question, tuple(history), notice))
        book = next(iter(self.notices.values()))
        if "出错" in question:
            raise RuntimeError("as asked")
        if "慢" in question:
            time.sleep(3)
        if "<" in question or "{{" in question:
            return Answer("not_found", f"通知中没有写明：{question}", suggestions=(MARKUP,), steps=(MARKUP,))
        if "什么时候" in question and history:
            return Answer("answered", "“到 2018 年年底，全面完成贫困户危房改造建设任务。”[任务17]", ("17",), None, (cite(book, "17", 6),))
        if "危房" in question and "补助" not in question:
            units = book.clause("17").units
            text = (
                "危房改造由**市住建局**牵头，共 8 个单位[任务17]：\n"
                + "\n".join(f"{i}. {unit}" for i, unit in enumerate(units, 1))
                + "\n“实施农村危房改造扶贫工程。”"
            )
            return Answer(
                "answered",
                text,
                ("17",),
                units,
                (cite(book, "17", 0), cite_units(book, "17")),
                ("危房改造什么时候完成？", "市住建局牵头哪些任务？"),
                1.2,
                ("理解：问责任单位，主题“危房改造”", "依据：任务17，得分 0.93", "核对：2 处引文与原文一致"),
            )
        if "补助" in question:
            words = "制定分类补助标准，实行差异化补助，严格落实补助资金直接拨付至改造农户“一卡通”账户制度。"
            return Answer("answered", f"“{words}”[任务17]\n\n不在通知里的话：“无此原文”[任务99]", ("17",), None, (cite(book, "17", 3),))
        if "教育" in question:
            rows = "\n".join(f"| [任务{i}] | {book.clause(i).text[:18]}… | 牵头 |" for i in ("10", "9", "2"))
            text = f"市教育局牵头的任务，共 3 项：\n\n| 任务 | 内容 | 角色 |\n|---|---|---|\n{rows}"
            return Answer("answered", text, ("10", "9", "2"), None, tuple(cite(book, i, 0) for i in ("10", "9", "2")))
        if "养殖" in question:
            start, end = book.clause("2").sentences[3].start, book.clause("2").sentences[-1].end
            return Answer("answered", "见[任务2]。", ("2",), None, (Citation(book.id, "2", book.source[start:end], start, end),))
        if "资金" in question:
            choices = ("危房改造补助怎么发？", "资金由谁监管？")
            return Answer("clarify", "“资金”在多项任务中出现，您想问哪一方面？", suggestions=choices)
        return Answer("not_found", "通知没有写明这一点。最接近的是[任务8]。", ("8",), None, (cite(book, "8", 0),), ("任务8的内容是什么？",))
