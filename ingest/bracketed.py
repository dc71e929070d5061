"""What a bracket's content says: who is responsible, or anything else."""

from __future__ import annotations

import re

from ingest.facts import is_time
from ingest.labels import LEVEL_LABEL, label_at, label_in
from ingest.name_lists import split_names
from ingest.names import is_place_name, is_unit_name, open_words
from ingest.roles import cut_aside, cut_role, is_remark
from ingest.unit_lists import MAX_ODD, is_certain_list, is_unit_list, may_answer

# "贯穿全年", "汛期前完成", "分批推进" / "免费开放", "新建门诊楼"
_TIMELY = re.compile(r"[年季月周日期前后时底初]|(?:推进|完成|落实|实施|到位|启动|办结|整改|坚持)$")


# "县农业农村局二楼205室", "设在县文化和旅游局": where an office is / "3号楼改造专班"
_PLACE_OF_OFFICE = re.compile(r"^(?:办公室)?(?:设在|设于|挂靠)|(?:楼|层)(?:\s?\w{0,4}(?:室|房间|房))?$|\d{2,4}(?:室|房间|房)$")


_CONTACT = re.compile(r"电话|传真|邮箱|手机|联系人|\d{7}")  # "市人社局就业促进科，电话0533-7788210": whom to call


def is_responsibility(content: str, closes: bool) -> bool:
    """Tell whether a bracket's content names units responsible.

    "市林业局、财政局" -> True at the end of a sentence; "含技校", "市、区" -> False.
    """
    content, _ = cut_aside(content.strip())
    if label_in(content):
        return True
    if _PLACE_OF_OFFICE.search(content) or _CONTACT.search(content):
        return False
    pieces = [piece.strip() for piece in re.split(r"[。；;，,\n]", content) if piece.strip()]
    segments = [cut_aside(LEVEL_LABEL.sub("", piece))[0] for piece in pieces]
    for segment in segments:
        names, role, tail = cut_role(segment)
        if role and (closes or not tail) and may_answer(names.removeprefix("由")):
            return True
    lists = [segment.removeprefix("由") for segment in segments if not is_remark(segment) and not _is_time_limit(segment)]
    return closes and bool(lists) and (is_unit_list(lists[0]) or _lists_mostly_units(lists[0])) and all(map(_may_join, lists[1:]))


def _is_time_limit(segment: str) -> bool:
    label = label_at(segment, 0)
    return is_time(segment[label[2] :].strip() if label and label[0] is None else segment)


def _lists_mostly_units(segment: str) -> bool:
    """Tell whether a list begins with an organ beyond doubt and holds more of them than names of unknown forms."""
    names = [name for name, _, _ in split_names(segment)]
    sure = [name for name in names if is_unit_name(name) or is_place_name(name)]
    return len(sure) > len(names) / 2 and is_certain_list(names[0]) and all(len(name) <= MAX_ODD for name in names if name not in sure)


def _may_join(segment: str) -> bool:
    """Tell whether a segment may follow a list of units: another list, or when or how it is done in words not known as a time: 贯穿全年."""
    names = [name for name, _, _ in split_names(segment)]
    units = sum(is_unit_name(name) or is_place_name(name) for name in names)
    timely = len(segment) <= MAX_ODD and _TIMELY.search(segment)
    return units >= len(names) / 2 or bool(timely) or any(c.isdigit() for c in segment) or bool(open_words(segment))
