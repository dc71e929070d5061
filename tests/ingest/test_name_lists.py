"""Lists of names, taken apart."""

import pytest

from ingest.name_lists import split_names


@pytest.mark.parametrize("text", ["市住建局、市财政局", "市委组织部、各区、县级市", "文化和旅游部和财政部"])
def test_split_names_stand_where_they_say(text):
    assert all(text[begin:end] == name for name, begin, end in split_names(text))


def test_a_facility_is_no_office_before_the_word_that_joins_it_to_another():
    assert [name for name, _, _ in split_names("保卫处、实验室与资产管理处")] == ["保卫处", "实验室与资产管理处"]
    assert [name for name, _, _ in split_names("保卫处与资产管理处")] == ["保卫处", "资产管理处"]
