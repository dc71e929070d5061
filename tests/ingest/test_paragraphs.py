"""Where the paragraphs of a clause end."""

from ingest import parse_notice

HEAD = "关于印发任务分工的通知\n各单位：\n现印发给你们。\n"


def test_a_paragraph_below_a_list_of_units_is_none_of_them():
    text = HEAD + "　　一、推进改革。责任单位：市教育局　市财政局\n　　以上任务由市政府督查室负责督办\n"
    (task,) = parse_notice(text, "below").tasks
    assert task.units == ("市教育局", "市财政局")
