import io
import os
import time

import pytest

from web.incoming import MAX_AGE, MAX_NAME, MAX_WAITING, Incoming, safe_name


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("分工方案.docx", "分工方案.docx"),
        ("..\\..\\分工方案.docx", "分工方案.docx"),
        ("/etc/passwd", "passwd"),
        ("a<b>\n\x00.txt", "ab.txt"),
        ("..", "notice"),
        ("", "notice"),
        (".txt", "txt"),
        ("长" * 300 + ".pdf", "长" * MAX_NAME + ".pdf"),
    ],
)
def test_a_name_is_left_with_what_a_file_may_be_called(given, expected):
    assert safe_name(given) == expected


def test_a_file_is_kept_until_it_is_dropped(tmp_path):
    incoming = Incoming(tmp_path / "incoming")
    token = incoming.keep("方案.txt", io.BytesIO(b"text"))
    assert incoming.path(token).name == "方案.txt" and incoming.path(token).read_bytes() == b"text"
    incoming.drop(token)
    assert incoming.path(token) is None


@pytest.mark.parametrize("token", ["", "..", "../../etc", "a" * 22, "/" * 22])
def test_a_foreign_token_leads_nowhere(tmp_path, token):
    incoming = Incoming(tmp_path / "incoming")
    incoming.keep("方案.txt", io.BytesIO(b"text"))
    (tmp_path / "other.txt").write_text("")
    assert incoming.path(token) is None
    incoming.drop(token)
    assert len(list(incoming.folder.iterdir())) == 1 and (tmp_path / "other.txt").exists()


def test_what_nobody_confirms_goes_after_a_day(tmp_path):
    incoming = Incoming(tmp_path / "incoming")
    old, new = (incoming.keep("方案.txt", io.BytesIO(b"text")) for _ in range(2))
    then = time.time() - MAX_AGE - 1
    os.utime(incoming.folder / old, (then, then))
    incoming.keep("方案.txt", io.BytesIO(b"text"))
    assert incoming.path(old) is None and incoming.path(new) is not None


def test_no_more_wait_than_there_is_room_for(tmp_path):
    incoming = Incoming(tmp_path / "incoming")
    tokens = [incoming.keep("方案.txt", io.BytesIO(b"text")) for _ in range(MAX_WAITING + 2)]
    assert len(list(incoming.folder.iterdir())) == MAX_WAITING and incoming.path(tokens[-1]) is not None
