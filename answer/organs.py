"""Unit names as people say them -> the notice's units, by knowledge of organs and reforms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import Any

from answer.collectives import collective_names
from answer.levels import LETTERS, STATE, level_of, levels_of_unit, place_of
from ingest.names import ALSO_CALLED
from ingest.units import UNIT_END
from knowledge import load_knowledge
from schema import Notice

# "县公安局|交警大队" / "县水利局", "市建设局"
SECTION_OF = re.compile(r".{2,12}?[局委厅](?P<section>.{2,8}(?:大队|支队|中队|总队|[科股处室所站]|中心|分局))$")
# What is left of 市委办公室 without its level, or of 生态环境局青岚分局 without its place, names no one organ
GENERIC = {"办公室", "党委", "政府", "办公厅", "分局", "大队", "支队", "中队", "总队", "中心"}
REMEMBERED = 8192  # units whose spellings are kept: notices of one place name the same
SETTLEMENT = re.compile("[\u4e00-\u9fff]{2}(?:村|社区|街道|[市县区乡镇])$")
WHOLE_NAME = 5  # characters from which a unit's own spelling is nothing but the unit
LONG_TAIL = 6  # characters of the end of a name that tell it from others
MIN_WORD = 3  # characters of a name and of what follows it
MOST_MEANT = 4  # units that a piece of a name may be short for
BRANCH = re.compile(r"(?<=局)分局$")  # "生态环境局分局" / "公安分局"


@dataclass(frozen=True, slots=True)
class Alias:
    """One way to say a unit. ``units`` are the notice's; none where the notice does not name the organ."""

    said: str
    organ: str
    units: tuple[str, ...]
    via: str  # exact, alias, reform, absent
    note: str = ""  # for a reform: who took over from whom, and the source
    bare: bool = False  # without a closing word such as 局: a unit only in company (发改、财政两家)
    each: bool = False  # a word for several organs together: 工青妇
    clipped: bool = False  # a name we cut short ourselves (组织 for 组织部): a unit only in a list of units


@lru_cache(REMEMBERED)
def variants(unit: str, place: str) -> tuple[str, ...]:
    """Return a unit's spelling, and without place and level: 人民银行汕尾市中心支行 -> 人民银行中心支行."""
    short = place.rstrip("省市县区州旗")
    bare = unit.replace(place, "").replace(short, "") if short else unit
    found = [unit, bare]
    for name in (unit, bare):
        found.append(re.sub(rf"^(?:中共)?(?:国家|中国|全国|[{LETTERS}])(?:委|直)?(?=.{{2}})", "", name))
        found.append(re.sub(rf"^(?:中共)?(?:自治[区州县旗]|[{LETTERS}])(?=.{{2}})", "", name))
        found.append(re.sub(r"^[\u4e00-\u9fff]{2}(?=对口|广播|电视)", "", name))
    return tuple(dict.fromkeys(found))


class OrganNames:
    """The table of all ways to say the units of one notice, and the organs it does not name."""

    def __init__(self, notice: Notice, knowledge: Mapping[str, Any] | None = None) -> None:
        """
        Args:
            knowledge: ``organs`` and ``reforms`` as knowledge/units.yaml has them; None for that file.
        """
        knowledge = load_knowledge("units") if knowledge is None else knowledge
        self.notice_units = notice.units
        self._text = notice.source
        self.place, self.level = place_of(notice), level_of(notice)
        self._year = int(year[0]) if (year := re.search(r"(?:19|20)\d{2}", notice.date)) else None
        self._organ_of_stem = {stem: organ["name"] for organ in knowledge["organs"] for stem in _stems(organ)}
        for organ in knowledge["organs"]:
            for level in ("provincial", "ministry"):
                for stem in organ.get(level, ()):
                    self._organ_of_stem.setdefault(stem, organ["name"])
        self._organs = {organ["name"]: organ for organ in knowledge["organs"]}
        self.units_of_organ: dict[str, list[str]] = {}
        self.organ_of_unit: dict[str, str] = {}
        for unit in notice.units:
            organ = self._find_organ(unit)
            if organ:
                self.organ_of_unit[unit] = organ
                self.units_of_organ.setdefault(organ, []).append(unit)
        self.aliases: dict[str, Alias] = {}
        self._add_organs()
        self._add_together(knowledge.get("together", {}))
        self._add_reforms(knowledge["reforms"])
        self._add_notice_spellings()
        self._add_parts()
        self._add_tails()
        # first and last character -> a unit's names between them, each with the unit
        self.spelled_between: dict[tuple[str, str], list[tuple[str, str]]] = {}
        for unit in notice.units:
            for name in variants(unit, self.place):
                for spelling in {name, re.sub("委员会$", "委", name)}:
                    self.spelled_between.setdefault((spelling[0], spelling[-1]), []).append((spelling, unit))
        self.closing = frozenset(last for _, last in self.spelled_between)
        self._by_first: dict[str, list[str]] = {}
        for said in sorted(self.aliases, key=len, reverse=True):
            self._by_first.setdefault(said[0], []).append(said)

    def kind(self, unit: str) -> str:
        """Return the kind of organ a unit is (party, bank, mass …), or ""."""
        organ = self.organ_of_unit.get(unit)
        return self._organs[organ]["kind"] if organ else ""

    def longest_at(self, text: str, place: int) -> Alias | None:
        """Return the longest alias that stands at ``text[place:]``."""
        for said in self._by_first.get(text[place], ()):
            if text.startswith(said, place):
                return self.aliases[said]
        return None

    def is_abbreviation(self, alias: Alias) -> bool:
        """Tell whether a short name is drawn together from a full one and is no word of the notice: 发改, 人社; not 林业, a topic."""
        return bool(alias.units) and alias.bare and not alias.clipped and alias.said not in alias.organ and alias.said not in self._prose

    @cached_property
    def _prose(self) -> str:
        """The notice's text without the names of its units."""
        return re.sub("|".join(map(re.escape, sorted(self.notice_units, key=len, reverse=True))) or "(?!)", "|", self._text)

    def begins_word(self, words: str) -> bool:
        """Tell whether a short name with what follows stands in the notice as the beginning of another word: 农业|合作 of 农业合作组织."""
        return len(words) > MIN_WORD and words in self._text

    def similar(self, said: str, most: int = 3) -> list[str]:
        """Return the notice's units whose names look most like ``said``: 市工商局 -> 市工商联."""
        bare = re.sub(r"^(?:市|省|县|区)|(?:局|办|委|部|会)$", "", said)
        shared = {unit: len(set(bare) & set(unit)) / max(1, len(set(bare))) for unit in self.notice_units}
        near = sorted((unit for unit, share in shared.items() if share >= 0.5), key=lambda unit: -shared[unit])
        return near[:most]

    def short_for(self, said: str) -> tuple[str, ...]:
        """Return the units that a piece of a name may be short for; none where too many names hold it.

        邮政 -> 市邮政管理局, 邮政银行汕尾分行; 铁路 -> 中国铁路岚江局集团有限公司
        """
        if len(said) < 2 or said in GENERIC:
            return ()
        holding = [unit for unit in self.notice_units if any(said in name for name in variants(unit, self.place)[1:])]
        named = [self.aliases[name] for name in self._by_first.get(said[0], ()) if name.startswith(said)]
        begun = [unit for alias in named if alias.via != "reform" for unit in alias.units]
        units = tuple(unit for unit in self.notice_units if unit in {*holding, *begun})
        return units if len(units) <= MOST_MEANT else ()

    def at_level(self, units: Iterable[str], level: str) -> tuple[str, ...]:
        """Return those of some units that can be spoken of at a level; all of an unknown level."""
        return tuple(unit for unit in units if {level, ""} & self._levels(unit))

    def _levels(self, unit: str) -> set[str]:
        return levels_of_unit(unit, self.place, self.level)

    def _find_organ(self, unit: str) -> str | None:
        names = list(variants(unit, self.place))
        if self.level == STATE:
            names.insert(0, f"国家{unit}")  # 邮政局 of a notice of the state is no post office
        names += [short for name in names if (short := BRANCH.sub("", name)) != name]
        names += [name.removesuffix("秘书处") for name in names if name.endswith("秘书处")]
        names += [name.removeprefix("各") for name in names if name.startswith("各")]
        return next((self._organ_of_stem[name] for name in names if name in self._organ_of_stem), None)

    def _add_organs(self) -> None:
        for name, organ in self._organs.items():
            units = tuple(self.units_of_organ.get(name, ()))
            for stem in self._with_place(_stems(organ)):
                self._add(Alias(stem, name, units, "alias" if units else "absent", bare=is_bare(stem)))
        for name, organ in self._organs.items():
            for level, letter in (("provincial", "省"), ("ministry", STATE)):
                of_organ = self.units_of_organ.get(name, ())
                known = tuple(u for u in of_organ if u in organ.get(level, ()) or letter in self._levels(u))
                for stem in self._without_state(organ.get(level, ())):  # 省财政厅 is not 市财政局: another level's organ is another organ
                    units = known or tuple(unit for unit in of_organ if stem in unit)  # 国网 of 国网临汐供电公司
                    self._add(Alias(stem, name, units, "alias" if units else "absent", bare=is_bare(stem)))
        for unit, organ in self.organ_of_unit.items():
            for stem in _stems(self._organs[organ]):
                clipped = re.sub(r"(?:局|部|办)$", "", stem)
                if clipped != stem and 2 <= len(clipped) <= 4:
                    self._add(Alias(clipped, organ, (unit,), "alias", bare=True, clipped=True))

    def _add_together(self, together: Mapping[str, list[str]]) -> None:
        """Let a word for several organs lead to the units of each, where the notice has them all: 工青妇 -> 市总工会, 团市委, 市妇联."""
        for said, organs in together.items():
            units = [self.units_of_organ.get(organ, []) for organ in organs]
            if all(units):
                self._add(Alias(said, said, tuple(unit for some in units for unit in some), "alias", each=True))

    def _add_reforms(self, reforms: list[dict]) -> None:
        """Let a later organ's names lead to the earlier units, and an earlier organ's to the later ones.

        Reforms that moved only part of the duties, or happened only in some places, count where nothing better is known.
        """
        for successor in (True, False):
            links: dict[str, dict[str, list[tuple[str, dict]]]] = {}
            for reform in reforms:
                later = bool(self._year) and (self._year > reform["year"]) == successor
                if later and not successor:
                    continue  # a notice of 2016 names the organs of before the reform of 2018; some of 2025 still name them so
                for old in reform["old"]:
                    source, target = (reform["new"], old) if successor else (old, reform["new"])
                    known = target in self.units_of_organ and source not in self.units_of_organ
                    told = (reform["scope"] == "full" or successor) and not later
                    if known and reform["scope"] != "partial" and (told or self._is_kin(source, target)):
                        links.setdefault(source, {}).setdefault(reform["scope"], []).append((target, reform))
            for reform in reforms if successor else ():
                steps = [links[old] for old in reform["old"] if old in links and reform["scope"] == "full"]
                if steps and reform["new"] not in links and reform["new"] not in self.units_of_organ:
                    links[reform["new"]] = steps[0]  # 金融监管分局 of 银保监分局 of 银监分局
            for source, by_scope in links.items():
                chosen = by_scope.get("full") or by_scope.get("some_places") or []
                units = tuple(dict.fromkeys(unit for target, _ in chosen for unit in self.units_of_organ[target]))
                if not units or source not in self._organs:
                    continue
                note = chosen[0][1]["source"]
                at_level = self._organs[source].get({"省": "provincial", STATE: "ministry"}.get(self.level, ""), ())
                for stem in [*_stems(self._organs[source]), *at_level]:
                    if self.aliases[stem].via == "absent":
                        self.aliases[stem] = Alias(stem, source, units, "reform", note, is_bare(stem))

    def _is_kin(self, source: str, target: str) -> bool:
        """Tell whether a unit's own name shows that it took an organ's work over: 文化广电旅游体育局 of 体育局, and no 文化和旅游厅.

        A pair of characters of the organ's name stands in the unit's, but for the last, which is of every organ: 育局.
        """
        return any(
            any(source[i : i + 2] in unit for i in range(len(source) - 2)) or set(re.sub("^[省市县区]|局$", "", unit)) <= set(source)
            for unit in self.units_of_organ[target]
        )

    def _add_notice_spellings(self) -> None:
        for unit in self.notice_units:
            organ = self.organ_of_unit.get(unit, unit)
            for variant in _with_government(variants(unit, self.place)):
                known = self.aliases.get(variant)
                if len(variant) >= 2 and (variant not in GENERIC or variant == unit) and (known is None or known.via != "exact"):
                    # 固体废物与化学品科 and 白塔村 are units wherever they stand
                    whole = variant == unit and (unit[-1] in "科股" or unit[0] == "各")  # 财务科, 各镇街
                    bare = is_bare(variant) and len(variant) < WHOLE_NAME and not (whole or SETTLEMENT.search(variant))
                    self.aliases[variant] = Alias(variant, organ, (unit,), "exact", bare=bare)
            for said in collective_names(unit):
                if not (known := self.aliases.get(said)) or not known.units:
                    self.aliases[said] = Alias(said, organ, (unit,), "alias", bare=is_bare(said))

    def _add_tails(self) -> None:
        """Let the end of an office's name lead to it where no other ends so: 派出所, 督察办, 就业指导中心."""
        tails: dict[str, list[str]] = {}
        for unit in self.notice_units:
            tails.setdefault(_tail(unit), []).append(unit)
            for cut in range(1, len(unit) - LONG_TAIL + 1):  # 就业指导中心 of 学生就业指导中心
                tails.setdefault(unit[cut:], []).append(unit)
        for tail, units in tails.items():
            if tail and len(set(units)) == 1 and tail not in GENERIC:
                self._add(Alias(tail, self.organ_of_unit.get(units[0], units[0]), tuple(units), "short", bare=True))

    def _add_parts(self) -> None:
        """Let each name of an office with two lead to it, and a section's own name to the section: 县老龄办, 交警大队."""
        for unit in self.notice_units:
            both, section = ALSO_CALLED.match(unit), SECTION_OF.match(unit)
            parts = both.group("name", "other") if both else [section["section"]] if section else []
            for said in {variant for part in parts for variant in variants(part, self.place)} - GENERIC:
                known = self.aliases.get(said)
                if len(said) < 2 or (section and known and known.units):
                    continue
                units = dict.fromkeys([*(known.units if known else ()), unit])  # 县民政局 may be named alone elsewhere
                via = known.via if known and known.units else "alias"
                self.aliases[said] = Alias(said, known.organ if known else unit, tuple(units), via, bare=is_bare(said))

    def _without_state(self, stems: Iterable[str]) -> list[str]:
        """Add, in a notice of the state, the spellings without 国家: 市场监督管理总局."""
        short = [re.sub(r"^(?:国家|中国|国务院)(?=.{3})", "", stem) for stem in stems] if self.level == STATE else []
        return list(dict.fromkeys([*stems, *short]))

    def _with_place(self, stems: list[str]) -> list[str]:
        """Add the spellings that hold the place's name: 共青团市委 -> 共青团汕尾市委, 银监会监管分局 -> 银监会汕尾监管分局."""
        inner = [stem.replace("市", self.place, 1) for stem in stems if "市" in stem[1:]] if self.place else []
        short = self.place.rstrip("省市县区州旗")
        within = [re.sub("(?=监管分局$)", short, stem) for stem in stems if short and stem.endswith("监管分局")]
        return [*stems, *inner, *within]

    def _add(self, alias: Alias) -> None:
        known = self.aliases.get(alias.said)
        if known is None or (alias.units and known.via == "absent" and alias.via == "alias"):
            # 人行 of 人民银行分行, where there is no 中心支行
            self.aliases[alias.said] = alias


def _with_government(names: Iterable[str]) -> list[str]:
    """Add what people say of a government: 石塘镇政府 for 石塘镇人民政府."""
    return list(dict.fromkeys(spelling for name in names for spelling in (name, name.replace("人民政府", "政府"))))


# 派出所 of 龙潭派出所, 督察办 of 生态环境保护督察办公室: offices that people call by the end of their name alone
TAIL = re.compile("[\u4e00-\u9fff]{2}(?:[所站院校办]|支队|大队|总队)$")


def _tail(unit: str) -> str:
    """Return the end of a unit's name that may be its short name, "" for none."""
    name = re.sub("办公室$", "办", unit)
    match = TAIL.search(name)
    return match.group() if match and match.start() else ""


def _stems(organ: dict) -> list[str]:
    return [organ["name"], *organ.get("also", ())]


# Closing words that make a short name a unit wherever it stands, beside those of the grammar of units.
CLOSING = re.compile(r"(?:局|办|委|部|会|社|联|台|行|支行|分行|公司|总队|院|署|厅|司|府|校|纪委|海关|总支|支部|团委|工会|妇联|最高[法检])$")


@cache
def is_bare(stem: str) -> bool:
    """Tell whether a name needs company to be a unit: "发改" -> True, "发改局", "人行" -> False."""
    return not (UNIT_END.search(stem) or CLOSING.search(stem))
