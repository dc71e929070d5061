"""The library keeps what is added, whole, whatever happens on the way."""

import json
import os
import threading
import time
from functools import partial

import pytest

from ingest import UnreadableFile
from ingest.library import CATALOGUE, FILES, Library, LibraryError
from ingest.readings import MAX_AGE, UNFINISHED, reader_fingerprint
from tests.kills import killed_before

TEXT = """关于印发《危房改造工作方案》的通知

海府办〔2020〕{number}号

列在首位的为牵头单位。

1. 推进农村危房改造，对住房困难户给予补助。（市住建局、市财政局）

2. 修建农村公路，改善群众出行条件。（{roads}）
"""


@pytest.fixture
def shipped(tmp_path):
    folder = tmp_path / "notices"
    folder.mkdir()
    (folder / "first.txt").write_text(TEXT.format(number=1, roads="市交通局"), encoding="utf-8")
    return folder


@pytest.fixture
def library(tmp_path, shipped):
    return Library(tmp_path / "data" / "library", shipped, tmp_path / "readings")


@pytest.fixture
def write(tmp_path):
    def write(number=2, roads="市交通局", name="given.txt"):
        path = tmp_path / name
        path.write_text(TEXT.format(number=number, roads=roads), encoding="utf-8")
        return path

    return write


def ids(library):
    return [notice.id for notice in library.notices()]


def again(library):
    """Return the library as another process opens it."""
    return Library(library.folder, library.shipped, library.readings)


def test_an_added_notice_is_kept_with_its_file(library, write):
    path = write()
    addition = library.add(path)
    assert (addition.state, addition.notice.id, addition.previous) == ("new", "haifuban-2020-2", None)
    path.unlink()
    opened = again(library)
    assert ids(opened) == ["first", "haifuban-2020-2"]
    (entry,) = opened.entries()
    assert (entry.name, entry.document_number, entry.tasks, entry.units) == ("given.txt", "海府办〔2020〕2号", 2, 3)
    assert (library.folder / FILES / entry.file).read_text(encoding="utf-8") == opened.notices()[1].source


def test_adding_the_same_file_again_changes_nothing(library, write):
    library.add(write())
    before = (library.folder / CATALOGUE).read_bytes()
    addition = library.add(write(name="under another name.txt"))
    assert (addition.state, addition.notice.id) == ("same", "haifuban-2020-2")
    assert (library.folder / CATALOGUE).read_bytes() == before


def test_a_shipped_file_need_not_be_added(library, write):
    addition = library.add(write(number=1))
    assert (addition.state, addition.notice.id) == ("same", "first")
    assert library.entries() == ()


def test_a_new_version_takes_the_place_of_the_old_and_says_what_changed(library, write):
    library.add(write())
    addition = library.add(write(roads="市住建局、市交通局"))
    assert (addition.state, addition.notice.id, addition.previous.id) == ("version", "haifuban-2020-2", "haifuban-2020-2")
    assert [(c.new.id, c.units_added) for c in addition.changes.changed] == [("2", ("市住建局",))]
    assert ids(library) == ["first", "haifuban-2020-2"]
    assert library.notices()[1].clause("2").units == ("市住建局", "市交通局")
    assert len(list((library.folder / FILES).iterdir())) == 1  # the old copy is gone


TABLE = "任务分工表\n\n1. {task}，落实各项措施。（市教育局）\n\n2. 加强校园安全，排查各类隐患。（市公安局）\n"


@pytest.fixture
def titled_alike(library, tmp_path):
    """Two tables without number or issuer, the first in the library."""
    paths = [tmp_path / "甲县.txt", tmp_path / "乙县.txt"]
    for path, task in zip(paths, ("推进教育改革和教师轮岗交流培训", "新建乡村学校十所并投入使用")):
        path.write_text(TABLE.format(task=task), encoding="utf-8")
    assert library.add(paths[0]).state == "new"
    return paths


def test_a_notice_of_the_same_bare_title_is_not_taken_for_a_version_unasked(library, titled_alike):
    before = ids(library)
    addition = library.add(titled_alike[1])
    assert (addition.state, addition.previous.id) == ("unsure", "renwufengongbiao")
    assert ([task.id for task in addition.changes.added], addition.changes.kept) == (["1"], 1)
    assert ids(library) == before


@pytest.mark.parametrize(
    ("replaces", "state", "kept"),
    [(True, "version", ["first", "renwufengongbiao"]), (False, "new", ["first", "renwufengongbiao", "renwufengongbiao-2"])],
)
def test_a_person_says_whether_it_is_a_version_or_another(library, titled_alike, replaces, state, kept):
    assert library.add(titled_alike[1], replaces).state == state
    assert ids(library) == kept
    assert "新建乡村学校十所并投入使用" in library.notices()[-1].source
    assert library.add(titled_alike[1]).state == "same"


def test_of_several_titled_alike_the_one_with_most_tasks_in_common_may_be_replaced(library, titled_alike, tmp_path):
    library.add(titled_alike[1], replaces=False)
    later = tmp_path / "later.txt"
    later.write_text(titled_alike[1].read_text(encoding="utf-8") + "\n3. 配备校医，做好保健工作。（市卫健局）\n", encoding="utf-8")
    assert library.preview(later).previous.id == "renwufengongbiao-2"


def test_a_plan_that_cites_the_number_that_another_cites_is_another_notice(library, tmp_path):
    for name, city in (("甲.txt", "甲市"), ("乙.txt", "乙市")):
        path = tmp_path / name
        body = "根据《意见》（国发〔2018〕3号）精神，制定本方案。\n\n1. 推进质量提升，开展各项行动。（市教育局）\n"
        path.write_text(f"{city}质量提升重点任务分工方案\n\n{body}", encoding="utf-8")
        assert library.add(path).state == "new"


def test_a_version_of_a_shipped_notice_hides_it_until_it_is_removed(library, write):
    assert library.add(write(number=1, roads="市公路局")).state == "version"
    assert ids(library) == ["first"] and library.notices()[0].clause("2").units == ("市公路局",)
    assert library.phrasings_folder("first") == library.folder
    library.remove("first")
    assert library.notices()[0].clause("2").units == ("市交通局",)
    assert library.phrasings_folder("first") == library.shipped


def test_the_old_file_of_a_hidden_shipped_notice_can_be_added_again(library, write):
    library.add(write(number=1, roads="市公路局"))
    assert library.add(write(number=1)).state == "version"
    assert library.notices()[0].clause("2").units == ("市交通局",)


def test_a_preview_changes_nothing(library, write):
    assert library.preview(write()).state == "new"
    assert not library.folder.exists()


def test_a_removed_notice_is_gone_with_its_file(library, write):
    library.add(write())
    assert library.remove("haifuban-2020-2").name == "given.txt"
    assert ids(again(library)) == ["first"] and list((library.folder / FILES).iterdir()) == []


@pytest.mark.parametrize(("notice_id", "words"), [("first", "放在通知文件夹里"), ("nothing", "没有添加过 nothing"), ("../x", "没有添加过")])
def test_what_was_not_added_cannot_be_removed(library, write, notice_id, words):
    library.add(write())
    with pytest.raises(LibraryError, match=words):
        library.remove(notice_id)
    assert ids(library) == ["first", "haifuban-2020-2"]


def test_an_unreadable_file_leaves_the_library_as_it_was(library, tmp_path):
    (tmp_path / "bad.pdf").write_bytes(b"%PDF-1.4 nothing")
    with pytest.raises(UnreadableFile):
        library.add(tmp_path / "bad.pdf")
    assert library.entries() == () and list((library.folder / FILES).iterdir()) == []


def test_a_lost_copy_leaves_the_others(library, write, caplog):
    library.add(write())
    library.add(write(number=3))
    (library.folder / FILES / library.entries()[0].file).unlink()
    assert ids(again(library)) == ["first", "haifuban-2020-3"]
    assert "haifuban-2020-2" in caplog.text


@pytest.mark.parametrize("content", [b"{", b'{"format": 99, "notices": []}', b'{"format": 1, "notices": [{"id": "x"}]}', b"[]"])
def test_a_catalogue_that_cannot_be_used_is_told_and_left_alone(library, write, content):
    library.add(write())
    (library.folder / CATALOGUE).write_bytes(content)
    for use in (library.entries, library.notices, lambda: library.add(write(number=3)), lambda: library.remove("first")):
        with pytest.raises(LibraryError, match=CATALOGUE):
            use()
    assert (library.folder / CATALOGUE).read_bytes() == content


def test_a_folder_that_cannot_be_written_is_told(tmp_path, shipped, write):
    (tmp_path / "file").write_text("")
    library = Library(tmp_path / "file" / "library", shipped, tmp_path / "readings")
    with pytest.raises(LibraryError, match="FENGONG_DATA"):
        library.add(write())


def test_unchanged_notices_are_the_same_objects_and_are_parsed_once(library, write, monkeypatch):
    library.add(write())
    before = library.notices()
    library.add(write(number=3))
    after = library.notices()
    assert after[0] is before[0] and after[1] is before[1]
    monkeypatch.setattr("ingest.readings.read_notice", lambda *_: pytest.fail("parsed again"))
    assert again(library).notices() == after


def test_another_reader_reads_the_files_anew(library, write, monkeypatch):
    library.add(write())
    before = {path.name for path in library.readings.iterdir()}
    monkeypatch.setattr("ingest.readings.reader_fingerprint", lambda: "another")
    assert ids(again(library)) == ["first", "haifuban-2020-2"]
    after = {path.name for path in library.readings.iterdir()}
    assert len(after) == len(before) == 2 and all(name.endswith("-another.json") for name in after)
    assert len(reader_fingerprint()) == 16


def test_additions_at_once_are_all_kept(library, write):
    paths = [write(number=n, name=f"{n}.txt") for n in range(2, 10)]
    workers = [threading.Thread(target=again(library).add, args=(path,)) for path in paths]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(ids(library)) == ["first", *(f"haifuban-2020-{n}" for n in range(2, 10))]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork on Windows")
@pytest.mark.parametrize("work", ["add", "replace", "remove"])
def test_a_kill_at_any_step_leaves_the_library_before_it_or_after_it(library, write, work):
    library.add(write(number=3))
    if work != "add":
        library.add(write())
    path = write(roads="市公路局") if work == "replace" else write()
    library.preview(path)  # read before, so that the steps are the library's own
    start = (library.folder / CATALOGUE).read_bytes()
    copies = {file.name: file.read_bytes() for file in (library.folder / FILES).iterdir()}
    opened = again(library)
    opened.notices()
    take = partial(opened.remove, "haifuban-2020-2") if work == "remove" else partial(opened.add, path)
    outcomes = []
    while True:
        killed = killed_before(len(outcomes), take)
        notices = again(library).notices()
        assert [notice.id for notice in notices] == ["first", *(entry.id for entry in again(library).entries())]
        assert "haifuban-2020-3" in [notice.id for notice in notices]
        outcomes.append((library.folder / CATALOGUE).read_bytes() != start)
        if not killed:
            break
        (library.folder / CATALOGUE).write_bytes(start)  # back to the state before, with what the kill left behind
        for name, data in copies.items():
            (library.folder / FILES / name).write_bytes(data)
    assert len(outcomes) > 5 and outcomes == sorted(outcomes) and not outcomes[0] and outcomes[-1]
    named = {entry["file"] for entry in json.loads((library.folder / CATALOGUE).read_bytes())["notices"]}
    assert set(os.listdir(library.folder / FILES)) == named  # nothing that a kill left behind stays
    assert not [name for name in os.listdir(library.folder) if name.startswith(".new-")]


def test_what_a_kill_left_among_the_readings_is_swept_away_and_what_is_being_written_is_not(library, write):
    library.readings.mkdir()
    left, fresh = library.readings / f"{UNFINISHED}left", library.readings / f"{UNFINISHED}fresh"
    for path in (left, fresh):
        path.write_bytes(b"{")
    os.utime(left, (time.time() - 2 * MAX_AGE,) * 2)
    library.add(write())
    assert fresh.exists() and not left.exists()
