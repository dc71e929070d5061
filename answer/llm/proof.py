"""The proof of a language model's sentence: it says what the one clause that it cites says, in a form that can be compared with it.

Two kinds of sentence pass; whatever is neither does not:

- a *statement* of a fixed form about the clause as data, each part of it: who leads (all leads, none other), who takes part (all of
  them, or fewer with 等单位), how many, by when;
- a *restatement*: 通知写明 or the like, and a whole sentence of the clause, word for word save for a few particles, or its beginning up to
  a comma where nothing that limits it follows.

Any freer comparison lets lies through: words of one sentence in another order, or without 不, 除 or 以下, are all words of the source.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from answer.check import CITE, Grounds, Unproven, prove_words
from answer.draft import Draft, label, title_of
from answer.query import Part
from answer.select import tally
from ingest.lines import CHINESE_DIGITS, ordinal_value
from schema import Clause, Notice

MAX_LENGTH = 240  # characters of a sentence
MIN_RESTATED = 6  # characters; what is shorter says nothing
UNIT = "\ue000"  # stands for a unit's name while a sentence is compared with the forms
UNITS = f"{UNIT}(?:[、和及与]{UNIT})*"
NUMBER = rf"(?:\d+|[{CHINESE_DIGITS}]+)"
OPEN = rf"(?P<open>等(?:(?P<total>{NUMBER})个)?(?:单位|部门)?)"  # "等单位", "等7个单位"
SUBJECT = r"(?:(?:这项|该项|该|本项)(?:任务|工作)|任务(?P<task>\d+)|第(?P<item>\d+)项(?:任务)?|HEADING)?"

# Each with a statement it matches and one it leaves alone; ○ is a unit.
FORMS = {
    # "这项任务由○牵头", "由○、○共同牵头负责" / "○应当牵头", "○不牵头"
    "leads": rf"{SUBJECT}(?:是)?由?(?P<units>{UNITS})(?:共同)?(?:负责)?牵头(?:负责)?",
    # "任务17的牵头单位是○" / "牵头单位包括○"
    "leads_are": rf"{SUBJECT}的?牵头(?:责任)?单位(?:是|为)(?P<units>{UNITS})",
    # "○、○等单位参加" / "○可以参加"
    "joins": rf"(?:由|其他|其余)?(?P<units>{UNITS}){OPEN}?(?:共同)?(?:参加|配合)",
    # "参加单位有○、○" / "协办单位有○"
    "joins_are": rf"{SUBJECT}的?(?:其他|其余)?(?:参加|配合)(?:责任)?单位(?:有|是|为|包括)(?P<units>{UNITS}){OPEN}?",
    # "责任单位是○、○" / "主管单位是○"
    "all_are": rf"{SUBJECT}的?(?:全部)?责任单位(?:有|是|为|包括)(?P<units>{UNITS}){OPEN}?",
    # "这项任务共有8个责任单位", "参加单位共7个" / "约8个单位"
    "number": rf"{SUBJECT}的?(?:一共|总共|共)?(?:有|列了|涉及)?(?P<n>{NUMBER})个(?P<of>(?:责任|牵头|参加|配合)?单位)",
    "number_after": rf"{SUBJECT}的?(?P<of>(?:责任|牵头|参加|配合)单位)(?:一共|总共|共)?有?(?P<n>{NUMBER})个",
    # "这项任务写明的时间要求是到2018年年底" / "这项任务的期限是2018年年底": it may be that of a part alone
    "time": rf"{SUBJECT}(?:中|里)?写明的(?:时间要求|时限|时间)(?:是|为)“?(?P<words>[^，；：“”{UNIT}]+)”?",
}
# "○共牵头3项任务" / "○至少牵头3项任务"
TASKS = re.compile(rf"(?P<units>{UNIT})(?:一共|总共|共)?(?P<part>牵头|参加|承担)(?:了)?(?P<n>{NUMBER})项(?:任务|工作)?")
PARTS = {"leads": "leads", "leads_are": "leads", "joins": "participants", "joins_are": "participants", "all_are": "units"}
TASK_PARTS = {"牵头": Part.LEADS, "参加": Part.JOINS, "承担": Part.ANY}
COUNTED = {"牵头单位": "leads", "参加单位": "participants", "配合单位": "participants", "责任单位": "units", "单位": "units"}

# Words before a restatement that claim nothing more than that it is in the notice: "通知写明，", "此外，任务17还提出："; some must say so,
# for a notice may also hold words that are no statement of ours: 请在回答中写明……
FRAME = re.compile(
    r"(?:(?:此外|另外|同时|具体来说)[，：]?|(?:根据|按照)(?:通知|原文)[，：]"
    r"|(?:通知|原文|(?:这项|该项|该)任务|任务(?P<task>\d+))(?:中|里)?(?:还|也)?(?P<says>写明|写道|提出|明确)了?[，：]?)"
)
ABOUT = re.compile(r"(?:关于|对于)(?P<topic>[^，：“”]{2,20})[，：]")  # what the sentence itself or the clause's heading speaks of
PARTICLES = re.compile(r"[的了要也还]")  # in a notice, which only directs, these change nothing
JOINT = re.compile(r"[，；：]")
# What follows may limit what stands before: "…，每户不超过1万元", "…，但已享受的除外"
LIMITS = re.compile(
    r"[不未无非除但仅只免勿否另若如]|以[上下内外]|至少|最[多少高低]|禁|暂|前提|条件|可|原则|一般|例外|其中|左右|约|力争|争取|取消|停止|撤销|废止|杜绝|防止|避免"
)
LEADING = re.compile(r"牵头|主办|主责|责任单位|参加单位|配合单位|领头")
TAKING_PART = re.compile(r"负责|承担|参加|参与|配合|协助|协同|会同")


def prove_sentence(sentence: str, draft: Draft) -> None:
    """Prove one sentence on an answer's clauses.

    Raises:
        Unproven: it cannot be proved; ``kind`` says on account of what, by a key of ``reasons`` in prompts/llm.yaml.
    """
    notice, words = draft.notice, CITE.sub("", sentence).strip().rstrip("。")
    if len(sentence) > MAX_LENGTH:
        raise Unproven(f"{len(sentence)} characters", "long")
    clauses = _cited(sentence, draft)
    masked, units = _mask(words, notice.units)
    if counted := TASKS.fullmatch(masked):
        return _prove_tasks(counted, units[0], notice)
    if len(clauses) != 1:
        raise Unproven(f"speaks of {len(clauses)} clauses", "no_cite")
    clause = clauses[0]
    prove_words(sentence, Grounds.of(notice, [clause.id], notice.units, numbers=_counts(clause)))
    parts = JOINT.split(masked)
    statements = [_statement(part, clause) for part in parts]
    if not all(statements):
        return _prove_restatement(words, clause, notice)
    for part, (form, match) in zip(parts, statements):
        own, units = units[: part.count(UNIT)], units[part.count(UNIT) :]
        _prove_statement(form, match, own, clause)


def canonical(words: str) -> str:
    """Return words without what may differ in a restatement: blanks, widths, particles, quotation marks, kinds of comma.

    "到 2018 年年底，要全面完成；" -> "到2018年年底，全面完成"
    """
    plain = re.sub(r"[\s“”]", "", PARTICLES.sub("", unicodedata.normalize("NFKC", words)))
    return re.sub("[,;:]", "，", plain).rstrip("，。")


def gist(sentence: str) -> str:
    """Return what a sentence says beside its cites, subject and frame: 通知写明，到2018年年底完成[任务17]。 -> 到2018年年底完成."""
    words = CITE.sub("", sentence).strip()
    while frame := FRAME.match(words):
        words = words[frame.end() :]
    return canonical(re.sub(f"^{SUBJECT.replace('|HEADING', '')}的?", "", words))


def _cited(sentence: str, draft: Draft) -> list[Clause]:
    """Return the clauses that a sentence cites; without a cite, all that the answer rests on."""
    named = {match.group()[1:-1] for match in CITE.finditer(sentence)}
    by_label = {label(draft.notice.clause(i)): i for i in draft.clauses}
    for name in named - by_label.keys():
        raise Unproven(f"cites {name}, on which the answer does not rest", "cite")
    return [draft.notice.clause(i) for i in ([by_label[name] for name in named] or draft.clauses)]


def _counts(clause: Clause) -> frozenset[str]:
    return frozenset(str(len(units)) for units in (clause.units, clause.leads, clause.participants))


def _mask(words: str, known: Sequence[str]) -> tuple[str, list[str]]:
    """Put a mark for each unit's name; return the text and the units in order."""
    if not known:
        return words, []
    names = re.compile("|".join(map(re.escape, sorted(known, key=len, reverse=True))))
    return names.sub(UNIT, words), names.findall(words)


def _statement(part: str, clause: Clause) -> tuple[str, re.Match[str]] | None:
    """Return the form that a part of a sentence has, with the match, or None."""
    found = ((form, pattern.fullmatch(part)) for form, pattern in _forms(title_of(clause).rstrip("。；")).items())
    return next((each for each in found if each[1]), None)


@lru_cache(64)
def _forms(heading: str) -> dict[str, re.Pattern[str]]:
    """Return the forms for a clause whose heading may be a statement's subject, where it is a plain one."""
    own = "" if "…" in heading or JOINT.search(heading) else f"|{re.escape(heading)}"
    return {form: re.compile(pattern.replace("|HEADING", own)) for form, pattern in FORMS.items()}


def _prove_statement(form: str, match: re.Match[str], units: list[str], clause: Clause) -> None:
    said = match.groupdict()
    for number in filter(None, (said.get("task"), said.get("item"))):
        if number != clause.id:
            raise Unproven(f"says {number} of clause {clause.id}", "cite")
    if form == "time":
        stated = [canonical(deadline.words).removeprefix("到") for deadline in clause.deadlines]
        if stated != [canonical(said["words"]).removeprefix("到")]:
            raise Unproven(f"says {said['words']} where clause {clause.id} states {len(stated)} times", "time")
        return
    told = COUNTED.get(said.get("of") or "") or PARTS[form]
    if not clause.units or any(assignment.part for assignment in clause.assignments):
        raise Unproven(f"clause {clause.id} names no units, or divides its work in parts", "role")
    if told != "units" and not clause.leads:
        raise Unproven(f"clause {clause.id} does not say who leads", "role")
    if form.startswith("number"):
        number = len(getattr(clause, told))
        if clause.open_words or ordinal_value(said["n"]) != number:
            raise Unproven(f"counts {said['n']} where clause {clause.id} names {number}", "count")
        return
    _prove_list(units, getattr(clause, told), said.get("open"), said.get("total"), bool(clause.open_words))


def _prove_list(said: list[str], stated: Sequence[str], left_open: str | None, total: str | None, stated_open: bool) -> None:
    """Prove that the units said are those stated: all of them, or some of them and 等."""
    if not set(said) <= set(stated) or len(set(said)) != len(said):
        raise Unproven(f"gives a part to {'、'.join(sorted(set(said) - set(stated)))}", "role")
    if total and (stated_open or ordinal_value(total) != len(stated)):
        raise Unproven(f"counts {total} where {len(stated)} are named", "count")
    if not left_open and (stated_open or len(said) < len(stated)):
        raise Unproven(f"names {len(said)} of {len(stated)} units", "list")


def _prove_tasks(match: re.Match[str], unit: str, notice: Notice) -> None:
    number = len(tally(notice).tasks(unit, TASK_PARTS[match["part"]]))
    if ordinal_value(match["n"]) != number:
        raise Unproven(f"counts {match['n']} tasks of {unit}, which has {number}", "count")


def _prove_restatement(words: str, clause: Clause, notice: Notice) -> None:
    topics, bare, attributed = [], words, False
    while match := FRAME.match(bare) or ABOUT.match(bare):
        said = match.groupdict()
        if said.get("task") not in (None, clause.id):
            raise Unproven(f"says {said['task']} of clause {clause.id}", "cite")
        attributed |= bool(said.get("says"))
        topics.append(canonical(said.get("topic") or ""))
        bare = bare[match.end() :]
    if LEADING.search(bare):
        raise Unproven("says in free words who leads", "role")
    if TAKING_PART.search(bare) and not set(_mask(bare, notice.units)[1]) <= set(clause.units):
        raise Unproven("says in free words who takes part", "role")
    if not attributed:
        raise Unproven("is neither a statement nor said to be the notice's words", "words")
    source = next((s.text for s in clause.sentences if canonical(bare) in _beginnings(s.text)), None)
    if source is None:
        raise Unproven(f"is no sentence of clause {clause.id}", "words")
    about = canonical(source) + canonical(title_of(clause))
    if any(topic not in about for topic in topics):
        raise Unproven("is said to be about what its source does not speak of", "words")


def _beginnings(sentence: str) -> set[str]:
    """Return the forms in which a sentence may be restated: whole, or up to a comma after which nothing limits it."""
    parts = JOINT.split(sentence)
    found = {canonical(sentence)}
    for end in range(len(parts) - 1, 0, -1):
        if LIMITS.search("，".join(parts[end:])):
            break
        found.add(canonical("，".join(parts[:end])))
    return {words for words in found if len(words) >= MIN_RESTATED}
