"""Lists of names, taken apart."""

import pytest

from ingest.name_lists import split_names


@pytest.mark.parametrize("text", ["市住建局、市财政局", "市委组织部、各区、县级市", "文化和旅游部和财政部"])
def test_split_names_stand_where_they_say(text):
    assert all(text[begin:end] == name for name, begin, end in split_names(text))
