"""The forms of names."""

import pytest

from ingest.names import is_unit_name


@pytest.mark.parametrize(
    ("name", "is_unit"),
    [
        ("市住建局", True),
        ("团市委", True),
        ("人民银行", True),
        ("供电公司", True),
        ("职业院校", False),
        ("残疾儿童", False),
        ("各单位要高度重视", False),
        ("各牵头单位要切实履行", False),
        ("会同县公安局", False),
        ("重大问题及时向国务院", False),
        ("市应急管理局", True),
        ("局", False),
        ("社会", False),
    ],
)
def test_the_form_of_an_organs_name(name, is_unit):
    assert is_unit_name(name) is is_unit


def test_those_that_are_listed_are_no_unit_s_name():
    assert not any(map(is_unit_name, ("所列单位", "上列各单位", "以上责任部门")))
