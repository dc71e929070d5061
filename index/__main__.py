"""``python -m index build`` prepares model and index; ``python -m index search 问题`` prints what is found, leg by leg."""

from __future__ import annotations

import argparse
import logging
import sys

from index.build import build_command, open_index
from index.model import ModelUnavailable
from index.passages import PhrasingsError
from ingest import UnreadableFile
from prompts import message
from settings import SettingsError

SHOWN = 5  # clauses


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; return 1, with a sentence on standard error, where what the person gave cannot be used."""
    parser = argparse.ArgumentParser(prog="python -m index", description=message("index_help"))
    commands = parser.add_subparsers(dest="command", required=True)
    build = commands.add_parser("build", help=message("index_help_build"))
    build.add_argument("--quiet", action="store_true", help=message("index_help_quiet"))
    search = commands.add_parser("search", help=message("index_help_search"))
    search.add_argument("query")
    options = parser.parse_args(arguments)
    logging.basicConfig(format="%(message)s")
    try:
        if options.command == "build":
            print(build_command(progress=not options.quiet))
        else:
            print_hits(options.query)
    except (ModelUnavailable, PhrasingsError, SettingsError, UnreadableFile) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def print_hits(query: str) -> None:
    """Print the best clauses, a line each, with their scores."""
    index = open_index(progress=True)
    for hit in index.search(query, SHOWN):
        text = index.clause_passages[hit.notice, hit.clause].text
        legs = " ".join(f"{name}={getattr(hit, name):.3f}" for name in ("dense", "sentence", "phrasing", "lexical"))
        print(f"{hit.score:6.2f}  {hit.notice}#{hit.clause}  {legs}  {text[:40]}")


if __name__ == "__main__":
    sys.exit(main())
