"""The ways to say the governments of many places."""

import pytest

from answer.collectives import collective_names


@pytest.mark.parametrize(
    ("unit", "said"),
    [
        ("各市（州）人民政府", ["市州政府", "各市州", "各市（州）", "市州人民政府", "各市政府"]),
        ("各县（市、区）政府", ["县区政府", "县市区", "各县市区政府", "各区县"]),
        ("各乡镇人民政府", ["乡镇政府", "镇政府", "各乡镇", "乡镇"]),
        ("各省级人民政府", ["各省政府", "省级政府", "各省"]),
        ("各二级学院", ["二级学院"]),
        ("各省辖市人民政府", ["各地市政府", "各市政府", "各设区市"]),
    ],
)
def test_many_governments_are_said_in_many_ways(unit, said):
    assert set(said) <= set(collective_names(unit))


def test_one_countys_own_government_is_not_all_counties():
    assert not {"县政府", "县", "区政府"} & set(collective_names("各县（市、区）政府"))


@pytest.mark.parametrize("unit", ["县教育局", "各有关部门", "各地区有关部门和单位", "各成员单位"])
def test_other_units_have_no_such_names(unit):
    assert collective_names(unit) == []
