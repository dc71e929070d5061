"""What all tests share."""

from __future__ import annotations

import pytest

from settings import get_settings


@pytest.fixture(scope="session", autouse=True)
def own_data(tmp_path_factory: pytest.TempPathFactory):
    """A data folder of the tests' own: what somebody has added on this machine is no part of them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FENGONG_DATA", str(tmp_path_factory.mktemp("data")))
        get_settings.cache_clear()
        yield
    get_settings.cache_clear()
