"""Of the clauses that fit a question's words, those that its units, its figure or its time tell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from answer.content import best_sentences
from answer.details import STATED, unstated
from answer.evidence import NEAREST, Evidence
from answer.figures import compare_figures, counts_asked, has_figures
from answer.query import Asks, Part, Query
from answer.select import has_part
from answer.yes_no import character_pairs, claimed
from schema import Clause, Notice

ASKS_DAY = re.compile("什么时候|啥时候|何时|哪(?:一)?[天日]|几号|几月")
EVERY_YEAR = re.compile("每年|一年|年年|每个?(?:季度|月)")
DAY = re.compile(r"\d+\s*[月日号]|年[底末初中]|季度末|月[底末]")
CLOSE_BY_DAY = 0.9  # where a day is asked for, or a claim is made
CLOSE = 0.7  # score by which a clause that states what is asked for may be behind one that does not


def that_states(query: Query, notice: Notice, evidence: Evidence) -> Evidence:
    """Return the evidence with the clauses that state the figure or time asked for, or claimed, before those that do not.

    Of several clauses only those that state it are kept; for one that does not, another almost as near stands in.
    """
    told = has_figures(claimed(query.text)) if query.yes_no else query.fact in STATED
    if query.asks is not Asks.CONTENT or not told:
        return evidence
    found = list(evidence.clauses)
    stating = [clause for clause in found if _states_asked(query, clause, evidence.sentences.get(clause.id, ()))]
    if not stating:
        of_day = query.yes_no or (query.fact == "when" and ASKS_DAY.search(query.text))
        floor = evidence.hits[0].score - (CLOSE_BY_DAY if of_day else CLOSE) if evidence.hits else 0.0
        close = [notice.clause(hit.clause) for hit in evidence.hits[1:NEAREST] if hit.score > floor]
        stating = [clause for clause in close if _states_asked(query, clause, evidence.sentences.get(clause.id, ()))][:1]
    return replace(evidence, clauses=tuple(stating)) if stating else evidence


def told_apart(query: Query, choices: Sequence[Clause]) -> Clause | None:
    """Return the clause that a claim about units means, of those that fit its words.

    The one in which the units have the part claimed, or any; where none of them does, the nearest, as the claim is false whichever is
    meant; else none.
    """
    named = [clause for clause in choices if all(c.units and has_part(clause, c.units, Part.ANY) for c in query.conditions)]
    borne_out = [clause for clause in named if all(has_part(clause, c.units, c.part) for c in query.conditions)]
    saying = [clause for clause in choices if _says_of_units(query, clause)]
    if len(saying) == 1:
        return saying[0]
    meant = next((clauses for clauses in (named, borne_out) if len(clauses) == 1), None)
    return meant[0] if meant else None if named else choices[0]


def _says_of_units(query: Query, clause: Clause) -> bool:
    """Tell whether a sentence names the units of a claim and holds its matter: 落实情况由扶贫办汇总."""
    units, matter = [unit for c in query.conditions for unit in c.units], character_pairs(query.core)
    return bool(units and matter) and any(
        all(unit in sentence.text for unit in units) and len(matter & character_pairs(sentence.text)) >= HELD * len(matter)
        for sentence in clause.sentences
    )


HELD = 0.6  # share of a matter's pairs of characters


def _states_asked(query: Query, clause: Clause, ranked: Sequence[tuple[int, float]]) -> bool:
    """Tell whether what would be quoted of a clause states the figure or time asked for, or one that a claim's stands against."""
    told = [sentence.text for sentence in best_sentences(query, clause, ranked)]
    if query.yes_no and has_figures(claim := claimed(query.text)):
        return compare_figures(claim, told) is not None
    if unstated(query.text, [clause], {clause.id: ranked}):
        return False
    if query.fact == "when" and ASKS_DAY.search(query.text) and any(DAY.search(text) for text in told):
        return True
    if query.fact == "when" and ASKS_DAY.search(query.text) and EVERY_YEAR.search(query.text):
        return False  # 每年什么时候报 asks for days: 每年组织一次 states none
    return any(counts_asked(query.text, text) if query.fact == "amount" else STATED["when"].search(text) for text in told)
