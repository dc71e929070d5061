"""The product with one piece taken away, to see what the piece is worth.

What was fitted with the piece in place (the models of answer/relevance.json) is left as it is, so that a figure tells what is lost when the
piece fails, and is a little below what the product could be if it had never had it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from answer import Assistant
from answer.decoys import Decoys
from answer.llm.model import LanguageModel
from answer.reader import QuestionReader
from eval.predict import Asker
from eval.remember import RememberingEncoder, RememberingReader
from index import HybridIndex, Weights, load_encoder, open_index
from index.build import build_index, known_vectors, read_notices
from index.lexical import LexicalIndex
from index.model import prepare_default_model
from index.passages import PassageKind
from schema import Answer, Notice
from settings import Settings

NOTHING_KNOWN: Mapping[str, Any] = {"organs": [], "reforms": []}


@dataclass(frozen=True, slots=True)
class Parts:
    """What an assistant over the settings' notices is made of."""

    notices: tuple[Notice, ...]
    settings: Settings
    reader: RememberingReader
    index: HybridIndex
    decoys: Decoys

    @classmethod
    def open(cls, settings: Settings) -> Parts:
        reader = RememberingReader(QuestionReader(prepare_default_model(settings.cache / "multilingual-e5-small")))
        notices = tuple(read_notices(settings.notices))
        index = open_index(notices, RememberingEncoder(load_encoder(settings.model, threads=settings.threads)))
        return cls(notices, settings, reader, index, Decoys.open(index.encoder, settings.cache))

    def assemble(self, **changed: Any) -> Assistant:
        """Return the assistant, with other parts in the place of its own."""
        return Assistant(self.notices, self.settings, self.reader, **({"index": self.index, "decoys": self.decoys} | changed))

    def with_model(self, address: str, seconds: float, name: str = "any") -> Assistant:
        """Return the assistant with a language model at an address."""
        settings = self.settings.model_copy(update={"llm_model": name, "llm_url": address, "llm_seconds": seconds})
        return self.assemble(model=LanguageModel.open(settings))


class Forgetful:
    """An assistant that hears each message as if it were the first."""

    def __init__(self, assistant: Asker) -> None:
        self._assistant = assistant

    def ask(self, question: str, history: Sequence[str] = ()) -> Answer:
        return self._assistant.ask(question)


def without_adapter(parts: Parts) -> Asker:
    settings = parts.settings
    encoder = RememberingEncoder(load_encoder(settings.model, threads=settings.threads, adapter=False))
    # kept, as the product's own index is: embedding all phrasings anew takes a minute
    index = open_index(parts.notices, encoder, settings.cache / "index-no-adapter", phrasings=settings.notices, progress=True)
    return parts.assemble(index=index, decoys=Decoys.open(encoder, settings.cache))


def without_sentences(parts: Parts) -> Asker:
    """Return an assistant whose ranking takes no account of sentences; every notice has them, so they stay where quotations need them."""
    return parts.assemble(index=_altered(parts.index, parts.index.lexical, Weights(sentence=0.0)))


def without_phrasings(parts: Parts) -> Asker:
    """Return an assistant whose notice has no phrasings, as a notice that was just added."""
    index, cache = parts.index, parts.settings.cache / "jieba"
    kept = [passage for passage in index.passages if passage.kind is not PassageKind.PHRASING]
    return parts.assemble(index=build_index(kept, index.segmenter.terms, index.encoder, known=known_vectors(index), cache=cache))


def without_classifier(parts: Parts) -> Asker:
    return parts.assemble(index=_altered(parts.index, parts.index.lexical, Weights(learned=0.0)))


def without_words(parts: Parts) -> Asker:
    return parts.assemble(index=_altered(parts.index, LexicalIndex([()] * len(parts.index)), Weights()))


def _altered(index: HybridIndex, words: LexicalIndex, weights: Weights) -> HybridIndex:
    kept = {"classifier": index.classifier, "encoder": index.encoder, "meta": index.meta}
    return HybridIndex(index.passages, index.vectors, words, index.segmenter, index.background, weights=weights, **kept)


ABLATIONS: dict[str, Callable[[Parts], Asker]] = {
    "no adapter": without_adapter,
    "no sentence evidence": without_sentences,
    "no classifier": without_classifier,
    "no phrasings": without_phrasings,
    "no lexical leg": without_words,
    "no names of organs": lambda parts: parts.assemble(organs=NOTHING_KNOWN),
    "no conversation": lambda parts: Forgetful(parts.assemble()),
    "no check": lambda parts: parts.assemble(prove=lambda draft, known_units: None),
}
