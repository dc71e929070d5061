"""Notice -> passages: what is embedded and what is matched by words, each tied to its clause and its place in the source."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from prompts import message
from schema import Clause, Notice

PHRASINGS_SUFFIX = ".phrasings.yaml"
REMEMBERED = 256  # texts kept as they are cleaned: a question comes by here several times
MAX_PHRASING = 200  # characters; what people say is short, a longer one is a pasted text
COMMON_HEADING_SHARE = 0.5  # a heading above more of the clauses than this tells none of them apart
Phrasings = Mapping[str, Sequence[str]]  # clause id -> ways people say what the clause is about


class PhrasingsError(ValueError):
    """A phrasings file cannot be used; the message is for the person who maintains it."""


class PassageKind(str, Enum):
    CLAUSE = "clause"  # a clause whole, under its headings, without its unit list
    SENTENCE = "sentence"
    PHRASING = "phrasing"  # how people say it, from the phrasings file beside the notice


@dataclass(frozen=True, slots=True)
class Passage:
    """One piece of a clause that can be found."""

    notice: str
    clause: str
    kind: PassageKind
    number: int  # of the sentence or phrasing within its clause, from 0; 0 for a whole clause
    text: str  # what is embedded: cleaned, with context
    lexical: str  # what is matched by words; "" where the clause's own passage has it already
    start: int  # place in the source; a phrasing has its clause's
    end: int

    @property
    def id(self) -> str:
        return f"{self.notice}#{self.clause}/{self.kind.value}/{self.number}"

    def to_dict(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__slots__} | {"kind": self.kind.value}

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> Passage:
        return cls(**{**record, "kind": PassageKind(record["kind"])})


# "至少 1 人", "危 房", "，\n推进"; not "2016 2017", "e5 small"
NEEDLESS_BLANK = re.compile(r"(?<=[^\x00-\xff])\s+|\s+(?=[^\x00-\xff])")


@lru_cache(REMEMBERED)
def clean_text(text: str) -> str:
    """Return text as it is embedded and matched: NFKC, nothing invisible, no blanks about Chinese.

    "每户至少 １ 人" -> 每户至少1人
    "危\\u200b房　改造" -> 危房改造
    "rural  housing" -> rural housing
    """
    text = unicodedata.normalize("NFKC", text)
    # Cc control, Cf zero-width and direction marks, Cs halves of surrogate pairs, Co private use
    text = "".join(c if c.isspace() else "" if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co") else c for c in text)
    return " ".join(NEEDLESS_BLANK.sub("", text).split())


def make_passages(notice: Notice, phrasings: Phrasings | None = None) -> list[Passage]:
    """Return the passages of a notice, clause by clause: the whole, its sentences, its phrasings."""
    common = _common_headings(notice.clauses)
    passages = []
    for clause in notice.clauses:
        passages += _clause_passages(notice.id, clause, common)
        for number, text in enumerate((phrasings or {}).get(clause.id, ())):
            text = clean_text(text)
            passages.append(Passage(notice.id, clause.id, PassageKind.PHRASING, number, text, text, clause.start, clause.end))
    return passages


def number_clauses(passages: Iterable[Passage]) -> dict[tuple[str, str], int]:
    """Return the number of each clause (notice, clause), from 0, in order of their first passages."""
    return {clause: number for number, clause in enumerate(dict.fromkeys((p.notice, p.clause) for p in passages))}


def _clause_passages(notice: str, clause: Clause, common: set[str]) -> list[Passage]:
    headings = [_heading_words(heading) for heading in clause.headings if heading not in common]
    body = "".join(sentence.text for sentence in clause.sentences) or clause.text
    whole = clean_text("。".join([*headings, body]))
    lexical = clean_text("。".join([*headings, body, *clause.units]))
    passages = [Passage(notice, clause.id, PassageKind.CLAUSE, 0, whole, lexical, clause.start, clause.end)]
    for number, sentence in enumerate(clause.sentences):
        context = clause.title if not sentence.text.startswith(clause.title) else ""
        text = clean_text("。".join(filter(None, [context, sentence.text])))
        passages.append(Passage(notice, clause.id, PassageKind.SENTENCE, number, text, "", sentence.start, sentence.end))
    return passages


def _common_headings(clauses: Sequence[Clause]) -> set[str]:
    counts = Counter(heading for clause in clauses for heading in clause.headings)
    return {heading for heading, count in counts.items() if count > COMMON_HEADING_SHARE * len(clauses)}


# "一、重点任务", "（二）住房安全", "3.教育", "第三章 保障"; not "一村一品"
HEADING_NUMBER = re.compile(r"^\s*(?:第?[一二三四五六七八九十百\d]+[、.．章节条]|[(（][一二三四五六七八九十百\d]+[)）])\s*")


def _heading_words(heading: str) -> str:
    """ "（二）住房安全" -> 住房安全"""
    return HEADING_NUMBER.sub("", heading)


# Phrasings file ---------------------------------------------------------------------------------------------------------------------


class _StrictLoader(yaml.SafeLoader):
    """YAML without repeated keys, of which the plain loader silently keeps only the last."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = Counter(key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode))
        repeated = next((key for key, count in keys.items() if count > 1), None)
        if repeated is not None:
            raise yaml.MarkedYAMLError(problem=message("phrasings_repeated", clause=repeated), problem_mark=node.start_mark)
        return super().construct_mapping(node, deep)


def find_phrasings(notices: Iterable[Notice], folder: Path) -> dict[str, Phrasings]:
    """Return notice id -> phrasings of the notices that have a file ``<id>.phrasings.yaml`` in the folder."""
    paths = [(folder / f"{notice.id}{PHRASINGS_SUFFIX}", notice) for notice in notices]
    return {notice.id: read_phrasings(path, notice) for path, notice in paths if path.is_file()}


def read_phrasings(path: Path, notice: Notice) -> Phrasings:
    """Read and check a phrasings file: a mapping of clause id -> list of plain phrasings. Repeats within a clause are dropped.

    Raises:
        PhrasingsError: not YAML, not such a mapping, or a clause that the notice does not have.
    """
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), _StrictLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else "?"
        raise PhrasingsError(message("phrasings_yaml", path=path, line=line, reason=error.problem)) from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise PhrasingsError(message("phrasings_yaml", path=path, line="?", reason=error)) from error
    if content is None:
        return {}
    if not isinstance(content, dict):
        raise PhrasingsError(message("phrasings_shape", path=path))
    return {str(clause): _check_phrasings(path, notice, str(clause), texts) for clause, texts in content.items()}


def _check_phrasings(path: Path, notice: Notice, clause: str, texts: Any) -> tuple[str, ...]:
    if clause not in notice:
        raise PhrasingsError(message("phrasings_clause", path=path, clause=clause, notice=notice.id))
    if not isinstance(texts, list):
        raise PhrasingsError(message("phrasings_list", path=path, clause=clause))
    for text in texts:
        if not isinstance(text, str) or not clean_text(text):
            raise PhrasingsError(message("phrasings_text", path=path, clause=clause, text=text))
        if len(text) > MAX_PHRASING:
            raise PhrasingsError(message("phrasings_long", path=path, clause=clause, text=text[:20], limit=MAX_PHRASING))
    return tuple(dict.fromkeys(texts))
