"""The topic of a question: what is left when names, numbers, interrogatives and fillers are taken away."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

from answer import cues
from answer.elsewhere import Elsewhere
from schema import ClauseKind, Notice

# Cue lists whose words are the frame of a question, cut to see whether a topic is left at all. What is searched for keeps them:
# on dev the question as it was asked finds more than its topic alone.
WHOLE_FRAME = (
    *("contact", "who", "which_tasks", "both_roles", "courtesy", "unit_duty", "count", "verify", "why", "when", "most", "least"),
    *("alone", "shared", "different", "lead", "others", "joins", "only_participant", "any_role", "filler"),
)
MIN_TOPIC = 2  # characters
LONGEST_TERM = 8  # characters of what a notice sets in quotation marks that is a term
RARE = 2  # clauses in which a pair of characters stands that names a matter
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


STRETCH = re.compile("[^，。？！；]+")
ASKS_ALONE = 2  # characters beside the frame of a question up to which a stretch tells nothing


ASKING = ("who", "contact", "which_tasks")
WORK = re.compile("任务|工作(?!队|组|站|者|岗|平台|机构|责任|经费|机制)")  # 哪些扶贫任务 names no matter


QUOTATION = re.compile(r"“[^“”]{1,20}”")


def whole_quotations(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return stretches widened to whole quotations where they begin or end within one: 老区那个“五|老” -> with “五老”."""
    quoted = [match.span() for match in QUOTATION.finditer(text)]
    widened = []
    for begin, end in spans:
        touched = [span for span in quoted if begin < span[1] and span[0] < end]
        widened.append((min([begin, *(first for first, _ in touched)]), max([end, *(last for _, last in touched)])))
    return [span for place, span in enumerate(widened) if span not in widened[:place]]


CONTACT_AT_END = re.compile(
    "(?:该|要|得|应该|想|可以)?(?:去|来)?(?:找|问|跟|向|和)(?:谁|哪(?:一)?(?:个|家)?(?:市直)?(?:单位|部门|局|衙门)?)"
    "(?:对接|联系|反映|咨询|沟通|申请|打听|问|说|谈|讲)?(?:一下)?(?:呢|啊|好)?[？。]?$"
)


class TopicReader:
    """Reads topics of questions about one notice, whose own words tell a topic from idle talk."""

    def __init__(self, notice: Notice) -> None:
        clauses = [clause for clause in notice.clauses if clause.kind is not ClauseKind.FRONT]
        self._notice = notice
        self._frequency: Counter[str] = Counter()
        for clause in clauses:
            text = "".join(sentence.text for sentence in clause.sentences)
            self._frequency.update({text[i : i + 2] for i in range(len(text) - 1)})
        self._common = max(2, COMMON * len(clauses))
        quoted = {match.group().strip("“”") for clause in clauses for match in QUOTATION.finditer(clause.text)}
        self._terms = {term for term in quoted if 1 < len(term) <= LONGEST_TERM and all("\u4e00" <= c <= "\u9fff" for c in term)}

    @cached_property
    def elsewhere(self) -> Elsewhere:
        """What tells words of other work; made for the first topic that is searched."""
        return Elsewhere(self._notice)

    def says_term(self, text: str) -> bool:
        """Tell whether a text holds a term that the notice sets in quotation marks: 五老 of “五老”人员."""
        return any(term in text for term in self._terms)

    def without_courtesy(self, text: str) -> str:
        """Return the question without words of politeness: 请问农村危房改造谁牵头 -> 农村危房改造谁牵头."""
        return _cut(text, ("courtesy",)).strip(" ，")

    def what_is_told(self, topic: str) -> str:
        """Return a topic without the stretches that only ask: 班车一天才一趟，找谁反映 -> 班车一天才一趟; whole where all ask.

        Of 96 questions told as situations, by hands that came after, the right clause was first for 86 instead of 79 so.
        """
        stretches = STRETCH.findall(topic)
        told = [self._without_contact(stretch) for stretch in stretches if not self._only_asks(stretch)]
        return "，".join(told) if told else topic

    def _without_contact(self, stretch: str) -> str:
        """Return a stretch without whom to turn to at its end, where it names a matter before: 一村一品找谁对接 -> 一村一品."""
        before = CONTACT_AT_END.sub("", stretch)
        return before if before != stretch and self.is_telling(bare_core(before)) else stretch

    def _only_asks(self, stretch: str) -> bool:
        core = bare_core(stretch)
        return any(cues.has(name, stretch) for name in ASKING) and len(core) <= ASKS_ALONE and not self.is_telling(core)

    def beside_names(self, masked: str) -> str:
        """Return what is searched for where units are named: the question without them; of an English one, the terms put into Chinese."""
        rest = _cut(masked, ("courtesy",)).strip(" ，")
        terms = "，".join(re.findall(r"[\u4e00-\u9fff0-9]{2,}", rest))
        return terms if terms and re.search(r"[A-Za-z]{2,} [A-Za-z]{2,}", masked) else rest

    def spread(self, words: str) -> int:
        """Return in how many clauses the rarest pair of characters of ``words`` that the notice knows stands; 0 if it knows none.

        Two unknown pairs that follow one another are an unknown word, which stands for something of its own: 农村|改厕 -> 1.
        """
        counts = [self._frequency[words[i : i + 2]] for i in range(len(words) - 1) if words[i : i + 2].isalnum()]
        if any(counts) and (0, 0) in pairwise(counts):
            return 1
        return min((count for count in counts if count), default=0)

    def names(self, words: str, text: str) -> bool:
        """Tell whether words name a matter of a text: none of them is unknown to the notice, and one of few clauses stands there.

        农村水利 of task 19; not 水利工程监理, whose last word the notice does not know.
        """
        pairs = [words[i : i + 2] for i in range(len(words) - 1) if words[i : i + 2].isalnum()]
        counts = [self._frequency[pair] for pair in pairs]
        unknown_word = (0, 0) in pairwise([*counts, *counts[-1:]])  # an unknown pair at the end has none after it, and is a word alone
        if not pairs or unknown_word or not counts[0]:
            return False
        return any(0 < count <= RARE and pair in text for pair, count in zip(pairs, counts))

    def is_general(self, words: str) -> bool:
        """Tell whether all that words name stands in many of the notice's clauses: 扶贫任务 in a notice on poverty."""
        words = WORK.sub(" ", words)
        counts = [self._frequency[words[i : i + 2]] for i in range(len(words) - 1) if words[i : i + 2].isalnum()]
        return bool(counts) and min(counts) > self._common

    def is_telling(self, words: str) -> bool:
        """Tell whether some pair of characters, those of work in general aside, stands in few of the notice's clauses."""
        words = WORK.sub(" ", words)
        pairs = (words[i : i + 2] for i in range(len(words) - 1))
        return any(0 < self._frequency[pair] <= self._common and pair.isalnum() for pair in pairs)


def is_word(core: str) -> bool:
    """Tell whether words are enough to name a matter."""
    return sum(character.isalnum() for character in core) >= MIN_TOPIC


MIN_TOPIC = 2  # characters
