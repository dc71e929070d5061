"""True sentences about a clause, and whether one of an explanation is true: by plain comparison, without the proof that let it through."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from answer.check import CITE
from answer.draft import Draft
from answer.llm.wording import material
from schema import Clause, Notice

Said = tuple[str, str]  # the way in which it lies or TRUE, the sentence
TRUE = "true"

# What may stand before a quotation: "此外，任务17还提出：" / "任务17不要求，"
BEFORE = re.compile(r"(?:此外|另外|同时|具体来说|根据|按照|通知|原文|这项|该项|该|任务|[0-9]|中|里|还|也|写明|写道|提出|明确|了|，|：)*")


def truths(clause: dict[str, Any]) -> Iterator[str]:
    """Yield sentences on a clause, as ``answer.llm.wording.material`` gives it, in the forms that the prompt asks for."""
    at, leads, joins, sources = f"[{clause['编号']}]", clause["牵头单位"], clause["参加单位"], clause["原文"]
    if leads:
        yield f"这项任务由{'、'.join(leads)}牵头{at}。"
    if joins:
        yield f"参加单位有{'、'.join(joins)}{at}。"
    if len(clause["时间要求"]) == 1:
        yield f"这项任务写明的时间要求是{clause['时间要求'][0]}{at}。"
    for source in sources:
        yield f"通知写明，{source.rstrip('。；')}{at}。"


def untrue(added: str, notice: Notice, clauses: Sequence[str]) -> list[str]:
    """Return the sentences of an explanation that are found true of none of the clauses that its answer rests on."""
    rested = [notice.clause(i) for i in clauses]
    return [sentence for sentence in re.findall(r"[^。]+。", added) if not any(is_true(sentence, notice, clause) for clause in rested)]


def is_true(sentence: str, notice: Notice, clause: Clause) -> bool:
    """Tell whether a sentence quotes a whole sentence of a clause, or is a truth about it in the words of ``truths``."""
    (record,) = json.loads(material("", Draft(notice).rest_on(clause)))["条款"]
    if {match.group() for match in CITE.finditer(sentence)} - {f"[{record['编号']}]"}:
        return False
    said = _plain(CITE.sub("", sentence))
    quoted = re.fullmatch(r"(?P<before>[^“]*)“(?P<words>.*)”。", said)
    if not quoted:
        return said in {_plain(CITE.sub("", truth)) for truth in truths(record)}
    numbers = set(re.findall(r"\d+", quoted["before"]))
    return bool(BEFORE.fullmatch(quoted["before"])) and numbers <= {clause.id} and _stands_whole(quoted["words"], notice, clause)


def _stands_whole(words: str, notice: Notice, clause: Clause) -> bool:
    """Tell whether words stand in a clause from the end of one sentence to the end of the next, whatever blanks are between."""
    inside = r"\s*".join(map(re.escape, words))
    mended = re.search(rf"(?:^|[。！？\n])\s*{inside}\s*(?:[。！？（(\n]|；?$)", clause.text)
    return bool(mended or re.search(rf"[。！？]\s*{inside}\s*[。！？]", notice.source[clause.start : clause.end]))


def _plain(text: str) -> str:
    return "".join(text.split())
