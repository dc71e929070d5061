"""All settings in one tree, read from the environment (prefix FENGONG_) and .env, nowhere else."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from platformdirs import user_cache_dir, user_data_dir
from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from prompts import message

ROOT = Path(__file__).parent
PREFIX = "FENGONG_"
ENV_FILE = ".env"
ENV_FILE_UNREADABLE = "设置文件 {path} 不是 UTF-8 编码，无法读取。请用记事本等打开它，另存为 UTF-8 编码。"


class SettingsError(ValueError):
    """A setting is unknown or has a value that cannot be used; the message names it."""


class Settings(BaseSettings):
    """What can be set; every field is an environment variable, e.g. ``FENGONG_PORT=7861``."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=ENV_FILE,
        dotenv_filtering="match_prefix",  # other names in .env are another program's
        extra="forbid",
        frozen=True,
    )

    notices: Path = Field(ROOT / "notices", description="folder of the notices that come with the program")
    notice: str = Field("shanwei-2016-19", description="id of the notice a question is about when none is named")
    model: str = Field("", description="sentence-transformers model by name or folder; empty for the default that comes with the install")
    adapter: bool = Field(True, description="merge the adapter for spoken questions into the default model; other models have none")
    cache: Path = Field(Path(user_cache_dir("fengong")), description="folder of the unpacked model and the built indexes")
    data: Path = Field(Path(user_data_dir("fengong")), description="folder of what people add: notices, feedback")
    database: str = Field("", description="SQLAlchemy address of the database for feedback; empty for SQLite in the data folder")
    host: str = Field("127.0.0.1", description="address to serve on; 0.0.0.0 opens it to the office network")
    port: int = Field(7860, ge=1, le=65535, description="port to serve on")
    threads: int = Field(1, ge=1, le=256, description="threads for the embedding model; more help only on an otherwise idle machine")
    max_question: int = Field(500, ge=20, le=10_000, description="characters; a longer question is refused with a sentence")
    llm_model: str = Field("", description="name of a language model at `FENGONG_LLM_URL`; empty for none")
    llm_url: str = Field(
        "", validate_default=True, description="base address of its server, which speaks the OpenAI protocol: `http://127.0.0.1:11434/v1`"
    )
    llm_key: SecretStr = Field(SecretStr(""), description="key for that server, where it asks for one")
    llm_seconds: float = Field(8.0, ge=0.5, le=60, description="time that the language model may take for one answer")

    @field_validator("llm_url")
    @classmethod
    def _names_the_server(cls, address: str, info: ValidationInfo) -> str:
        parts = urlsplit(address)
        if address and (parts.scheme not in ("http", "https") or not parts.hostname or parts.username or parts.port == 0):
            raise ValueError("must be an http:// or https:// address without a name or password in it")
        if bool(info.data.get("llm_model")) != bool(address):
            raise ValueError(f"{PREFIX}LLM_MODEL and {PREFIX}LLM_URL go together: no other server is ever asked")
        return address

    @property
    def llm_host(self) -> str:
        """The host that questions go to, with its port; "" where no language model is asked."""
        return urlsplit(self.llm_url).netloc if self.llm_model else ""


@lru_cache(maxsize=1)
def get_settings() -> Settings:
    """Return the settings, read once.

    Raises:
        SettingsError: an unknown name with our prefix, a value out of range, or a .env that is not UTF-8.
    """
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    unknown = sorted(name for name in os.environ if name.startswith(PREFIX) and name.upper() not in known)
    if unknown:
        raise SettingsError(message("setting_unknown", name=unknown[0], known="、".join(sorted(known))))
    try:
        return Settings()
    except UnicodeDecodeError as error:
        raise SettingsError(ENV_FILE_UNREADABLE.format(path=Path(ENV_FILE).absolute())) from error
    except ValidationError as error:
        first = error.errors()[0]
        name = PREFIX + str(first["loc"][0]).upper() if first["loc"] else PREFIX
        if first["type"] == "extra_forbidden":  # from .env: pydantic looks for no unknown names in the environment
            raise SettingsError(message("setting_unknown", name=name, known="、".join(sorted(known)))) from error
        raise SettingsError(message("setting_value", name=name, value=first.get("input"), reason=first["msg"])) from error
