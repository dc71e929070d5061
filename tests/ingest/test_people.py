from __future__ import annotations

import pytest

from ingest.people import unit_length


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("市住建局张卫东", "市住建局"),
        ("市住建局局长张卫东", "市住建局"),
        ("市委办公室张三", "市委办公室"),
        ("市委组织部", "市委组织部"),
        ("市委党校", "市委党校"),
        ("张卫东", "张卫东"),
    ],
)
def test_a_persons_name_is_parted_from_the_unit_before_it(name, unit):
    assert name[: unit_length(name)] == unit
