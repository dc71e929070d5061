"""No zip file makes the reader unpack more than it may, and no XML makes it fetch or expand anything."""

from __future__ import annotations

import struct

import pytest

from ingest import UnreadableFile, package
from ingest.package import Package, attribute, child
from tests.ingest.file_factory import zipped


def test_parts_are_found_whatever_the_path_is_written_like():
    found = Package(zipped({"Doc_0\\Pages\\Content.xml": "<a b='1'/>"}), "a.ofd")
    for path in ("/doc_0/pages/content.xml", "Doc_0/./Pages/../Pages/Content.xml", "../Doc_0//Pages\\Content.xml"):
        assert attribute(found.xml(path), "b") == "1"
    assert found.xml("Doc_0/none.xml") is None
    with pytest.raises(UnreadableFile, match="已损坏"):
        found.required_xml("Doc_0/none.xml")


def test_names_are_told_without_their_namespaces():
    root = Package(zipped({"a": "<x:r xmlns:x='u'><x:s><t x:v='1'/></x:s></x:r>"}), "a.docx").xml("a")
    assert attribute(child(root, "s", "t"), "v") == "1"
    assert child(root, "t") is None and child(None, "s") is None and attribute(None, "v", "0") == "0"


def test_a_bomb_is_refused_unopened():
    with pytest.raises(UnreadableFile, match="解压后过大"):
        Package(zipped({"word/document.xml": b" " * 50_000_000}), "a.docx")


def test_a_part_too_large_is_refused(monkeypatch):
    monkeypatch.setattr(package, "MAX_XML", 1000)
    with pytest.raises(UnreadableFile, match="解压后过大"):
        Package(zipped({"a": "<a>" + "文" * 1000 + "</a>"}), "a.docx").xml("a")


def test_too_many_parts_are_refused(monkeypatch):
    monkeypatch.setattr(package, "MAX_ENTRIES", 10)
    with pytest.raises(UnreadableFile, match="解压后过大"):
        Package(zipped({str(number): "" for number in range(11)}), "a.docx")


def test_a_size_that_lies_unpacks_no_more_than_it_says():
    data = zipped({"a": b"<a>" + b" " * 100_000 + b"</a>"})
    size = struct.pack("<L", 100_007)
    assert data.count(size) == 2
    with pytest.raises(UnreadableFile, match="已损坏"):
        Package(data.replace(size, struct.pack("<L", 10)), "a.docx").xml("a")


def test_a_locked_zip_is_told():
    data = bytearray(zipped({"a": "<a/>"}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(UnreadableFile, match="加了密码"):
        Package(bytes(data), "a.docx")


@pytest.mark.parametrize(
    "data",
    [b"", b"PK\x03\x04", b"PK\x05\x06" + b"\xff" * 18, zipped({"a": "<a/>"})[:60]],
    ids=["empty", "head alone", "end alone", "cut off"],
)
def test_no_zip_is_damaged(data):
    with pytest.raises(UnreadableFile, match="已损坏"):
        Package(data, "a.docx")


@pytest.mark.parametrize(
    ("xml", "sentence"),
    [
        ("<a>", "已损坏"),
        ("", "已损坏"),
        ("<a>&undeclared;</a>", "已损坏"),
        ("<!DOCTYPE a><a/>", "外部实体"),
        ('<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/hostname">]><a>&e;</a>', "外部实体"),
        ('<!DOCTYPE a [<!ENTITY % e SYSTEM "http://example.org/e"> %e;]><a/>', "外部实体"),
        ("<a>" * 300 + "</a>" * 300, "嵌套层数太多"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_hostile_xml_gets_a_sentence(xml, sentence, encoding):
    with pytest.raises(UnreadableFile, match=sentence):
        Package(zipped({"a": xml.encode(encoding)}), "a.docx").xml("a")
