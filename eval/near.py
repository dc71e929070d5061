"""Texts that are nearly the same, found without comparing each with each."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from eval.metrics import jaccard
from eval.questions import normalise

NEAR_DUPLICATE = 0.8  # Jaccard of character bigrams from which two texts are near duplicates


def key(text: str) -> str:
    """Fold punctuation too, unless nothing else is there: "危房，谁牵头？" -> "危房谁牵头"; "？？" -> "??"."""
    return re.sub(r"[^\w|]", "", normalise(text)) or normalise(text)


def bigrams(text: str) -> set[str]:
    """Return the character pairs of a text, punctuation left out."""
    folded = key(text)
    return {folded[i : i + 2] for i in range(len(folded) - 1)}


class NearTexts:
    """Looks for those of some texts that are the same as another text or nearly so.

    Two texts of Jaccard t or more share at least t of the pairs of either; so one of the rarest (1 - t) of a text's pairs stands in
    each text near it, and only the texts that have one of those are compared (prefix filter: Chaudhuri et al., ICDE 2006).
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self._pairs = [bigrams(text) for text in texts]
        self._same: dict[str, list[int]] = defaultdict(list)
        self._holders: dict[str, list[int]] = defaultdict(list)
        for place, text in enumerate(texts):
            self._same[key(text)].append(place)
            for pair in self._pairs[place]:
                self._holders[pair].append(place)

    def near(self, text: str) -> Iterator[tuple[int, float]]:
        """Yield the place of each text near this one, in order, and their Jaccard; 1 where they are the same but for punctuation."""
        asked = bigrams(text)
        rarest = sorted(asked, key=lambda pair: len(self._holders.get(pair, ())))
        rarest = rarest[: len(asked) - math.ceil(NEAR_DUPLICATE * len(asked)) + 1]
        same = set(self._same.get(key(text), ()))
        for place in sorted(same.union(place for pair in rarest for place in self._holders.get(pair, ()))):
            likeness = 1.0 if place in same else jaccard(asked, self._pairs[place])
            if likeness >= NEAR_DUPLICATE:
                yield place, likeness
