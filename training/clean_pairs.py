"""Raw pairs and training questions -> ``training/pairs/*.jsonl``: merged, cleaned, free of evaluation questions.

python -m training.clean_pairs general RAW.jsonl ... --out training/pairs/general.jsonl
python -m training.clean_pairs notice QUESTIONS.jsonl ... --out training/pairs/notice.jsonl
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.model import load_encoder
from index.passages import Passage, PassageKind, clean_text, make_passages
from ingest import read_notice
from settings import ROOT, get_settings

EVALUATION = tuple(ROOT / "eval" / "questions" / f"{name}.jsonl" for name in ("dev", "test"))
TOO_LIKE = 0.7  # Jaccard of character pairs from which a query counts as an evaluation question
SAME = 0.9  # from which it counts as one that is there already
LENGTHS = (2, 200)  # characters of a text
TOPIC_KINDS = ("spoken", "facts", "multi", "topic_units")  # of questions whose own words say the topic


@dataclass(frozen=True, slots=True)
class Pair:
    """How people say it, how a policy document says it."""

    query: str
    positive: str
    negative: str = ""  # of a neighbouring matter that looks alike and is not meant; "" for none
    domain: str = ""
    clause: str = ""  # of the notice ``domain``, whose other passages are no negatives for this query; "" for general pairs

    def to_dict(self) -> dict[str, str]:
        return {name: value for name in self.__slots__ if (value := getattr(self, name))}


def read_pairs(paths: Iterable[Path]) -> Iterator[Pair]:
    """Yield the pairs of JSON-lines files.

    Raises:
        ValueError: a line is not a pair; the message names it.
    """
    for path in paths:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            try:
                yield Pair(**json.loads(line))
            except (ValueError, TypeError) as error:
                raise ValueError(f"{path}:{number}: expected a pair, was: {line[:60]} ({error})") from error


def read_questions(paths: Iterable[Path], notice: str) -> Iterator[Pair]:
    """Yield pairs of training questions about a notice: with each gold clause whole, and with its sentence that answers.

    That sentence holds the gold's fact, else it is the one nearest to the question by the model as it is.
    """
    settings = get_settings()
    encoder = load_encoder(settings.model, adapter=False, threads=settings.threads)
    passages: dict[str, list[Passage]] = {}
    vectors: dict[str, Any] = {}  # of the sentences, by text
    for passage in make_passages(read_notice(settings.notices / f"{notice}.txt")):
        passages.setdefault(passage.clause, []).append(passage)
    for path in paths:
        for record in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
            gold, query = record["gold"], record["turns"][-1]
            if record["kind"] not in TOPIC_KINDS or not gold["clauses"] or len(record["turns"]) > 1:
                continue
            for clause in gold["clauses"]:
                texts = {PassageKind.CLAUSE: [], PassageKind.SENTENCE: []}
                for passage in passages[clause]:
                    texts[passage.kind].append(passage.text)
                held = [text for text in texts[PassageKind.SENTENCE] if any(clean_text(str(fact)) in text for fact in gold["facts"])]
                sentences = held or texts[PassageKind.SENTENCE]
                vectors.update((text, encoder.embed_passages([text])[0]) for text in sentences if text not in vectors)
                asked = encoder.embed_queries([query])[0]
                best = max(sentences, key=lambda text: float(vectors[text] @ asked))
                for text in dict.fromkeys([*texts[PassageKind.CLAUSE], best]):
                    yield Pair(query, text, domain=notice, clause=clause)


def character_pairs(text: str) -> frozenset[str]:
    """ "危房，谁管？" -> 危房, 房谁, 谁管"""
    text = re.sub(r"[\W_]", "", clean_text(text).casefold())
    return frozenset(text[i : i + 2] for i in range(len(text) - 1))


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Return |both| / |either|, 0 to 1."""
    return len(one & other) / len(one | other) if one and other else 0.0


def clean_pairs(pairs: Iterable[Pair], held: Iterable[str]) -> tuple[list[Pair], Counter[str]]:
    """Return the pairs to keep and how many were dropped, by reason.

    Args:
        held: questions of the evaluation sets, that no query may resemble.
    """
    evaluation = [character_pairs(text) for text in held]
    kept: list[Pair] = []
    queries: dict[str, frozenset[str]] = {}
    seen: set[tuple[str, str]] = set()
    dropped: Counter[str] = Counter()
    for pair in pairs:
        pair = Pair(*(clean_text(text) for text in (pair.query, pair.positive, pair.negative)), pair.domain, pair.clause)
        reason = _fault(pair, evaluation, queries, seen)
        if reason:
            dropped[reason] += 1
            continue
        queries[pair.query] = character_pairs(pair.query)
        seen.add((pair.query, pair.positive))
        kept.append(pair)
    return kept, dropped


def _fault(pair: Pair, evaluation: list[frozenset[str]], queries: dict[str, frozenset[str]], seen: set[tuple[str, str]]) -> str:
    if not LENGTHS[0] <= len(pair.query) <= LENGTHS[1] or not pair.positive or pair.positive in (pair.query, pair.negative):
        return "form"
    own = character_pairs(pair.query)
    if any(likeness(own, other) >= TOO_LIKE for other in evaluation):
        return "evaluation question"
    if (pair.query, pair.positive) in seen:
        return "repeated"
    if any(likeness(own, other) >= SAME for query, other in queries.items() if query != pair.query):
        return "repeated"
    if not pair.clause and pair.query in queries:  # a general query has one positive; a question on a notice may have several
        return "repeated"
    return ""


def evaluation_questions() -> list[str]:
    """Return every message of the evaluation sets, to be compared and never printed."""
    records = [json.loads(line) for path in EVALUATION for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [turn for record in records for turn in record["turns"]]


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kind", choices=("general", "notice"))
    parser.add_argument("sources", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--notice", default="shanwei-2016-19", help="that the questions are about")
    options = parser.parse_args(arguments)
    pairs: Iterable[Any] = read_pairs(options.sources) if options.kind == "general" else read_questions(options.sources, options.notice)
    kept, dropped = clean_pairs(list(pairs), evaluation_questions())
    options.out.write_text("".join(json.dumps(pair.to_dict(), ensure_ascii=False) + "\n" for pair in kept), encoding="utf-8")
    print(f"{len(kept)} pairs kept, dropped: {dict(dropped) or 'none'}")


if __name__ == "__main__":
    main()
