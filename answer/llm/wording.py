"""An explanation below a composed answer: asked of the model, proved sentence by sentence as it comes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from itertools import chain

from answer.check import Unproven
from answer.draft import Draft, label
from answer.llm.model import LanguageModel, Unanswered
from answer.llm.proof import gist, part_of_units, prove_sentence, whole_sentences
from prompts import load_words
from schema import Answer, Clause

MAX_CLAUSES = 5  # an answer on more is a list, to which there is nothing to add
MAX_SOURCE = 2500  # characters of the clauses' sentences that the model is given
MAX_SENTENCES = 4  # shown
MAX_ASKED = 12  # sentences looked at; a model that babbles is not listened to for ever
# A sentence with the cites that stand after its mark, once it is sure that no further one follows: "……牵头。[任务17]这", "……。”[任务17]这"
SENTENCE = re.compile(r"\s*(?P<words>(?!\s)[^。！？\n]*(?:[。！？]|\n)”?+)(?P<cites>(?:\s*\[[^\[\]\n]{1,24}\])*)(?=\s*[^\s\[])")
END = "\ue001"  # stands after the last sentence: no cite follows
NOTHING = re.compile(r"[无\s。\[\]*]*")


@dataclass(slots=True)
class Explanation:
    """What became of a model's sentences."""

    sentences: list[str] = field(default_factory=list)
    dropped: list[tuple[int, str]] = field(default_factory=list)  # which sentence, and a key of ``reasons`` in prompts/llm.yaml
    failure: str = ""  # why the model said no more

    @property
    def text(self) -> str:
        """The explanation as it stands below the answer, "" where nothing was proved."""
        return "\n".join([load_words("llm")["heading"], "".join(self.sentences)]) if self.sentences else ""

    def told(self) -> list[str]:
        """Return what 为什么是这个答案 says of it; a sentence that was dropped is not repeated there."""
        words = load_words("llm")
        steps, reasons = words["steps"], words["reasons"]
        told = [steps["asked"].format(version=words["version"])]
        told += [steps["dropped"].format(place=place, reason=reasons[kind]) for place, kind in self.dropped]
        told += [steps["unanswered"].format(reason=self.failure)] if self.failure else []
        return [*told, steps["taken"].format(n=len(self.sentences))]


def can_be_explained(draft: Draft) -> bool:
    return draft.status == "answered" and 0 < len(draft.clauses) <= MAX_CLAUSES


def material(question: str, draft: Draft) -> str:
    """Return what the model is given: the question, the composed answer and the clauses it cites, as JSON."""
    clauses = [draft.notice.clause(i) for i in draft.clauses]
    shown = [_shown(clause, MAX_SOURCE // len(clauses)) for clause in clauses]
    record = {"问题": question, "已有回答": draft.text.replace("**", ""), "条款": shown}
    return json.dumps(record, ensure_ascii=False, indent=1)


def _shown(clause: Clause, room: int) -> dict[str, object]:
    sentences = []
    for sentence in whole_sentences(clause):
        room -= len(sentence.text)
        if room < 0:
            break
        sentences.append(sentence.text)
    return {
        "编号": label(clause),
        "牵头单位": clause.leads,
        "参加单位": part_of_units(clause, "joins") if clause.leads else (),
        "责任单位": clause.units,
        "时间要求": [deadline.words for deadline in clause.deadlines],
        "原文": sentences,
    }


def explain(model: LanguageModel, question: str, draft: Draft, until: float) -> Iterator[Explanation]:
    """Ask the model; yield the explanation each time a further sentence is proved, and once at the end, whatever the end is."""
    explanation = Explanation()
    with closing(model.stream(load_words("llm")["wording"], material(question, draft), until)) as pieces:
        try:
            yield from _prove_each(sentences(pieces), draft, explanation)
        except Unanswered as failure:
            explanation.failure = str(failure)
    yield explanation


def add_explanation(
    answer: Answer, model: LanguageModel, question: str, draft: Draft, until: float, shown: Callable[[Answer], None]
) -> Answer:
    """Return a composed answer with the model's explanation below it, which may be none; all else of the answer stays as it is.

    Args:
        shown: is given the answer as it stands: composed at first, then after each sentence.
    """
    shown(answer)
    for explanation in explain(model, question, draft, until):
        added = replace(answer, text="\n".join(filter(None, (answer.text, explanation.text))))
        shown(added)
    return replace(added, steps=(*answer.steps, *explanation.told()))


def _prove_each(said: Iterable[str], draft: Draft, explanation: Explanation) -> Iterator[Explanation]:
    known = gist(draft.text.replace("**", ""))
    for place, sentence in enumerate(said, 1):
        if NOTHING.fullmatch(sentence):
            continue
        words = gist(sentence)
        try:
            if words in known:
                raise Unproven("has been said", "repeated")
            proved = prove_sentence(sentence, draft)
        except Unproven as error:
            explanation.dropped.append((place, error.kind))
        else:
            known += words
            explanation.sentences.append(proved)
            yield explanation
        if len(explanation.sentences) == MAX_SENTENCES or place == MAX_ASKED:
            return


def sentences(pieces: Iterable[str]) -> Iterator[str]:
    """Yield whole sentences as the pieces of a text make them up, each with its cites before its mark.

    "……牵头。[任务17]参加……" -> ……牵头[任务17]。
    """
    text = ""
    for piece in chain(pieces, [f"。{END}"]):
        text += piece.replace("*", "")
        while match := SENTENCE.match(text):
            text = text[match.end() :]
            if any(map(str.isalnum, match["words"])):
                yield _tidy(match["words"], match["cites"])


def _tidy(words: str, cites: str) -> str:
    return f"{re.sub('[。！？](?=”?$)', '', words.strip())}{re.sub(r'[ 　]', '', cites)}。"
