"""Zip files of XML (.docx, .ofd) opened with limits: no bomb is unpacked, no entity expanded, nothing fetched."""

from __future__ import annotations

import zlib
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

from ingest.unreadable import UnreadableFile
from prompts import message

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MAX_ENTRIES = 20_000
MAX_UNPACKED = 300 * 1024 * 1024  # bytes, all entries together; pictures take most of it
MAX_XML = 40 * 1024 * 1024  # bytes of one part; a notice's text takes less than one megabyte
FREE_UNPACKED = 10 * 1024 * 1024  # bytes that any file may unpack to, however well it was packed
MAX_RATIO = 100  # unpacked to packed; XML packs to a tenth, tables of one cell repeated to a fiftieth


class Package:
    """A zip file, its entries found by path whatever the case.

    Raises:
        UnreadableFile: damaged, locked by a password, or unpacking to more than the limits.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        try:
            self._zip = ZipFile(BytesIO(data))
        except (BadZipFile, ValueError, NotImplementedError, OSError) as error:
            raise UnreadableFile(message("file_damaged", path=name)) from error
        entries = self._zip.infolist()
        unpacked = sum(entry.file_size for entry in entries)
        if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED or unpacked > max(FREE_UNPACKED, MAX_RATIO * len(data)):
            raise UnreadableFile(message("file_bomb", path=name))
        if any(entry.flag_bits & 1 for entry in entries):
            raise UnreadableFile(message("file_locked", path=name))
        self._entries = {_path(entry.filename).lower(): entry for entry in entries}

    def xml(self, path: str) -> Element | None:
        """Return the root of an XML part, or None if there is no such part.

        Raises:
            UnreadableFile: too large, broken, nested too deep, or with a document type (where entities are declared).
        """
        entry = self._entries.get(_path(path).lower())
        if entry is None:
            return None
        if entry.file_size > MAX_XML:
            raise UnreadableFile(message("file_bomb", path=self.name))
        try:
            data = self._zip.read(entry)  # never more than the size declared, which was checked above
        except (BadZipFile, ValueError, EOFError, NotImplementedError, OSError, zlib.error) as error:
            raise UnreadableFile(message("file_damaged", path=self.name)) from error
        return _parse(data, self.name)

    def required_xml(self, path: str) -> Element:
        """Return the root of an XML part without which the file cannot be read."""
        root = self.xml(path)
        if root is None:
            raise UnreadableFile(message("file_damaged", path=self.name))
        return root


def _path(path: str) -> str:
    """Return a path of an entry in one spelling: "/Doc_0\\\\Document.xml", "./Doc_0/../Doc_0/Document.xml" -> "Doc_0/Document.xml"."""
    steps: list[str] = []
    for step in path.replace("\\", "/").split("/"):
        if step == "..":
            del steps[-1:]
        elif step not in ("", "."):
            steps.append(step)
    return "/".join(steps)


def _parse(data: bytes, name: str) -> Element:
    from lxml import etree  # a fifth of the time in which a text file is read whole; needed for these formats only

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        key = "file_deep" if "depth" in (error.msg or "") else "file_damaged"  # the parser's own limit is 256 levels
        raise UnreadableFile(message(key, path=name)) from error
    if root.getroottree().docinfo.doctype:  # neither format has one
        raise UnreadableFile(message("file_entities", path=name))
    return root


def local_name(element: Element) -> str:
    """Return an element's name without its namespace, which differs between editions of a format; "" for what is no element."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: Element | None, name: str, default: str = "") -> str:
    """Return an attribute by its name without namespace."""
    if element is not None:
        for key, value in element.attrib.items():
            if key.rpartition("}")[2] == name:
                return value
    return default


def child(element: Element | None, *names: str) -> Element | None:
    """Return the first descendant along a path of names: ``child(p, "pPr", "numPr")``."""
    for name in names:
        element = next((found for found in element if local_name(found) == name), None) if element is not None else None
    return element


def is_on(element: Element | None) -> bool:
    """Tell whether a switch such as ``<w:vanish/>`` is there and not turned off."""
    return element is not None and attribute(element, "val", "1") not in ("0", "false", "off")
