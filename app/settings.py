"""The settings: read once from the environment and `.env`, by the command line and `bootstrap` alone."""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

from dotenv import dotenv_values
from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from app.errors import InvalidSetting
from app.locales.tags import MalformedTag, canonical

PREFIX = "KUAJING_"
ENV_FILE = ".env"
ORIGIN = re.compile(r"\*|https?://[^\s/?#,;@]+")
"""An origin (RFC 6454), or any."""
SOURCE = re.compile(r"\*|'self'|'none'|[a-z][a-z0-9+.-]*:|(?:[a-z][a-z0-9+.-]*://)?[^\s/?#,;@:']+(?::(?:[0-9]+|\*))?")
"""A host, scheme or keyword that may hold a frame (CSP 3, 6.4.2)."""
ADDRESS = re.compile(r"https?://[^\s/?#]+/?")


class Settings(BaseSettings):
    """Every setting; the environment's name is the field's in capitals behind `KUAJING_`."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_file=ENV_FILE, extra="ignore", frozen=True)

    database_url: str = Field("sqlite:///var/kuajing.db", description="where the store is: SQLite or PostgreSQL")
    data: Path | None = Field(Path("data"), description="the data folder; empty: none, the store is all")
    default_locale: str | None = Field(None, description="the locale of last resort; wins over locales.yaml")
    index: Path = Field(Path("var/index"), description="the folder of the search index")
    host: str = Field("127.0.0.1", description="the address to listen on")
    port: int = Field(8000, ge=0, le=65535, description="the port to listen on")
    workers: int = Field(1, ge=1, le=256, description="how many processes serve")
    cors_origins: Annotated[tuple[str, ...], NoDecode] = Field(
        ("*",), description="origins that may read from a browser, comma-separated; * for any"
    )
    frame_ancestors: Annotated[tuple[str, ...], NoDecode] = Field(
        ("*",), description="pages that may hold the iframe, comma-separated; * for any"
    )
    cache_mb: int = Field(64, ge=0, le=65536, description="memory for finished answers in megabytes; 0: none")
    rate_limit: int | None = Field(None, description="reserved for requests a minute; limits are not built yet")
    log: Literal["text", "json"] = Field("text", description="the form of log lines")
    public_url: str | None = Field(None, description="the address that readers know us by")

    @field_validator("data", "default_locale", "rate_limit", "public_url", mode="before")
    @classmethod
    def _empty_is_none(cls, value: object) -> object:
        return None if value == "" else value

    @field_validator("cors_origins", "frame_ancestors", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value

    @field_validator("cors_origins")
    @classmethod
    def _origins(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return _each(value, ORIGIN, "an origin, such as https://shop.example, or *")

    @field_validator("frame_ancestors")
    @classmethod
    def _ancestors(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return _each(value, SOURCE, "an origin, such as https://shop.example or https://*.shop.example, or *")

    @field_validator("rate_limit")
    @classmethod
    def _unbuilt(cls, value: int | None) -> None:
        if value is not None:  # to take it and to limit nothing would be worse
            raise ValueError("limits are not built yet; leave it empty")

    @field_validator("default_locale")
    @classmethod
    def _canonical(cls, value: str | None) -> str | None:
        try:
            return canonical(value) if value else None
        except MalformedTag as error:
            raise ValueError(str(error)) from error

    @field_validator("public_url")
    @classmethod
    def _absolute(cls, value: str | None) -> str | None:
        if value and not ADDRESS.fullmatch(value):
            raise ValueError("must be http:// or https:// and a host, without a path")
        return value.rstrip("/") if value else None


def _each(value: tuple[str, ...], pattern: re.Pattern[str], allowed: str) -> tuple[str, ...]:
    if wrong := [part for part in value if not pattern.fullmatch(part)]:
        raise ValueError(f"{wrong[0]!r} is not {allowed}")
    return value


def read_settings(**given: object) -> Settings:
    """The settings, those `given` winning over the environment. Raises InvalidSetting with one line."""
    try:
        return Settings(**given)  # type: ignore[arg-type]  # pydantic checks the types of what is given
    except ValidationError as error:
        wrong = error.errors()[0]
        name = f"{PREFIX}{'_'.join(map(str, wrong['loc'][:1])).upper()}"
        raise InvalidSetting(f"{name}={wrong['input']!r}: {wrong['msg'].removeprefix('Value error, ')}") from error
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidSetting(f"{ENV_FILE} cannot be read: {error}") from error


def sources(settings: Settings, environment: Mapping[str, str] | None = None) -> dict[str, str]:
    """For each setting's environment name where its value came from: `environment`, `.env` or `default`."""
    present = {name.upper() for name in (os.environ if environment is None else environment)}
    in_file = {name.upper() for name in dotenv_values(ENV_FILE)} if Path(ENV_FILE).is_file() else set()
    found = {}
    for field in type(settings).model_fields:
        name = PREFIX + field.upper()
        found[name] = "environment" if name in present else ENV_FILE if name in in_file else "default"
    return found
