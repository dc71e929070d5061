import pytest

from index.build import open_index
from index.fuse import PROBES
from index.shelf import open_shelf
from ingest.library import Library

ROADS = "关于校车的通知\n\n海府办〔2020〕{n}号\n\n1. 规范校车班线管理。（市教育局）\n\n2. 开行夜间公交车。（市交通局）\n"
TREES = "关于林业的通知\n\n海府办〔2021〕7号\n\n1. 保护天然林和湿地。（市林业局）\n\n2. 危房改造补助及时发放。（市住建局）\n"


@pytest.fixture
def library(tmp_path):
    (tmp_path / "notices").mkdir()
    (tmp_path / "notices" / "roads.txt").write_text(ROADS.format(n=1), encoding="utf-8")
    (tmp_path / "notices" / "roads.phrasings.yaml").write_text("2: [晚上回家没有车]", encoding="utf-8")
    return Library(tmp_path / "data" / "library", tmp_path / "notices", tmp_path / "readings")


@pytest.fixture
def open_again(library, encoder, tmp_path):
    """Open the shelf as a new process does, and return it with the texts that had to be embedded for it."""

    def open_again(**options):
        encoder.embedded.clear()
        shelf = open_shelf(library, encoder=encoder, folder=tmp_path / "index", **options)
        return shelf, [text for text in encoder.embedded if text not in PROBES]

    return open_again


@pytest.fixture
def add(library, tmp_path):
    def add(text):
        (tmp_path / "given.txt").write_text(text, encoding="utf-8")
        return library.add(tmp_path / "given.txt").notice.id

    return add


def test_a_second_notice_is_indexed_by_itself(open_again, add):
    first, embedded = open_again()
    assert "晚上回家没有车" in embedded and first.nearest(first.encoder.embed_queries(["车"])[0]) == ("roads",)
    trees = add(TREES)
    both, embedded = open_again()
    assert set(embedded) == {passage.text for passage in both.indexes[trees].passages}
    assert open_again()[1] == []


def test_what_is_found_in_a_notice_does_not_depend_on_the_others(open_again, add):
    alone = open_again()[0].search("校车班线谁管", 5, notice="roads")
    add(TREES)
    both, _ = open_again()
    assert both.search("校车班线谁管", 5, notice="roads") == alone
    assert [hit.notice for hit in alone] == ["roads"] * 3


def test_over_all_notices_the_best_of_each_compete(open_again, add):
    trees = add(TREES)
    shelf, _ = open_again()
    assert [shelf.search(text, 1)[0].notice for text in ("保护天然林和湿地", "规范校车班线管理")] == [trees, "roads"]
    assert {hit.notice for hit in shelf.search("校车和湿地", 9)} == {trees, "roads"} and shelf.search(" ", 9) == []
    assert len(shelf) == sum(len(index) for index in shelf.indexes.values()) == 6


def test_indexes_that_are_kept_are_not_opened_again(open_again, add, monkeypatch):
    shelf, _ = open_again()
    trees, opened = add(TREES), []
    monkeypatch.setattr(
        "index.shelf.open_index", lambda notices, *given, **named: opened.extend(notices) or open_index(notices, *given, **named)
    )
    renewed, _ = open_again(kept=shelf.indexes)
    assert [notice.id for notice in opened] == [trees] and renewed.indexes["roads"] is shelf.indexes["roads"]


def test_a_removed_notice_is_found_no_more(open_again, add, library):
    trees = add(TREES)
    library.remove(trees)
    assert list(open_again()[0].indexes) == ["roads"]


def test_a_version_of_a_shipped_notice_goes_without_its_phrasings(open_again, add):
    add(ROADS.format(n=1).replace("\n\n2. 开行夜间公交车。（市交通局）", ""))  # the phrasings are of task 2, which is gone
    assert open_again()[0].indexes["roads"].notices == ("roads",)


def test_an_empty_library_makes_an_empty_shelf(tmp_path, encoder):
    library = Library(tmp_path / "data", tmp_path / "none", tmp_path / "readings")
    assert open_shelf(library, encoder=encoder, folder=tmp_path / "index").search("危房", 3) == []
