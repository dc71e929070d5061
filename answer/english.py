"""English questions: names of organs, officials and policy terms turned into Chinese, so that the rest need know no English."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import snowballstemmer

from answer import cues
from knowledge import load_knowledge

PREFIX = r"(?:the\s+)?(?:shanwei\s+)?(?:(?:municipal|city|county|local)\s+)?"
WORD = re.compile(r"[A-Za-z][A-Za-z'-]*")
HYPHEN = re.compile(r"(?<=[A-Za-z])(?<!first)(?<!second)(?<!third)(?<!fourth)-(?=[A-Za-z])")  # water-conservancy; not second-largest
SMALL = {"a", "an", "and", "at", "by", "for", "from", "in", "into", "of", "on", "or", "the", "to", "with"}  # may be left out of a term
POSSESSIVE = re.compile(r"(?<=s)['’](?=\s)")  # Disabled Persons'
FRAME = re.compile("单位|部门|牵头|任务")  # of the question, not of its matter: "unit leads" is no "lead unit"
SPREAD = 3  # further words that may stand among those of a term


@dataclass(frozen=True, slots=True)
class Term:
    """A policy term by the stems of its words."""

    stems: frozenset[str]
    chinese: str


@cache
def _names() -> tuple[re.Pattern[str], dict[str, str]]:
    """Return one pattern of all English names of more than a word, longest first, and what each stands for."""
    knowledge = load_knowledge("english")
    chinese = {HYPHEN.sub(" ", term): word for term, word in knowledge["terms"].items() if " " in term or "-" in term}
    chinese |= knowledge["titles"]
    chinese |= {HYPHEN.sub(" ", name): organ for organ, names in knowledge["organs"].items() for name in names}
    names = sorted(chinese, key=len, reverse=True)
    plural = {f"{name[:-1]}ies": name for name in names if name.endswith("y")}
    chinese |= {many: chinese[one] for many, one in plural.items()}
    return re.compile(rf"\b{PREFIX}({'|'.join(map(re.escape, [*plural, *names]))})(?:s|es)?\b", re.I), chinese


@cache
def _stem(word: str) -> str:
    return _stemmer().stemWord(word.lower())


@cache
def _stemmer():
    return snowballstemmer.stemmer("english")


@cache
def _terms() -> Mapping[str, tuple[Term, ...]]:
    """Return the terms by each of their stems, those of most words first."""
    found: dict[str, list[Term]] = {}
    for term, chinese in load_knowledge("english")["terms"].items():
        stems = frozenset(_stem(word) for word in WORD.findall(HYPHEN.sub(" ", term)) if word not in SMALL)
        for stem in stems if not FRAME.search(chinese) else ():
            found.setdefault(stem, []).append(Term(stems, chinese))
    return {stem: tuple(sorted(terms, key=lambda term: -len(term.stems))) for stem, terms in found.items()}


ONES = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen"),
    *("fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
NUMBER = re.compile(
    rf"(?P<of>\b(?:task|item|clause|number|no\.?)s?\s+)(?:(?P<tens>{'|'.join(TENS)})(?:[\s-]+(?P<one>{'|'.join(ONES[:9])}))?|(?P<small>{'|'.join(reversed(ONES))}))\b",
    re.I,
)


def _in_figures(match: re.Match[str]) -> str:
    """Return a task's number written out in figures: task thirty-seven -> task 37."""
    tens, one = match["tens"], match["one"] or match["small"]
    number = (TENS.index(tens.lower()) + 2) * 10 if tens else 0
    return f"{match['of']}{number + (ONES.index(one.lower()) + 1 if one else 0)}"


def to_chinese(text: str) -> str:
    """Return a question with the names and terms it knows in Chinese; the frame stays English.

    "Which unit leads the renovation of dilapidated houses?" -> "Which unit leads the 危房改造?"
    """
    pattern, chinese = _names()
    text = NUMBER.sub(_in_figures, text)
    text = HYPHEN.sub(" ", POSSESSIVE.sub("", text)).replace("&", " and ")
    return _loose_terms(pattern.sub(lambda match: f" {chinese[match[1].lower()]} ", text))


FACTS = {
    "when": re.compile(r"\b(?:dates?|when|by which (?:date|year|month|time)|deadlines?|what year|how long)\b", re.I),
    "amount": re.compile(r"\b(?:how (?:many|much)|proportions?|percent\w*|ratios?|at most|at least|what sum)\b", re.I),
}


def fact_in_english(text: str) -> str:
    """Return the kind of fact that a question asks for in English words, "" where it asks for none or is in Chinese."""
    return next((kind for kind, words in FACTS.items() if words.search(text)), "")


def without_asking(text: str) -> str:
    """Return what a question names, without the English words that ask; the question itself where it names nothing in Chinese.

    "Who is in charge of 危房改造 renovation" -> 危房改造 renovation; terms that "and" joins are listed: 旅游、林业.
    """
    named = re.sub(r"(?<=[\u4e00-\u9fff])\s*(?:and|&|or)\s*(?:(?:for|the|of)\s*)*(?=[\u4e00-\u9fff])", "、", text)
    named = re.sub(r"[\s,.?;:]+", " ", cues.pattern("asking_in_english").sub(" ", named)).strip()
    return named if re.search(r"[\u4e00-\u9fff]{2}", named) else text


def _loose_terms(text: str) -> str:
    """Replace terms whose words stand in another form or order: renovating dilapidated rural houses -> 危房改造 rural.

    Terms of more words go first: of "rural road construction", 农村公路建设 and no 道路.
    """
    words = [(match.start(), match.end(), _stem(match.group())) for match in WORD.finditer(text)]
    fitting = [
        (term, places)
        for number, (_, _, stem) in enumerate(words)
        for term in _terms().get(stem, ())
        if (places := _places(words[number : number + len(term.stems) + SPREAD], term, number))
    ]
    replaced: dict[int, str] = {}  # number of a word -> what stands for it
    for term, places in sorted(fitting, key=lambda fit: (-len(fit[1]), fit[1][-1] - fit[1][0])):
        if not replaced.keys() & set(places):
            replaced |= dict.fromkeys(places, "") | {places[0]: f" {term.chinese} "}
    for number in sorted(replaced, reverse=True):
        begin, end, _ = words[number]
        text = text[:begin] + replaced[number] + text[end:]
    return text


def _places(window: Sequence[tuple[int, int, str]], term: Term, first: int) -> list[int]:
    """Return the numbers of the words that make up a term, [] if one is missing."""
    found: dict[str, int] = {}
    for number, (_, _, stem) in enumerate(window, start=first):
        if stem in term.stems:
            found.setdefault(stem, number)
    return sorted(found.values()) if len(found) == len(term.stems) else []
