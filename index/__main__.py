"""``python -m index``: prepare model and index, keep the library of notices, look at what a search finds."""

from __future__ import annotations

import argparse
import logging
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from tqdm import tqdm

from index.build import PROGRESS_DELAY
from index.model import ModelUnavailable
from index.passages import PhrasingsError
from index.shelf import forget, open_shelf
from ingest import UnreadableFile
from ingest.changes import describe_changes
from ingest.folder import notice_paths
from ingest.library import Addition, Library, LibraryError
from prompts import message
from schema import Notice
from settings import SettingsError, get_settings

SHOWN = 5  # clauses


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; return 1, with a sentence on standard error, where what the person gave cannot be used."""
    options = _parser().parse_args(arguments)
    logging.basicConfig(format="%(message)s")
    try:
        return COMMANDS[options.command](options)
    except (LibraryError, ModelUnavailable, PhrasingsError, SettingsError, UnreadableFile) as error:
        print(error, file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m index", description=message("index_help"))
    commands = parser.add_subparsers(dest="command", required=True)
    for name in COMMANDS:
        command = commands.add_parser(name, help=message(f"index_help_{name}"))
        if name in ("build", "add", "remove"):
            command.add_argument("--quiet", action="store_true", help=message("index_help_quiet"))
        if name == "add":
            command.add_argument("files", nargs="+", type=Path, metavar="FILE", help=message("index_help_add_files"))
            alike = command.add_mutually_exclusive_group()
            alike.add_argument("--replace", dest="replaces", action="store_true", default=None, help=message("index_help_replace"))
            alike.add_argument("--separate", dest="replaces", action="store_false", default=None, help=message("index_help_separate"))
        elif name == "remove":
            command.add_argument("ids", nargs="+", metavar="ID", help=message("index_help_remove_ids"))
        elif name == "search":
            command.add_argument("query")
    return parser


def build(options: argparse.Namespace) -> int:
    """Prepare the model and the index, and say so."""
    started = time.perf_counter()
    settings = get_settings()
    shelf = open_shelf(progress=not options.quiet)
    indexes = shelf.indexes.values()
    counts = {"notices": len(indexes), "clauses": len(shelf), "passages": sum(len(index.passages) for index in indexes)}
    seconds = round(time.perf_counter() - started, 1)
    print(message("index_built", **counts, model=shelf.encoder.name, seconds=seconds, folder=settings.cache / "index"))
    return 0


def add(options: argparse.Namespace) -> int:
    """Add files one by one, each whole by itself; one that cannot be read, or may be a version of another, is told and stops no other."""
    library, refused = Library.open(get_settings()), 0
    files = list(_files(options.files))
    for path in tqdm(files, message("library_reading"), unit="份", delay=PROGRESS_DELAY, disable=True if options.quiet else None):
        try:
            addition = library.add(path, options.replaces)
        except UnreadableFile as error:
            refused += 1
            tqdm.write(str(error), file=sys.stderr)
            continue
        unsure = addition.state == "unsure"
        refused += unsure
        tqdm.write("\n".join(_told(addition, path)), file=sys.stderr if unsure else sys.stdout)
    if refused < len(files):
        open_shelf(progress=not options.quiet)
    return 1 if refused else 0


def _files(given: Sequence[Path]) -> Iterator[Path]:
    """Yield the files given, and those of the folders given.

    Raises:
        LibraryError: a folder holds no notice.
    """
    for path in given:
        if not path.is_dir():
            yield path
            continue
        found = notice_paths(path)
        if not found:
            raise LibraryError(message("library_no_files", folder=path))
        yield from found


def _told(addition: Addition, path: Path) -> list[str]:
    notice = addition.notice
    previous = addition.previous.id if addition.previous else ""
    said = message(f"library_added_{addition.state}", file=path.name, previous=previous, **_counts(notice))
    return [said, *(f"  {line}" for line in describe_changes(addition.changes))] if addition.changes is not None else [said]


def remove(options: argparse.Namespace) -> int:
    """Take added notices out of the library."""
    library = Library.open(get_settings())
    for notice_id in options.ids:
        entry = library.remove(notice_id)
        print(message("library_removed", notice=entry.id, title=entry.title or message("library_untitled")))
    left = {notice.id for notice in library.notices()}  # a notice that ships stands in the place of its added version again
    forget(set(options.ids) - left)
    open_shelf(progress=not options.quiet)
    return 0


def list_notices(options: argparse.Namespace) -> int:
    """Print a line for each notice, shipped or added."""
    library = Library.open(get_settings())
    added = {entry.id: entry for entry in library.entries()}
    for notice in library.notices():
        entry = added.get(notice.id)
        origin = message("library_line_added", name=entry.name, date=entry.added[:10]) if entry else message("library_line_shipped")
        print(message("library_line", **_counts(notice), number=notice.document_number, origin=origin))
    return 0


def _counts(notice: Notice) -> dict[str, object]:
    return {
        "notice": notice.id,
        "title": notice.title or message("library_untitled"),
        "tasks": len(notice.tasks),
        "units": len(notice.units),
        "warnings": len(notice.warnings),
    }


def search(options: argparse.Namespace) -> int:
    """Print the best clauses of all notices, a line each, with their scores."""
    shelf = open_shelf(progress=True)
    for hit in shelf.search(options.query, SHOWN):
        text = shelf.indexes[hit.notice].clause_passages[hit.notice, hit.clause].text
        legs = " ".join(f"{name}={getattr(hit, name):.3f}" for name in ("dense", "sentence", "phrasing", "lexical"))
        print(f"{hit.score:6.2f}  {hit.notice}#{hit.clause}  {legs}  {text[:40]}")
    return 0


COMMANDS = {"build": build, "add": add, "remove": remove, "list": list_notices, "search": search}

if __name__ == "__main__":
    sys.exit(main())
