"""The place that a question is about."""

import pytest

from answer.places import other_place, place_within


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("惠州惠东县的旧房改造，哪个局牵头", "惠州"),
        ("考上广州的大学，学费怎么办", ""),
        ("香港那边有个基金会想捐款，找谁", ""),
        ("潮州市的扶贫分工", "潮州市"),
        ("湛江的扶贫任务有哪些", "湛江"),
        ("汕尾市的扶贫分工", ""),
        ("深圳对口帮扶办参加哪项", ""),
        ("陆河县的扶贫工作谁联系", ""),
    ],
)
def test_the_business_of_another_place(shipped, question, place):
    assert other_place(question, shipped) == place


@pytest.mark.parametrize(
    ("question", "clause", "elsewhere"),
    [
        ("陆丰有劳动能力的帮扶对象多少人", "24", True),
        ("我市有劳动能力的帮扶对象多少人", "24", False),
        ("陆丰分别摊多少", "45", True),
    ],
)
def test_a_figure_of_the_whole_is_none_of_a_place_within(shipped, question, clause, elsewhere):
    assert place_within(question, [shipped.clause(clause)], shipped) is elsewhere


def test_a_place_of_the_story_is_not_what_is_asked_about(shipped):
    story = "儿子辞了广州的工回来养鱼。"
    assert other_place(f"{story}有没有给这种人的培训？", shipped) == ""
    assert other_place(f"{story}广州的培训归谁管？", shipped) == "广州"
