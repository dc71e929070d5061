"""A list of names -> its names: at 、, at 和 between whole names, at words that join the one who leads to the others."""

from __future__ import annotations

import re

from ingest.names import (
    CLOSERS,
    COLLECTIVE,
    MAX_NAME,
    OPENERS,
    ends_name,
    is_place_name,
    is_unit_name,
    open_words,
    two_names_meet,
)

MARKS = "*＊★☆▲△●◆※#"  # what some notices set beside the unit that leads
NOTHING = re.compile(r"(?:暂?无|[^\u3400-\u9fff]*)")  # "无", "/", "——" in a cell or after a label / "无锡市"
# "A会同B", "A商有关部门", "A联合B" / "市商务局", "市残疾人联合会", "联合牵头"
JOIN = re.compile(
    r"(?:分别)?会同|(?<=[局办委部厅院会室府署心])商(?=有关|相关|各|市|省|县|国)|(?<=[局办委部厅院室署])联合(?=有关|相关|各|[省市县区州旗镇乡国]|中国|.{2,20}[局办委部厅院署])(?!会|社|体|参谋|作战|牵头|负责|开展|落实)"
)
CONJUNCTION = re.compile(r"以及|和|及|与")  # between two whole names only
# What may follow "各区、": "县级市", "街道办事处", "县（市、区）人民政府" / "市财政局"
PLACE_TAIL = re.compile(
    r"(?:自治[区州县旗]|直辖市|县级市|地级市|新区|开发区|功能区|园区|街道|乡镇|镇街|[县区市镇乡州盟旗村]{1,3})?(?:[（(][^（()）]{1,12}[）)])?"
    r"(?:(?:人民)?政府|党委|党工委|管委会|办事处|办|(?:党委|党工委)(?:和|、)?(?:人民)?政府)?"
)
_GOVERNED = re.compile(r"(?:政府|党委|党工委)$")  # "各县区人民政府", whose 管委会 is another organ's / "各县区"
# A tail that is no name of its own: "各有关部门、单位", "国务院各部门、直属机构"
BARE_TAIL = re.compile(r"(?:有关|相关|直属|企事业|市直|省直)?(?:部门|单位|机构|企业|团体)")
_EACH = re.compile(r"(?:^|[和及与])各[^和及与]*$")  # "各区", "市教育局和各区" / "市各局和市教育局"


def split_names(text: str) -> list[tuple[str, int, int]]:
    """Split a list of names, leaving whole the names that hold 、 or 和; words such as 等部门 are left out.

    "市委组织部、文化和旅游部和各县（市、区）政府等部门" -> three names; "各区、县级市" -> one.
    """
    pieces = [piece for piece in _cut_at_marks(text) if piece[0] < piece[1]]
    pieces = _rejoin_collectives(text, pieces)
    pieces = [part for piece in pieces for part in _cut_at_conjunctions(text, *piece)]
    named = []
    for begin, end in pieces:
        opened = open_words(text[begin:end])
        begin, end = _trim(text, begin, end - len(opened))
        if begin < end and not NOTHING.fullmatch(text, begin, end):
            named.append((text[begin:end], begin, end))
    return named


def _cut_at_marks(text: str) -> list[tuple[int, int]]:
    """Cut at 、 and at words that join the one who leads to the others, outside brackets."""
    joins = {match.start(): match.end() for match in JOIN.finditer(text) if ends_name(text[: match.start()][-MAX_NAME:])}
    pieces = []
    depth = start = place = 0
    while place < len(text):
        character = text[place]
        depth = max(0, depth + (character in OPENERS) - (character in CLOSERS))
        width = 0
        if depth == 0:
            blank = character == " " and two_names_meet(text[:place], text[place + 1 :])
            width = joins[place] - place if place in joins else int(character in "、/／\n" or bool(blank))
        if width:
            pieces.append(_trim(text, start, place))
            start = place + width
        place += width or 1
    return [*pieces, _trim(text, start, len(text))]


def _rejoin_collectives(text: str, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join pieces of one collective name: 各区 + 县级市, 各有关部门 + 单位."""
    joined: list[tuple[int, int]] = []
    for begin, end in pieces:
        piece = text[begin:end]
        before = text[joined[-1][0] : joined[-1][1]] if joined else ""
        bare = BARE_TAIL.fullmatch(piece) and re.search(r"各|有关|相关|等", before)
        if _GOVERNED.search(before) and piece.endswith("管委会"):
            before = ""
        if before and (bare or (_EACH.search(before[-MAX_NAME:]) and PLACE_TAIL.fullmatch(piece))):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((begin, end))
    return joined


FACILITY = re.compile("(?:实验室|图书|档案)$")  # no office by itself


def _cut_at_conjunctions(text: str, begin: int, end: int) -> list[tuple[int, int]]:
    """Cut "市教育局和市财政局" where a whole name stands on both sides, not "文化和旅游部", "各级党委和政府"."""
    pieces = []
    for match in CONJUNCTION.finditer(text, begin, end):
        if match.start() < begin or not _balanced(text[begin : match.start()]):
            continue
        left, right = text[begin : match.start()], text[match.end() : end]
        whole = is_unit_name(left.strip()) or (COLLECTIVE.match(left) and is_place_name(left))
        right = right[: len(right) - len(open_words(right))]
        named = is_unit_name(right.strip()) or is_place_name(right.strip()) or COLLECTIVE.match(right)
        if match.group() == "与" and FACILITY.search(left):
            continue  # 实验室与资产管理处
        if whole and named and not BARE_TAIL.fullmatch(right.strip()):
            pieces.append(_trim(text, begin, match.start()))
            begin = match.end()
    return [*pieces, _trim(text, begin, end)]


def _balanced(text: str) -> bool:
    return sum(c in OPENERS for c in text) == sum(c in CLOSERS for c in text)


def _trim(text: str, begin: int, end: int) -> tuple[int, int]:
    """Leave out blanks, and marks such as * that say which unit leads."""
    while begin < end and (text[begin].isspace() or text[begin] in MARKS):
        begin += 1
    while end > begin and (text[end - 1].isspace() or text[end - 1] in MARKS):
        end -= 1
    return begin, end


def is_marked(text: str, begin: int, end: int) -> bool:
    """Tell whether a mark stands beside a name: "*市教育局", "市教育局★"."""
    return text[begin - 1 : begin] in tuple(MARKS) or text[end : end + 1] in tuple(MARKS)


def is_nothing(cell: str) -> bool:
    """Tell whether a cell says that there is nothing to say: "—", "/", "暂无" -> True; "2025-06" -> False."""
    return bool(NOTHING.fullmatch(cell)) and not any(map(str.isdigit, cell))
