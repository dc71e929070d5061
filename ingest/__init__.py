"""A file -> Notice: read, mend, split into clauses, read off units, roles, deadlines, deliverables."""

from ingest.parse import parse_notice, read_notice
from ingest.unreadable import UnreadableFile

__all__ = ["UnreadableFile", "parse_notice", "read_notice"]
