"""Older word processors' files (.doc, .wps, .rtf) -> .docx, by LibreOffice where it is installed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from ingest.unreadable import UnreadableFile
from prompts import message

PROGRAMS = ("soffice", "libreoffice")
MAX_SECONDS = 120  # a first start takes about 10
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # a .docx locked by a password is an OLE file with this stream
_SECURITY = "/org.openoffice.Office.Common/Security/Scripting"
# A profile of its own: no macro runs, nothing that the file links to is fetched.
PROFILE = f"""<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="{_SECURITY}"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="{_SECURITY}"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"""


def convert_to_docx(data: bytes, suffix: str, name: str) -> bytes:
    """Return a file converted to .docx.

    Raises:
        UnreadableFile: LibreOffice is not installed, cannot read the file, or takes too long.
    """
    if ENCRYPTED in data:
        raise UnreadableFile(message("file_locked", path=name))
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        raise UnreadableFile(message("file_office_missing", path=name))
    with tempfile.TemporaryDirectory(prefix="fengong-office-") as folder:
        given, made = Path(folder, f"notice{suffix}"), Path(folder, "made", "notice.docx")
        given.write_bytes(data)
        profile = Path(folder, "profile", "user")
        profile.mkdir(parents=True)
        (profile / "registrymodifications.xcu").write_text(PROFILE, encoding="utf-8")
        _run(
            [
                *(program, "--headless", "--norestore", "--nolockcheck", f"-env:UserInstallation={profile.parent.as_uri()}"),
                *("--convert-to", "docx", "--outdir", str(made.parent), str(given)),
            ],
            name,
        )
        if not made.is_file():
            raise UnreadableFile(message("file_damaged", path=name))
        return made.read_bytes()


def _run(command: list[str], name: str) -> None:
    """Run a program to its end, with the programs it starts; stop them all when the time is up."""
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        process.wait(MAX_SECONDS)
    except subprocess.TimeoutExpired as error:
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        raise UnreadableFile(message("file_slow", path=name, seconds=MAX_SECONDS)) from error
