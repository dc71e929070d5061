from ingest import parse_notice
from ingest.changes import compare_notices, describe_changes
from schema import Notice

HEAD = "关于工作分工的通知\n\n列在首位的为牵头单位。\n\n"
ROADS = "修建农村公路，改善出行条件，方便群众。"
SCHOOLS = "改造薄弱学校，配齐教学设备，提高质量。"
HOUSES = "推进农村危房改造，对住房困难户给予补助。"
FORESTS = "保护天然林和湿地，开展造林绿化行动。"


def notice(*tasks: tuple[str, str]) -> Notice:
    return parse_notice(HEAD + "\n\n".join(f"{n}. {text}（{units}）" for n, (text, units) in enumerate(tasks, 1)), "n")


OLD = notice((ROADS, "市交通局、市财政局"), (SCHOOLS, "市教育局、市财政局"), (HOUSES, "市住建局"))


def test_the_same_tasks_are_no_change_whatever_their_numbers():
    changes = compare_notices(OLD, notice((HOUSES, "市住建局"), (SCHOOLS, "市教育局、市财政局"), (ROADS, "市交通局、市财政局")))
    assert not changes and changes.kept == 3
    assert describe_changes(changes) == ["任务与原来的一样，共 3 项。"]


def test_new_dropped_reassigned_and_reworded_tasks_are_told_apart():
    new = notice(
        (FORESTS, "市林业局"),
        (SCHOOLS, "市财政局、市教育局"),
        ("推进农村危房改造和抗震加固，对住房困难户给予补助。", "市住建局、市民政局"),
    )
    changes = compare_notices(OLD, new)
    assert [task.text[:4] for task in changes.added] == ["保护天然"]
    assert [task.id for task in changes.removed] == ["1"]
    assert [(c.old.id, c.new.id, c.units_added, c.units_removed, c.reworded) for c in changes.changed] == [
        ("2", "2", (), (), False),
        ("3", "3", ("市民政局",), (), True),
    ]
    assert describe_changes(changes) == [
        "任务新增 1 项，减少 1 项，改动 2 项，未变 0 项。",
        "新增 任务1：保护天然林和湿地，开展造林绿化行动（市林业局）",
        "减少 任务1：修建农村公路，改善出行条件，方便群众（市交通局、市财政局）",
        "改动 任务2：改造薄弱学校，配齐教学设备，提高质量——牵头由市教育局改为市财政局",
        "改动 任务3：推进农村危房改造和抗震加固，对住房困难户给予补助——增加市民政局；文字有改动",
    ]


def test_a_changed_task_under_another_number_is_found_by_its_words():
    changes = compare_notices(OLD, notice((FORESTS, "市林业局"), (ROADS, "市交通局")))
    assert [(c.old.id, c.new.id, c.units_removed) for c in changes.changed] == [("1", "2", ("市财政局",))]
    assert "任务2（原 1）" in describe_changes(changes)[-1]
