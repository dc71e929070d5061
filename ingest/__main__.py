"""``python -m ingest FILE [--json]``: show what is read from a notice."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from ingest import UnreadableFile, read_notice
from ingest.report import summarise, to_dict
from prompts import message


def main(arguments: list[str] | None = None) -> int:
    """Print a notice's summary or JSON; return 2, with one sentence on stderr, if it cannot be read."""
    parser = argparse.ArgumentParser(prog="python -m ingest", description=message("ingest_description"))
    parser.add_argument("file", type=Path, help=message("ingest_file_help"))
    parser.add_argument("--json", action="store_true", help=message("ingest_json_help"))
    options = parser.parse_args(arguments)
    try:
        notice = read_notice(options.file)
    except UnreadableFile as error:
        print(error, file=sys.stderr)
        return 2
    text = json.dumps(to_dict(notice), ensure_ascii=False, indent=1) + "\n" if options.json else summarise(notice)
    sys.stdout.buffer.write(text.encode("utf-8", errors="replace"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
