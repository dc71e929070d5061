"""Wrong characters: a unit's name or a notice's word meant, but written with a character that sounds or looks alike."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache, cached_property, lru_cache
from weakref import WeakKeyDictionary

from answer.organs import OrganNames
from knowledge import load_knowledge

MIN_NAME = 3  # characters; shorter names are too near to one another
SIMILAR = ((("zh", "z"), ("ch", "c"), ("sh", "s")), (("ing", "in"), ("eng", "en"), ("ang", "an")), (("l", "n"), ("h", "f")))


@lru_cache(maxsize=8192)
def plain_sound(character: str) -> str:
    """Return a character's toneless pinyin: 房 -> fang."""
    from pypinyin import lazy_pinyin  # its dictionary takes a moment that computed answers of the first minute need not spend

    return lazy_pinyin(character)[0]


@lru_cache(maxsize=8192)
def sound(character: str) -> str:
    """Return a character's toneless pinyin, with endings and beginnings that people mix up made one: 平, 贫 -> pin."""
    syllable = plain_sound(character)
    for long, short in SIMILAR[0]:
        if syllable.startswith(long):
            syllable = short + syllable[len(long) :]
    for long, short in SIMILAR[1]:
        if syllable.endswith(long):
            syllable = syllable[: -len(long)] + short
    return syllable


def sounds(text: str) -> tuple[str, ...]:
    return tuple(sound(character) for character in text)


@cache
def _look_alikes() -> dict[str, str]:
    """Return for each character those that look like it: 土 -> 士."""
    alike: dict[str, str] = {}
    for one, other in load_knowledge("lookalikes"):
        alike[one] = alike.get(one, "") + other
        alike[other] = alike.get(other, "") + one
    return alike


def is_alike(one: str, other: str) -> bool:
    """Tell whether two characters sound or look alike: 育, 玉; 土, 士."""
    return other in _look_alikes().get(one, "") or sound(one) == sound(other)


def nearest_name(word: str, names: OrganNames, shortest: int = MIN_NAME) -> str | None:
    """Return the one name of the notice's units that ``word`` is a slip of, or None.

    "教玉局" -> 教育局; "国士局" -> 国土局; "市宗民局" -> 市民宗局; "市科技局局" -> 市科技局; "市工商局" is a name itself and stays.

    Args:
        shortest: characters of a name that is compared; fewer only where a name is known to be meant.
    """
    if len(word) < 2 or word in names.aliases:
        return None
    targets = _slip_targets(names, shortest)
    candidates = {name for variant in _shortened(word) for name in targets.get(variant, ())}
    matches = {names.aliases[name].units: name for name in sorted(candidates) if is_slip(word, name)}
    return next(iter(matches.values())) if len(matches) == 1 else None


_TARGETS: WeakKeyDictionary[OrganNames, dict[int, dict[str, list[str]]]] = WeakKeyDictionary()  # kept as long as their names are


def _slip_targets(names: OrganNames, shortest: int) -> dict[str, list[str]]:
    """Return the names by what they read with a character left out, so that only those near a word are compared with it."""
    kept = _TARGETS.setdefault(names, {})
    if shortest not in kept:
        kept[shortest] = _find_targets(names, shortest)
    return kept[shortest]


def _find_targets(names: OrganNames, shortest: int) -> dict[str, list[str]]:
    targets: dict[str, list[str]] = {}
    for said, alias in names.aliases.items():
        if alias.units and not alias.bare and len(said) >= shortest:
            for variant in _shortened(said):
                targets.setdefault(variant, []).append(said)
    return targets


@lru_cache(maxsize=8192)
def _shortened(word: str) -> frozenset[str]:
    """Return the word and what is left of it without one character: 教育局 -> 教育局, 育局, 教局, 教育.

    Words a change, a swap, a lost or a doubled character apart share one (symmetric delete, https://github.com/wolfgarbe/SymSpell).
    """
    return frozenset((word, *(word[:i] + word[i + 1 :] for i in range(len(word)))))


def is_slip(word: str, name: str) -> bool:
    """Tell whether ``word`` is ``name`` with one character changed for one alike, doubled, dropped or swapped."""
    if len(word) == len(name):
        different = [i for i in range(len(name)) if word[i] != name[i]]
        if len(different) == 1:
            return is_alike(word[different[0]], name[different[0]])
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


FUNCTION_WORDS = frozenset(
    "讲说写问提的是在和与个家归跟同给把被由要有哪那这谁几了着过吗呢吧啊也都就还又不没我你他她它们各该向对从到去来做干为更很太最挺一二三四五六七八九十"
)
RARE_WORD = 10  # jieba's count below which what was written is hardly a word: 危方
SIZES = (4, 3)  # characters of a stretch that is compared; shorter ones sound like too many words
# "牵tou单位", "nongcun电商": syllables typed between Chinese characters / "4G网络", "PPT"
TYPED_SOUND = re.compile(r"(?<=[\u4e00-\u9fff])[a-z]{2,}(?: [a-z]{2,})*|(?<![a-z])[a-z]{2,}(?: [a-z]{2,})* ?(?=[\u4e00-\u9fff])")


# Words in which questions are asked, whatever the notice
FRAME = tuple(
    ["牵头", "参加", "参与", "配合", "负责", "责任", "单位", "部门", "任务", "方案", "文号", "标题", "时限", "期限", "完成", "哪些", "多少"]
)


def _with_frame_mended(text: str, keep: Sequence[tuple[int, int]], mended: list[tuple[str, str]]) -> str:
    """Return the text with slips in the words that ask: 配和单位 -> 配合单位; what is a word itself stays."""
    if not any(character in FRAME_CHARACTERS for character in text):
        return text
    for i in range(len(text) - 1):
        word = text[i : i + 2]
        if word in FRAME or not any(character in FRAME_CHARACTERS for character in word) or any(b < i + 2 and i < e for b, e in keep):
            continue
        sharing = (*FRAME_BY_FIRST.get(word[0], ()), *FRAME_BY_SECOND.get(word[1], ()))
        meant = next((known for known in sharing if _differs_in_one_alike(word, known)), None)
        if meant and _is_no_word(text, i, word):
            text = text[:i] + meant + text[i + 2 :]
            mended.append((word, meant))
    return text


def _differs_in_one_alike(word: str, known: str) -> bool:
    different = [(a, b) for a, b in zip(word, known) if a != b]
    return len(different) == 1 and all("\u4e00" <= c <= "\u9fff" for c in word) and is_alike(*different[0])


FRAME_CHARACTERS = frozenset("".join(FRAME))
FRAME_BY_FIRST, FRAME_BY_SECOND = ({key: [w for w in FRAME if w[i] == key] for key in {w[i] for w in FRAME}} for i in (0, 1))


def _is_no_word(text: str, begin: int, word: str) -> bool:
    """Tell whether two characters are no word, and neither belongs to one with its neighbours: 配和 in 配和单位; not 前头 in 前头说的."""
    import jieba

    jieba.setLogLevel("WARNING")
    around = [token for token, start, end in jieba.tokenize(text, HMM=False) if start < begin + 2 and begin < end]
    return all(len(token) == 1 for token in around) and not jieba.get_FREQ(word, 0)


class SoundIndex:
    """Finds stretches of a question that sound like the notice's words but are written otherwise."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = tuple(texts)

    @cached_property
    def _grams(self) -> Counter[str]:
        """Stretches of one to four Chinese characters of the notice."""
        return Counter(
            text[i : i + size]
            for text in self._texts
            for size in (1, 2, 3, 4)
            for i in range(len(text) - size + 1)
            if all("\u4e00" <= character <= "\u9fff" for character in text[i : i + size])
        )

    @cached_property
    def _by_sound(self) -> dict[tuple[str, ...], list[str]]:
        table: dict[tuple[str, ...], list[str]] = {}
        for gram in self._grams:
            if len(gram) in SIZES:
                table.setdefault(sounds(gram), []).append(gram)
        return table

    @cached_property
    def _by_spelling(self) -> dict[str, list[str]]:
        table: dict[str, list[str]] = {}
        for gram in self._grams:
            if len(gram) <= 3:
                table.setdefault("".join(plain_sound(character) for character in gram), []).append(gram)
        return table

    def mend(self, text: str, keep: Sequence[tuple[int, int]] = ()) -> tuple[str, tuple[tuple[str, str], ...]]:
        """Return the text with slips mended, and (as written, as understood) for each; ``keep`` are stretches left alone.

        "危方改造谁牵头" -> 危房改造谁牵头, (危方改造, 危房改造). One character of three or four may differ, and must sound or look alike.
        """
        mended: list[tuple[str, str]] = []
        text = _with_frame_mended(text, keep, mended)
        text = TYPED_SOUND.sub(lambda match: self._typed(match, mended), text)
        for size in SIZES:
            for i in range(len(text) - size + 1):
                word = text[i : i + size]
                if word in self._grams or any(b < i + size and i < e for b, e in keep) or not all("\u4e00" <= c <= "\u9fff" for c in word):
                    continue
                alike = [known for known in self._by_sound.get(sounds(word), ()) if sum(a != b for a, b in zip(word, known)) == 1]
                alike = alike or self._by_look(word)
                if len(alike) == 1 and self._is_stray(text, i, word, alike[0]):
                    text = text[:i] + alike[0] + text[i + size :]
                    mended.append((word, alike[0]))
        return text, tuple(mended)

    def _by_look(self, word: str) -> list[str]:
        """Return the notice's stretches that a word is but for one character that looks alike."""
        variants = (word[:i] + other + word[i + 1 :] for i, own in enumerate(word) for other in _look_alikes().get(own, ""))
        return [variant for variant in variants if variant in self._grams]

    def _is_stray(self, text: str, begin: int, word: str, known: str) -> bool:
        """Tell whether the differing character belongs to no word where it stands: 危 方 改造; in 先进典型 it does."""
        place = next(i for i in range(len(word)) if word[i] != known[i])
        if word[place] in FUNCTION_WORDS:
            return False
        import jieba  # its dictionary takes half a second; only a suspected slip needs it

        jieba.setLogLevel("WARNING")
        at = begin + place
        mended = text[:begin] + known + text[begin + len(word) :]
        before = next(token for token, start, end in jieba.tokenize(text, HMM=False) if start <= at < end)
        after = next(token for token, start, end in jieba.tokenize(mended, HMM=False) if start <= at < end)
        return len(after) > 1 and (len(before) == 1 or jieba.get_FREQ(before, 0) < RARE_WORD)

    def _typed(self, match: re.Match[str], mended: list[tuple[str, str]]) -> str:
        """Return the characters that typed syllables stand for, if those beside them decide: 牵tou -> 牵头, lv you开发 -> 旅游开发."""
        text, (begin, end) = match.string, match.span()
        words = match.group().split()
        found, place = "", 0
        while place < len(words):
            for stop in range(len(words), place, -1):
                before = found[-1:] or text[max(0, begin - 1) : begin]
                after = text[end : end + 1] if stop == len(words) else ""
                gram = self._spelt("".join(words[place:stop]), before, after)
                if gram:
                    mended.append((" ".join(words[place:stop]), gram))
                    found += gram
                    place = stop
                    break
            else:
                return match.group()
        return found

    def _spelt(self, spelling: str, before: str, after: str) -> str:
        """Return the stretch of the notice that a spelling stands for between two characters, "" for none."""
        grams = self._by_spelling.get(spelling, ())
        fitting = [g for g in grams if (before and before + g in self._grams) or (after and g + after in self._grams)]
        chosen = fitting or [g for g in grams if len(g) > 1]
        return max(chosen, key=lambda gram: self._grams[gram], default="")
