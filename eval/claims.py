"""What an answer's text claims without ground: units, leads and figures that are neither quoted nor the person's own words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from eval.named import Named, UnitNames
from eval.questions import normalise
from schema import Answer, Clause, Notice

# "“加强执纪问责。”", "> 加强执纪问责。": set aside only where the words stand in the notice
QUOTED = re.compile(r"“((?:[^“”]|“[^”]*”)*)”|「([^」]*)」|\"([^\"\n]*)\"|^>\s*(.*)$", re.MULTILINE)
CITED = re.compile(r"\[(?:任务)?([^\[\]]{1,24})\]")
# "**市住建局**（牵头）", "市住建局牵头", "市住建局是牵头单位" / "市住建局不牵头", "市住建局参加，牵头单位…"
LEADS_AFTER = re.compile(r"[*\s]*(?:[（(]\s*)?(?:是|为|作为|负责)?\s*牵头")
# "牵头单位是市住建局", "牵头单位：**市住建局**" / "牵头任务最多的是市扶贫办"
LEADS_BEFORE = re.compile(r"牵头(?:单位|部门)?(?:[是为由]|[:：])?[*\s]*$")
# "不由市住建局牵头", "责任单位里没有 **市民政局**" / "没有说明，由市住建局牵头"
DENIED = re.compile(r"(?:不是|不由|并非|没有|而非|不再|不包括|不含)[由是]?[*\s]*$|\b(?:without|not)(?: by)?[*\s]*$", re.IGNORECASE)
# what makes a sentence give somebody a part: "由市公安局负责", "可咨询市公安局" / "名称相近的有市工商联"
ROLE = re.compile(
    r"牵头|负责|参加|参与|配合|承担|主管|分管|归|管|找|联系|咨询|拨打|\b(?:lead|led|responsible|contact|in charge)", re.IGNORECASE
)
SENTENCE = re.compile(r"[^。！；!;\n？?]+[。！；!;\n？?]?")
# "50万元", "3.5%", "0660-3366110", "12345" / "2016年", "8个", "200人": those are counted, or stand in a document's title
FIGURE = re.compile(
    r"\d[\d,.]*[余多]?[十百千万亿]*元|\d[\d.]*%|百分之[一二三四五六七八九十百零点]+|(?<![\d.])\d{3,4}-\d{7,8}|(?<![\d.-])\d{5,}(?![\d.万亿元%-])"
)

Faults = dict[str, list[str]]  # words without ground by kind of fault


class ClaimCheck:
    """Holds texts about one notice against it."""

    def __init__(self, notice: Notice) -> None:
        self._notice = notice
        self._names = UnitNames(notice)
        self._whole = self._body(notice.clauses) + normalise(notice.source)

    def answer_faults(self, answer: Answer, turns: Sequence[str], cited: Sequence[Clause]) -> Faults:
        """Return what an answer says without ground.

        A unit must be one of a cited clause or stand in its text, one that is said to lead must lead one; amounts, shares and long numbers
        must stand in one. What the person named, what is quoted from the notice, and what is denied (没有市民政局) is no claim.

        Args:
            cited: the clauses that the answer rests on; none for the whole notice.
        """
        clauses, text = cited or self._notice.clauses, self._own_words(answer.text)
        body = self._body(clauses) if cited else self._whole
        units, leads = [], []
        for named in self._claimed(text, turns):
            stands_in = body if named.units else self._whole  # 市政府 is no unit of the notice, but the notice speaks of it
            if not _is_of(named, clauses) and normalise(named.written) not in stands_in:
                units.append(named.written)
            elif _is_said_to_lead(text, named) and not any(named.units & set(clause.leads) for clause in clauses):
                leads.append(named.written)
        return {"unit_in_text": units, "lead_in_text": leads, "figure_in_text": _strange_figures(text, body, turns)}

    def refusal_faults(self, answer: Answer, turns: Sequence[str]) -> Faults:
        """Return what a refusal or a question back answers all the same.

        It gives no units. Beside those that the person named, its text may name a unit in a sentence that gives nobody a part (names that
        look alike), those of a clause shown in the same sentence ([任务17] …), and whom it asks back about.
        """
        text, units = self._own_words(answer.text), []
        for sentence in SENTENCE.findall(text):
            shown = [self._notice.clause(mark) for mark in CITED.findall(sentence) if mark in self._notice]
            body = self._body(shown)
            claimed = [n for n in self._claimed(sentence, turns) if not _is_of(n, shown) and normalise(n.written) not in body]
            if ROLE.search(_without(sentence, self._names.find(sentence))) and not sentence.endswith(("？", "?")):
                units += [named.written for named in claimed]
        figures = _strange_figures(text, self._whole, turns)
        return {"units_in_refusal": list(answer.units or ()), "unit_in_text": units, "figure_in_text": figures}

    def _claimed(self, text: str, turns: Sequence[str]) -> list[Named]:
        asked, said = self._names.asked(turns), "|".join(turns)
        return [
            named
            for named in self._names.find(text)
            if not (named.units & asked or named.written in said or DENIED.search(_before(text, named)))
        ]

    def _own_words(self, text: str) -> str:
        """Return a text without its quotations of the notice.

        Words in quotation marks that the notice does not have stay, and so do units alone: “市水务局” quotes nothing.
        """

        def empty(match: re.Match[str]) -> str:
            words = normalise("".join(filter(None, match.groups())))
            quotes = words in self._whole and _without(words, self._names.find(words)).strip("□、，和")
            return "“”" if quotes else match.group()

        return QUOTED.sub(empty, text)

    def _body(self, clauses: Iterable[Clause]) -> str:
        return normalise("|".join(f"{clause.text}|{self._notice.source[clause.start : clause.end]}" for clause in clauses))


def _is_of(named: Named, clauses: Iterable[Clause]) -> bool:
    return any(named.units & set(clause.units) for clause in clauses)


def _is_said_to_lead(text: str, named: Named) -> bool:
    return bool(LEADS_AFTER.match(text, named.end) or LEADS_BEFORE.search(_before(text, named)))


def _before(text: str, named: Named) -> str:
    """Return the few characters before a unit, in which what is said of it stands."""
    return text[max(0, named.begin - 16) : named.begin]


def _without(text: str, found: Iterable[Named]) -> str:
    for named in found:
        text = text[: named.begin] + "□" * (named.end - named.begin) + text[named.end :]
    return text


def _strange_figures(text: str, body: str, turns: Sequence[str]) -> list[str]:
    apart = re.sub(r"(?<=\d)\s+(?=\d)", "|", text)  # "2018 2019" must not become one number
    known, asked = body + normalise("|".join(turns)), ASKS_SHARE.search(turns[-1]) is not None
    return [figure for figure in FIGURE.findall(normalise(apart)) if figure not in known and not (asked and figure.endswith("%"))]


ASKS_SHARE = re.compile("百分|占比|比重|小数")  # a share of tasks is computed and stands nowhere
