"""Which notice a file holds: an id from its document number, title or file name, and whether two are versions of one notice."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from pathlib import Path

from ingest.due import date_parts
from ingest.unit_lists import is_unit_list
from schema import Notice

MAX_LENGTH = 48  # characters of an id
ALL = "all"  # stands for all notices where an id is asked for, and is none itself
DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}  # no file names on Windows
# "汕尾委办字〔2016〕19号", "国办发[2018]126号" / "国务院令第722号", "19号"
NUMBER = re.compile(r"(?P<agency>.*[^\W\d])[\W_]{0,3}(?P<year>(?:19|20)\d\d)[\W_]{0,3}第?(?P<number>\d+)\s*号?")
# "关于印发《教育工作分工方案》的通知", "转发省教育厅关于…的通知": what is left names the matter
FRAME = re.compile(r"^.*?关于(?:印发|转发|批转)?|的(?:通知|意见|函)$|[《》〈〉“”\s]")
WORD = re.compile(r"[a-z0-9]+")


def name_notice(notice: Notice, file_name: str, taken: Container[str] = ()) -> str:
    """Return an id for a notice, fit for addresses and file names, and none of those ``taken``.

    汕尾委办字〔2016〕19号 -> shanweiweibanzi-2016-19
    no number, 关于做好粮食工作的通知 -> zuohaoliangshigongzuo
    neither, 方案（定稿）.docx -> fangan-dinggao
    """
    name = _from_number(notice.document_number) or spell(FRAME.sub("", notice.title)) or spell(Path(file_name).stem)
    name = name if name and name not in {ALL, *DEVICES} else f"notice-{name}".rstrip("-")
    numbered = (f"{name}-{n}" for n in range(2, 10_000))
    return name if name not in taken else next(other for other in numbered if other not in taken)


def spell(text: str) -> str:
    """Return text in small Latin letters and digits, Chinese by its sound, whole syllables up to ``MAX_LENGTH``.

    "粮食安全" -> liangshianquan; "Plan（V2）" -> plan-v2; "！" -> ""
    """
    from pypinyin import lazy_pinyin  # its dictionary takes a moment that only naming a notice need spend

    spelt = ""
    for syllable in lazy_pinyin(unicodedata.normalize("NFKC", text).lower(), errors=lambda run: f"-{'-'.join(WORD.findall(run))}-"):
        joined = re.sub(r"-+", "-", spelt + syllable)
        if len(joined.strip("-")) > MAX_LENGTH:
            break
        spelt = joined
    return "-".join(WORD.findall(spelt))[:MAX_LENGTH]


def _from_number(document_number: str) -> str:
    match = NUMBER.fullmatch(unicodedata.normalize("NFKC", document_number).strip())
    return "-".join((spell(match["agency"])[: MAX_LENGTH - 16], match["year"], match["number"][:10])) if match else spell(document_number)


def are_versions(one: Notice, other: Notice) -> bool:
    """Tell whether two are certainly versions of one notice: of one document number; else of one title, issuer and year."""
    if one.document_number and other.document_number:
        return _bare(one.document_number) == _bare(other.document_number)
    years = {date_parts(notice.date)[:1] for notice in (one, other) if notice.date}
    return may_be_versions(one, other) and is_unit_list(one.issuer) and _bare(one.issuer) == _bare(other.issuer) and len(years) < 2


def may_be_versions(one: Notice, other: Notice) -> bool:
    """Tell whether two may be versions of one notice or two of many that are titled alike, such as 任务分工表: a person has to say."""
    numbered = one.document_number and other.document_number
    return bool(one.title) and _bare(one.title) == _bare(other.title) and not numbered


def _bare(text: str) -> str:
    """国办发〔2018〕126号, 国办发[2018]126 号 -> 国办发2018126号"""
    return "".join(character for character in unicodedata.normalize("NFKC", text) if character.isalnum())
