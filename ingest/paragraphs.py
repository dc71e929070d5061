"""The lines of a clause -> its paragraphs: which lines end one, which were wrapped."""

from __future__ import annotations

import re

from ingest.duties import DUTY_BEGINS, is_holder_list
from ingest.labels import LABEL_WORDS, begins_label, label_at
from ingest.lines import Line
from ingest.names import ends_name
from ingest.phrases import CLOSERS, OPENERS
from ingest.unit_lists import is_certain_list, is_unit_list

MAX_TITLE = 30  # characters of a first line that still reads as its clause's title
PARAGRAPH_INDENT = 4  # blanks of half a character: two characters
MAX_TITLE_SHARE = 0.7  # of a full line; a first line that short was not wrapped
# What a wrapped line goes on with after "各县（市、区）", "市中心": "人民政府", "支行、", "和市教育局", "参加。" / "由市财政局", "参加培训"
TAIL_OF_NAME = re.compile(
    r"(?:(?:人民)?政府|党委|党工委|管委会|办事处|[支分]行|分公司|分局|支队|[、和及]|(?:牵头|负责|配合|参加|参与|协助)(?=[，。；]))"
)


def finished_lines(lines: list[Line], folded: set[int], width: int) -> list[bool]:
    """Tell for each line whether a paragraph ends with it: never within brackets, always before a number or a label.

    Args:
        lines: of one clause, at least one.
        folded: ``id`` of those that come from items folded into it.
        width: of a full line, in characters.
    """
    finished = []
    depth = 0
    for place, line in enumerate(lines):
        depth = max(0, depth + sum(c in OPENERS for c in line.words) - sum(c in CLOSERS for c in line.words))  # "1）" opens nothing
        depth = 0 if line.text.endswith("。") else depth
        following = lines[place + 1] if place + 1 < len(lines) else None
        ends = line.ends_sentence or line.heading or _is_short_title(line, following, place, width) or _is_short_list(line, width)
        ends = ends or _ends_list(line, following, lines[0])
        ends = ends or bool(place == 0 and following and DUTY_BEGINS.match(following.text) and is_holder_list(line.words))
        goes_on = depth or (following and TAIL_OF_NAME.match(following.text))
        begins = following and (begins_label(following.text) or following.text.startswith(("—", "－－", "--")))
        item = following and id(following) in folded and following.marker
        finished.append(bool((ends and not goes_on) or line.heading or begins or item))
    return finished


def _is_short_title(line: Line, following: Line | None, place: int, width: int) -> bool:
    """Tell whether a clause's first line is its title: it does not fill its line, or less so than the next."""
    title = place == 0 and line.marker and len(line.text) <= MAX_TITLE and not re.search(r"[，、；。（(]", line.text[3:])
    return bool(title and following and (len(following.text) > len(line.text) or len(line.text) < MAX_TITLE_SHARE * width))


def _ends_list(line: Line, following: Line | None, first: Line) -> bool:
    """Tell whether a line ends with a label's units and the next, set back as the clause's first, is another paragraph."""
    if not (following and following.indent >= PARAGRAPH_INDENT and following.indent == first.indent and ends_name(line.text)):
        return False
    last = max((match.start() for match in LABEL_WORDS.finditer(line.text)), default=None)
    label = label_at(line.text, last) if last is not None else None
    return bool(label and label[0] and is_unit_list(line.text[label[2] :]) and not is_unit_list(following.text.rstrip("。；")))


def _is_short_list(line: Line, width: int) -> bool:
    """Tell whether a line holds a label with its units, or units only, and was not wrapped."""
    whole = len(line.text) < MAX_TITLE_SHARE * width and not line.text.endswith(("、", "，", ",", "和", "及"))
    label = label_at(line.text + "\n", 0)
    torn = label and label[0] and not ends_name(line.text)
    return bool(whole and not torn and (label or is_certain_list(line.words)))
