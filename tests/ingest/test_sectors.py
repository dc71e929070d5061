from __future__ import annotations

import pytest

from ingest.sectors import is_sector


@pytest.mark.parametrize("name", ["公安", "县公安", "市场监管", "省自然资源", "金融监管", "人行", "税务"])
def test_a_field_stands_for_its_office(name):
    assert is_sector(name)


@pytest.mark.parametrize("name", ["市公安局", "学校", "推进改革", "养老", "市"])
def test_other_words_do_not(name):
    assert not is_sector(name)
