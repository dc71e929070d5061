"""Wrong characters: a unit's name or a notice's word meant, but written with a like-sounding character."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from answer.organs import OrganNames

MIN_NAME = 3  # characters; shorter names are too near to one another
SIMILAR = ((("zh", "z"), ("ch", "c"), ("sh", "s")), (("ing", "in"), ("eng", "en"), ("ang", "an")), (("l", "n"), ("h", "f")))


@lru_cache(maxsize=4096)
def sound(character: str) -> str:
    """Return a character's toneless pinyin, with endings and beginnings that people mix up made one: 平, 贫 -> pin."""
    from pypinyin import lazy_pinyin  # its dictionary takes a moment; only a suspected slip needs it

    syllable = lazy_pinyin(character)[0]
    for long, short in SIMILAR[0]:
        if syllable.startswith(long):
            syllable = short + syllable[len(long) :]
    for long, short in SIMILAR[1]:
        if syllable.endswith(long):
            syllable = syllable[: -len(long)] + short
    return syllable


def sounds(text: str) -> tuple[str, ...]:
    return tuple(sound(character) for character in text)


def nearest_name(word: str, names: OrganNames) -> str | None:
    """Return the one name of the notice's units that ``word`` is a slip of, or None.

    "教玉局" -> 教育局; "市宗民局" -> 市民宗局; "市科技局局" -> 市科技局; "市工商局" is a name itself and stays.
    """
    if len(word) < 2 or word in names.aliases:
        return None
    candidates = [name for name in _slip_targets(names) if abs(len(name) - len(word)) <= 1]
    matches = {names.aliases[name].units: name for name in candidates if is_slip(word, name)}
    return next(iter(matches.values())) if len(matches) == 1 else None


@lru_cache(maxsize=64)
def _slip_targets(names: OrganNames) -> tuple[str, ...]:
    return tuple(said for said, alias in names.aliases.items() if alias.units and not alias.bare and len(said) >= MIN_NAME)


def is_slip(word: str, name: str) -> bool:
    """Tell whether ``word`` is ``name`` with one character changed for a like sound, doubled, dropped or swapped."""
    if len(word) == len(name):
        different = [i for i in range(len(name)) if word[i] != name[i]]
        if len(different) == 1:
            return sound(word[different[0]]) == sound(name[different[0]])
        if len(different) == 2 and different[1] == different[0] + 1:
            i, j = different
            return word[i] == name[j] and word[j] == name[i]
        return False
    longer, shorter = (word, name) if len(word) > len(name) else (name, word)
    if len(longer) != len(shorter) + 1 or len(shorter) < MIN_NAME + (longer is name):
        return False
    removed = [i for i in range(len(longer)) if longer[:i] + longer[i + 1 :] == shorter]
    if longer is word:  # a doubled character only: any other extra character makes another name
        return any(i and longer[i] == longer[i - 1] for i in removed)
    return bool(removed)


class SoundIndex:
    """Finds stretches of a question that sound like the notice's words but are written otherwise."""

    def __init__(self, texts: Iterable[str], sizes: tuple[int, ...] = (2, 3, 4)) -> None:
        self.sizes = sizes
        self._words: dict[int, set[str]] = {size: set() for size in sizes}
        for text in texts:
            for size in sizes:
                self._words[size].update(text[i : i + size] for i in range(len(text) - size + 1))
        self._by_sound: dict[int, dict[tuple[str, ...], list[str]]] = {}

    def __contains__(self, word: str) -> bool:
        return word in self._words.get(len(word), ())

    def alike(self, word: str) -> list[str]:
        """Return the notice's words that sound like ``word``, as long as it."""
        size = len(word)
        if size not in self._by_sound:
            table: dict[tuple[str, ...], list[str]] = {}
            for known in self._words[size]:
                if all("\u4e00" <= character <= "\u9fff" for character in known):
                    table.setdefault(sounds(known), []).append(known)
            self._by_sound[size] = table
        return self._by_sound[size].get(sounds(word), [])
