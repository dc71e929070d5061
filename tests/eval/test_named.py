"""Units are found by all their names, and plain words are none."""

from __future__ import annotations

import pytest

from eval.named import UnitNames


@pytest.fixture(scope="module")
def names(notice):
    return UnitNames(notice)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("由**市住建局**牵头", [("市住建局", {"市住建局"})]),
        ("住建局、财政局", [("住建局", {"市住建局"}), ("财政局", {"市财政局"})]),
        ("人民银行汕尾市中心支行", [("人民银行汕尾市中心支行", {"人民银行汕尾市中心支行"})]),
        ("市城乡规划局", [("市城乡规划局", {"市城乡规划局"})]),
        ("市公安局", [("公安局", set())]),
        ("由公安局长签字", []),
        ("发改和民政", []),
        ("发展旅游，完善教育、卫生和农业用地政策", []),
        ("", []),
    ],
)
def test_units_are_found_by_the_longest_name(names, text, found):
    assert [(each.written, set(each.units)) for each in names.find(text)] == found
    assert all(text[each.begin : each.end] == each.written for each in names.find(text))


@pytest.mark.parametrize(
    ("turns", "units"),
    [
        (["市财政局牵头几项"], {"市财政局"}),
        (["民政那边", "发改呢"], {"市民政局", "市发改局"}),
        (["人行管什么"], {"人民银行汕尾市中心支行"}),
        (["农业农村局管什么"], {"市农业局", "市扶贫办"}),
        (["谁牵头"], set()),
    ],
)
def test_a_person_may_name_units_shortly_and_by_later_names(names, turns, units):
    assert names.asked(turns) == units
