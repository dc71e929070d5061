"""Which nodes of the outline are tasks, and which only head or make up one."""

from ingest import parse_notice

HEAD = "关于印发任务分工的通知\n各单位：\n现印发给你们。\n"

SECTION = "一、任务\n（一）夜市规范组\n责任单位：镇执法队\n配合单位：石桥派出所\n1．取缔占道烧烤。\n2．配合派出所维持秩序。\n"


def test_what_a_section_gives_its_head_holds_for_the_tasks_below():
    first, second = parse_notice(HEAD + SECTION, "section").tasks
    assert (first.id, first.leads, first.participants) == ("一（一）1", ("镇执法队",), ("石桥派出所",))
    assert (second.id, second.units) == ("一（一）2", ("镇执法队", "石桥派出所"))


def test_a_task_with_units_of_its_own_beside_its_section_keeps_them():
    text = HEAD + SECTION.replace("烧烤。", "烧烤。（镇市场监管所）")
    assert parse_notice(text, "section").clause("一（一）1").units == ("镇市场监管所",)


def test_a_section_that_says_more_than_its_title_is_one_task_with_its_items():
    text = HEAD + "一、任务\n（一）规范夜市。年内建成示范街。（镇执法队负责）\n1．取缔占道烧烤。\n2．划定摊位。\n"
    (task,) = parse_notice(text, "section").tasks
    assert (task.id, task.leads) == ("一（一）", ("镇执法队",))
