"""The topic of a question: what is left when names, numbers, interrogatives and fillers are taken away."""

from __future__ import annotations

import re
from collections import Counter

from answer import cues
from schema import ClauseKind, Notice

# Cue lists whose words are the frame of a question, cut to see whether a topic is left at all. What is searched for keeps them:
# on dev the question as it was asked finds more than its topic alone.
WHOLE_FRAME = (
    *("contact", "who", "which_tasks", "both_roles", "courtesy", "unit_duty", "count", "verify", "why", "when", "most", "least"),
    *("alone", "shared", "different", "lead", "others", "joins", "only_participant", "any_role", "filler"),
)
MIN_TOPIC = 2  # characters
COMMON = 0.35  # share of clauses from which a pair of characters says nothing of the topic


def _cut(masked: str, frame: tuple[str, ...]) -> str:
    for name in frame:
        masked = cues.blank(masked, cues.spans(name, masked))
    masked = re.sub(r"[\ue000-\ue0ff\s]+", " ", masked)
    masked = re.sub(r"[，。？！；：,.?!:;（）()\s]*[，。？！；：?!;（）()][，。？！；：,.?!:;（）()\s]*", "，", masked)
    return re.sub(r"(?<=[^\x00-\x7f]) +| +(?=[^\x00-\x7f])", "", masked)


def bare_core(text: str) -> str:
    """Return what is left of a text when the whole frame of a question is cut: 牵头都是谁 -> ""."""
    return _cut(text, WHOLE_FRAME).strip(" ，")


class TopicReader:
    """Reads topics of questions about one notice, whose own words tell a topic from idle talk."""

    def __init__(self, notice: Notice) -> None:
        clauses = [clause for clause in notice.clauses if clause.kind is not ClauseKind.FRONT]
        self._frequency: Counter[str] = Counter()
        for clause in clauses:
            text = "".join(sentence.text for sentence in clause.sentences)
            self._frequency.update({text[i : i + 2] for i in range(len(text) - 1)})
        self._common = max(2, COMMON * len(clauses))

    def read(self, text: str, masked: str, used: tuple[tuple[int, int], ...], named: bool) -> str:
        """Return the topic, or "" where nothing is left.

        "请问农村危房改造扶贫工程是哪家牵头的？" -> 农村危房改造扶贫工程是哪家牵头的; "市农业局牵头哪几项" -> "".
        With a unit, a clause or a filter named, what is left counts as a topic only if the notice uses its words.
        """
        rest = self.core(masked, used)
        if sum(character.isalnum() for character in rest) < MIN_TOPIC:
            return ""
        if named and not self.is_telling(rest):
            return ""
        return _cut(text, ("courtesy",)).strip(" ，")

    def beside_names(self, masked: str) -> str:
        """Return what is searched for where units are named: the question without them; of an English one, the terms put into Chinese."""
        rest = _cut(masked, ("courtesy",)).strip(" ，")
        terms = "，".join(re.findall(r"[\u4e00-\u9fff0-9]{2,}", rest))
        return terms if terms and re.search(r"[A-Za-z]{2,} [A-Za-z]{2,}", masked) else rest

    def core(self, masked: str, used: tuple[tuple[int, int], ...] = ()) -> str:
        """Return what is left when the whole frame is cut: 那个补贴归哪个部门管啊 -> 补贴."""
        return _cut(cues.blank(masked, list(used)), WHOLE_FRAME).strip(" ，")

    def spread(self, words: str) -> int:
        """Return in how many clauses the rarest pair of characters of ``words`` that the notice knows stands; 0 if it knows none."""
        counts = [self._frequency[words[i : i + 2]] for i in range(len(words) - 1) if words[i : i + 2].isalnum()]
        return min((count for count in counts if count), default=0)

    def is_left(self, masked: str, *cue_lists: str, most: int = 0) -> bool:
        """Tell whether a telling topic of more than ``most`` characters is left when the frame and further cues are taken away."""
        for name in cue_lists:
            masked = cues.blank(masked, cues.spans(name, masked))
        rest = _cut(masked, WHOLE_FRAME)
        return len(rest.strip(" ，")) > most and self.is_telling(rest)

    def is_telling(self, words: str) -> bool:
        """Tell whether some pair of characters stands in few of the notice's clauses."""
        pairs = (words[i : i + 2] for i in range(len(words) - 1))
        return any(0 < self._frequency[pair] <= self._common and pair.isalnum() for pair in pairs)
