"""The proof of a language model's sentence: it says what the one clause that it cites says, in a form that can be compared with it.

Two kinds of sentence pass; whatever is neither does not:

- a *statement* of a fixed form about the clause as data, each part of it: who leads (all leads, none other), who takes part (all of
  them, or fewer with 等单位), how many, by when;
- a *restatement*: 通知写明 or the like, and one whole sentence of the clause, of which nothing but blanks may differ. What is shown is then
  cut from the clause, so that the model has chosen the sentence and written none of it.

Any freer comparison lets lies through: words in another order, without 不 or 除, with 了 for 要, a sentence's beginning without the rest
that limits it, are all words of the source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from answer.check import CITE, Grounds, Unproven, prove_words
from answer.draft import Draft, label
from ingest.lines import CHINESE_DIGITS, ordinal_value
from schema import Clause, Role, Sentence

MAX_LENGTH = 240  # characters of a sentence
UNIT = "\ue000"  # stands for a unit's name while a sentence is compared with the forms
UNITS = f"{UNIT}(?:[、和及与]{UNIT})*"
NUMBER = rf"(?:[0-9]+|[{CHINESE_DIGITS}]+)"
OPEN = rf"(?P<open>等(?:(?P<total>{NUMBER})个)?(?:单位|部门)?)"  # "等单位", "等7个单位"
SUBJECT = r"(?:(?:这项|该项|该|本项)(?:任务|工作)|任务(?P<task>[0-9]+)|第(?P<item>[0-9]+)项(?:任务)?)?"

# Each with a statement it matches and one it leaves alone; ○ is a unit.
FORMS = {
    # "这项任务由○牵头", "由○、○共同牵头负责" / "○应当牵头", "○不牵头"
    "leads": rf"{SUBJECT}(?:是)?由?(?P<units>{UNITS})(?P<jointly>共同)?(?:负责)?牵头(?:负责)?",
    # "任务17的牵头单位是○" / "牵头单位包括○"
    "leads_are": rf"{SUBJECT}的?牵头(?:责任)?单位(?:是|为)(?P<units>{UNITS})",
    # "○、○等单位参加" / "○可以参加"
    "joins": rf"(?:由|其他|其余)?(?P<units>{UNITS}){OPEN}?(?P<jointly>共同)?(?:参加|配合)",
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
PATTERNS = {form: re.compile(pattern) for form, pattern in FORMS.items()}
PARTS = {"leads": "leads", "leads_are": "leads", "joins": "joins", "joins_are": "joins", "all_are": "units"}
COUNTED = {"牵头单位": "leads", "参加单位": "joins", "配合单位": "joins", "责任单位": "units", "单位": "units"}

# Words before a restatement that claim nothing more than that it is in the notice: "通知写明，", "此外，任务17还提出："; some must say so,
# for a notice may also hold words that are no statement of ours: 请在回答中写明……
FRAME = re.compile(
    r"(?:(?:此外|另外|同时|具体来说)[，：]?|(?:根据|按照)(?:通知|原文)[，：]"
    r"|(?:通知|原文|(?:这项|该项|该)任务|任务(?P<task>[0-9]+))(?:中|里)?(?:还|也)?(?P<says>写明|写道|提出|明确)了?[，：]?)"
)
JOINT = re.compile(r"[，；：]")
ENDS = "。！？；"
UNFINISHED = tuple("；：，、;:,")  # ends of what is only a part of a sentence: 严禁下列行为：| 收取费用；| 截留资金。


def prove_sentence(sentence: str, draft: Draft) -> str:
    """Prove one sentence on an answer's clauses; return it as it may be shown, what it restates cut from the clause.

    "通知写明，到2018年年底，要全面完成……任务[任务17]。" -> 通知写明，“到 2018 年年底，要全面完成……任务”[任务17]。

    Raises:
        Unproven: it cannot be proved; ``kind`` says on account of what, by a key of ``reasons`` in prompts/llm.yaml.
    """
    notice, words = draft.notice, without_blanks(CITE.sub("", sentence)).rstrip("。")
    if len(sentence) > MAX_LENGTH:
        raise Unproven(f"{len(sentence)} characters", "long")
    clauses = _cited(sentence, draft)
    if len(clauses) != 1:
        raise Unproven(f"speaks of {len(clauses)} clauses", "no_cite")
    clause = clauses[0]
    prove_words(sentence, Grounds.of(notice, [clause.id], notice.units, numbers=_counts(clause)))
    masked, units = _mask(words, notice.units)
    parts = JOINT.split(masked)
    statements = [_statement(part) for part in parts]
    if all(statements):
        for part, (form, match) in zip(parts, statements):
            own, units = units[: part.count(UNIT)], units[part.count(UNIT) :]
            _prove_statement(form, match, own, clause)
    else:
        words = _restate(words, clause)
    return f"{words}{''.join(match.group() for match in CITE.finditer(sentence))}。"


def whole_sentences(clause: Clause) -> list[Sentence]:
    """Return a clause's sentences, items parted by ； together with what stands before and after them: what one says may limit another."""
    return [
        Sentence(re.sub(r"\s*\n\s*", "", clause.body.between(run[0].start, run[-1].end)), run[0].start, run[-1].end)
        for run in _runs(clause.sentences)
    ]


def without_blanks(words: str) -> str:
    return "".join(words.split())


def gist(sentence: str) -> str:
    """Return what a sentence says beside its cites, subject, frame and quotation marks: 通知写明，“完成 5 件”[任务17]。 -> 完成5件."""
    words = without_blanks(CITE.sub("", sentence))
    while frame := FRAME.match(words):
        words = words[frame.end() :]
    return re.sub(f"^{SUBJECT}的?|[“”]", "", words).rstrip("。")


def part_of_units(clause: Clause, part: str) -> tuple[str, ...]:
    """Return the units with a part in a clause: its ``leads``, those that it says take part (``joins``), all its ``units``.

    Who acts by its duties, or is named without a role, leads nothing and takes part in nothing that the notice calls so.
    """
    if part != "joins":
        return getattr(clause, part)
    return tuple(dict.fromkeys(a.unit for a in clause.assignments if a.role is Role.PARTICIPANT and a.unit not in clause.leads))


def _runs(sentences: Sequence[Sentence]) -> Iterator[list[Sentence]]:
    run: list[Sentence] = []
    for sentence in sentences:
        run.append(sentence)
        if not sentence.text.endswith(UNFINISHED):
            yield run
            run = []
    if run:
        yield run


def _cited(sentence: str, draft: Draft) -> list[Clause]:
    """Return the clauses that a sentence cites; without a cite, all that the answer rests on."""
    named = {match.group()[1:-1] for match in CITE.finditer(sentence)}
    by_label = {label(draft.notice.clause(i)): i for i in draft.clauses}
    for name in named - by_label.keys():
        raise Unproven(f"cites {name}, on which the answer does not rest", "cite")
    return [draft.notice.clause(i) for i in ([by_label[name] for name in named] or draft.clauses)]


def _counts(clause: Clause) -> frozenset[str]:
    return frozenset(str(len(part_of_units(clause, part))) for part in PARTS.values())


def _mask(words: str, known: Sequence[str]) -> tuple[str, list[str]]:
    """Put a mark for each unit's name; return the text and the units in order."""
    if not known:
        return words, []
    names = re.compile("|".join(map(re.escape, sorted(known, key=len, reverse=True))))
    return names.sub(UNIT, words), names.findall(words)


def _statement(part: str) -> tuple[str, re.Match[str]] | None:
    """Return the form that a part of a sentence has, with the match, or None."""
    found = ((form, pattern.fullmatch(part)) for form, pattern in PATTERNS.items())
    return next((each for each in found if each[1]), None)


def _prove_statement(form: str, match: re.Match[str], units: list[str], clause: Clause) -> None:
    said = match.groupdict()
    for number in filter(None, (said.get("task"), said.get("item"))):
        if number != clause.id:
            raise Unproven(f"says {number} of clause {clause.id}", "cite")
    if form == "time":
        if [said["words"]] != [without_blanks(deadline.words) for deadline in clause.deadlines]:
            raise Unproven(f"says {said['words']} where clause {clause.id} states {len(clause.deadlines)} times", "time")
        return
    told = COUNTED.get(said.get("of") or "") or PARTS[form]
    if not clause.units or any(assignment.part for assignment in clause.assignments):
        raise Unproven(f"clause {clause.id} names no units, or divides its work in parts", "role")
    if told != "units" and not clause.leads:
        raise Unproven(f"clause {clause.id} does not say who leads", "role")
    stated = part_of_units(clause, told)
    if said.get("n") or said.get("total"):
        _prove_count(said.get("n") or said["total"], stated, clause)
    if not form.startswith("number"):
        _prove_list(units, stated, bool(said.get("open")), bool(clause.open_words))
    if said.get("jointly") and len(units) < 2:
        raise Unproven("says together of one unit", "role")


def _prove_count(said: str, stated: Sequence[str], clause: Clause) -> None:
    """Prove a number of units; where a name stands for several, or the list is open, nobody knows how many they are."""
    if clause.open_words or any(a.collective for a in clause.assignments if a.unit in stated):
        raise Unproven(f"counts units where clause {clause.id} leaves open how many they are", "count")
    if ordinal_value(said) != len(stated):
        raise Unproven(f"counts {said} where clause {clause.id} names {len(stated)}", "count")


def _prove_list(said: list[str], stated: Sequence[str], left_open: bool, stated_open: bool) -> None:
    """Prove that the units said are those stated: all of them, or some of them and 等."""
    if not set(said) <= set(stated) or len(set(said)) != len(said):
        raise Unproven(f"gives a part to {'、'.join(sorted(set(said) - set(stated)))}", "role")
    if not left_open and (stated_open or len(said) < len(stated)):
        raise Unproven(f"names {len(said)} of {len(stated)} units", "list")


def _restate(words: str, clause: Clause) -> str:
    """Return a restatement with the clause's own sentence in place of the model's."""
    bare, attributed = words, False
    while match := FRAME.match(bare):
        if match["task"] not in (None, clause.id):
            raise Unproven(f"says {match['task']} of clause {clause.id}", "cite")
        attributed |= bool(match["says"])
        bare = bare[match.end() :]
    if not attributed:
        raise Unproven("is neither a statement nor said to be the notice's words", "words")
    frame, said = words.removesuffix(bare), {bare.rstrip(ENDS), bare.removeprefix("“").removesuffix("”").rstrip(ENDS)}
    for sentence in whole_sentences(clause):
        if without_blanks(sentence.text).rstrip(ENDS) in said:
            return f"{frame}“{sentence.text.rstrip('。；')}”"
    raise Unproven(f"is no whole sentence of clause {clause.id}", "words")
