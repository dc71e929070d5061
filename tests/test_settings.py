"""Settings come from the environment and .env, and what cannot be used is told by name."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from settings import PREFIX, ROOT, Settings, SettingsError, get_settings


@pytest.fixture(autouse=True)
def bare(monkeypatch, tmp_path) -> Path:
    """An empty folder with no .env as the current one, and no setting in the environment; the value is the folder."""
    for name in [name for name in os.environ if name.upper().startswith(PREFIX)]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    get_settings.cache_clear()
    yield tmp_path
    get_settings.cache_clear()


def test_everything_has_a_default():
    settings = get_settings()
    assert (settings.host, settings.port, settings.notice) == ("127.0.0.1", 7860, "shanwei-2016-19")
    assert settings.notices == ROOT / "notices"


def test_the_shipped_default_notice_is_there():
    settings = get_settings()
    assert (settings.notices / f"{settings.notice}.txt").is_file()


def test_a_setting_is_read_from_the_environment(monkeypatch):
    monkeypatch.setenv("FENGONG_PORT", "7861")
    monkeypatch.setenv("FENGONG_MODEL", "models/bge-small-zh-v1.5")
    assert (get_settings().port, get_settings().model) == (7861, "models/bge-small-zh-v1.5")


def test_a_setting_is_read_from_the_env_file(bare):
    (bare / ".env").write_text("# 局域网\nFENGONG_HOST=0.0.0.0\nFENGONG_PORT=8080\n", encoding="utf-8")
    assert (get_settings().host, get_settings().port) == ("0.0.0.0", 8080)


def test_the_environment_goes_before_the_env_file(bare, monkeypatch):
    (bare / ".env").write_text("FENGONG_PORT=8080\n", encoding="utf-8")
    monkeypatch.setenv("FENGONG_PORT", "8081")
    assert get_settings().port == 8081


def test_settings_are_read_once(monkeypatch):
    first = get_settings()
    monkeypatch.setenv("FENGONG_PORT", "7861")
    assert get_settings() is first


@pytest.mark.parametrize("name", ["FENGONG_PROT", "FENGONG_", "FENGONG_PORT_2"])
def test_an_unknown_setting_is_refused_with_those_there_are(name, monkeypatch):
    monkeypatch.setenv(name, "1")
    with pytest.raises(SettingsError, match=rf"{name}。.*FENGONG_PORT"):
        get_settings()


@pytest.mark.parametrize("line", ["FENGONG_PROT=7861", "fengong_prot=7861", "FENGONG_PROT=", "FENGONG_PROT"])
def test_an_unknown_setting_in_the_env_file_is_refused_like_one_in_the_environment(line, bare):
    (bare / ".env").write_text(f"FENGONG_PORT=7861\n{line}\n", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"^不认识的设置 FENGONG_PROT。.*FENGONG_PORT"):
        get_settings()


def test_names_without_the_prefix_in_the_env_file_are_another_programs(bare):
    (bare / ".env").write_text("PORT=1\nmodel=gpt\nOPENAI_API_KEY=x\nFENGONG_PORT=8080\n", encoding="utf-8")
    assert (get_settings().port, get_settings().model) == (8080, "")


def test_an_env_file_with_a_byte_order_mark_is_read_from_its_first_line(bare):
    (bare / ".env").write_text("FENGONG_PORT=8080\n", encoding="utf-8-sig")
    assert get_settings().port == 8080


@pytest.mark.parametrize("encoding", ["gbk", "utf-16"])
def test_an_env_file_of_another_encoding_is_told_in_a_sentence(encoding, bare):
    (bare / ".env").write_text("# 局域网\nFENGONG_HOST=0.0.0.0\n", encoding=encoding)
    with pytest.raises(SettingsError, match=r"^设置文件 .*\.env 不是 UTF-8 编码.*。$"):
        get_settings()


def test_every_setting_has_a_description():
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []


def test_names_without_the_prefix_are_not_ours(monkeypatch):
    monkeypatch.setenv("PORT", "1")
    assert get_settings().port == 7860


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("FENGONG_PORT", "0"),
        ("FENGONG_PORT", "65536"),
        ("FENGONG_PORT", "七八六零"),
        ("FENGONG_THREADS", "0"),
        ("FENGONG_MAX_QUESTION", "19"),
        ("FENGONG_MAX_QUESTION", "10001"),
    ],
)
def test_a_value_that_cannot_be_used_is_told_with_its_setting(name, value, monkeypatch):
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=rf"{name} .*{value}"):
        get_settings()


def test_settings_cannot_be_changed_later():
    with pytest.raises(ValueError, match="frozen"):
        get_settings().port = 1


def test_there_is_no_language_model_by_default():
    settings = get_settings()
    assert (settings.llm_model, settings.llm_host) == ("", "")


def test_a_language_model_has_a_name_and_a_server(monkeypatch):
    monkeypatch.setenv("FENGONG_LLM_MODEL", "qwen3")
    monkeypatch.setenv("FENGONG_LLM_URL", "http://10.0.0.5:8000/v1")
    assert get_settings().llm_host == "10.0.0.5:8000"


@pytest.mark.parametrize(
    ("model", "url"),
    [
        ("qwen3", ""),  # another default server would be asked
        ("", "http://10.0.0.5:8000/v1"),
        ("qwen3", "10.0.0.5:8000"),
        ("qwen3", "ftp://10.0.0.5/v1"),
        ("qwen3", "http://name:password@10.0.0.5/v1"),
        ("qwen3", "http://10.0.0.5:99999/v1"),
        ("qwen3", "http://"),
    ],
)
def test_half_a_language_model_or_no_address_is_refused(monkeypatch, model, url):
    monkeypatch.setenv("FENGONG_LLM_MODEL", model)
    monkeypatch.setenv("FENGONG_LLM_URL", url)
    monkeypatch.setenv("FENGONG_LLM_KEY", "sk-secret")
    with pytest.raises(SettingsError, match="FENGONG_LLM_URL") as caught:
        get_settings()
    assert "sk-secret" not in str(caught.value)


def test_the_key_is_shown_nowhere(monkeypatch):
    monkeypatch.setenv("FENGONG_LLM_KEY", "sk-secret")
    settings = get_settings()
    assert settings.llm_key.get_secret_value() == "sk-secret"
    assert "sk-secret" not in f"{settings!r} {settings.model_dump(mode='json')}"
