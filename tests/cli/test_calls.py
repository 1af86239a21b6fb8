"""How the program is called: help for every command, and exit codes with one line for every wrong call or setting."""

from pathlib import Path

import pytest
from typer.main import get_group

from app.cli.program import program as commands
from tests.cli.conftest import Run
from tests.serving import write

COMMANDS = sorted(get_group(commands).commands)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(kuajing: Run, command: str) -> None:
    """`--help` says how a command is called and what it and each of its options does."""
    ran = kuajing(command, "--help")
    assert (ran.code, ran.err) == (0, "")
    assert f"Usage: kuajing {command}" in ran.out
    about = get_group(commands).commands[command]
    assert about.help
    for parameter in about.params:
        assert getattr(parameter, "help", None), parameter.name


def test_the_program_lists_its_commands(kuajing: Run) -> None:
    """Without a command, and with `--help`, the program says what there is."""
    for arguments in ((), ("--help",)):
        ran = kuajing(*arguments)
        assert all(command in ran.out + ran.err for command in COMMANDS)


WRONG_CALLS = [
    ("unknown-command",),
    ("load", "--unknown-option"),
    ("load", "one", "two"),
    ("serve", "--port", "none"),
    ("serve", "--port", "99999"),
    ("serve", "--port", "-1"),
    ("serve", "--workers", "0"),
    ("search",),
    ("search", ""),
    ("search", "  "),
    ("search", "a" * 201),
    ("search", "b2b", "--limit", "0"),
    ("search", "b2b", "--limit", "101"),
    ("search", "b2b", "--locale", "not-a-locale"),
    ("export",),
    ("export", "--format", "docx", "x.jsonl"),
]


@pytest.mark.parametrize("arguments", WRONG_CALLS, ids=" ".join)
def test_a_wrong_call_ends_with_2(kuajing: Run, arguments: tuple[str, ...]) -> None:
    """A call that is wrong in itself does nothing, says why on standard error, and ends with 2."""
    ran = kuajing(*arguments)
    assert (ran.code, ran.out) == (2, ""), ran
    assert ran.err.strip()
    assert "Traceback" not in ran.err


WRONG_SETTINGS = [
    ("DATABASE_URL", "mysql://x"),
    ("DATABASE_URL", "nonsense"),
    ("DATABASE_URL", ""),
    ("DATABASE_URL", "sqlite://"),
    ("DATABASE_URL", "sqlite:///:memory:"),
    ("DATABASE_URL", "sqlite:////proc/nowhere/kuajing.db"),
    ("DATABASE_URL", "postgresql://host:port/database"),
    ("DATABASE_URL", "postgresql+nodriver://host/database"),
    ("PORT", "99999"),
    ("PORT", "-1"),
    ("PORT", "eighty"),
    ("PORT", ""),
    ("WORKERS", "0"),
    ("WORKERS", "many"),
    ("CACHE_MB", "-1"),
    ("RATE_LIMIT", "0"),
    ("RATE_LIMIT", "60"),
    ("CORS_ORIGINS", "shop.example"),
    ("CORS_ORIGINS", "https://shop.example/path"),
    ("CORS_ORIGINS", "https://a.example https://b.example"),
    ("FRAME_ANCESTORS", "https://shop.example/path"),
    ("FRAME_ANCESTORS", "https://a.example; script-src *"),
    ("LOG", "xml"),
    ("DEFAULT_LOCALE", "not a tag"),
    ("PUBLIC_URL", "kb.example.com"),
    ("PUBLIC_URL", "https://"),
    ("PUBLIC_URL", "https://kb.example.com/a b"),
    ("PUBLIC_URL", "https://kb.example.com/help"),
]


@pytest.mark.parametrize(("name", "value"), WRONG_SETTINGS, ids=lambda part: part)
def test_a_wrong_setting_stops_the_start(kuajing: Run, name: str, value: str) -> None:
    """A wrong value ends every command that uses it with 2 and one line that names the setting."""
    ran = kuajing("migrate", **{name: value})
    assert (ran.code, ran.out) == (2, ""), ran
    assert ran.err.count("\n") == 1
    assert ran.err.startswith("kuajing: KUAJING_" + name)


def test_an_env_file_is_read(kuajing: Run, tmp_path: Path) -> None:
    """Settings come from `.env` where the environment has none; a wrong one there is told alike."""
    write(tmp_path, {".env": "KUAJING_PORT=8123\nKUAJING_LOG=json\nUNRELATED=1\n"})
    ran = kuajing("settings", LOG="text")
    lines = {line.split()[0]: line.split()[1:] for line in ran.out.splitlines() if line.startswith("KUAJING_")}
    assert lines["KUAJING_PORT"][:2] == ["8123", ".env"]
    assert lines["KUAJING_LOG"][:2] == ["text", "environment"]
    assert lines["KUAJING_WORKERS"][:2] == ["1", "default"]
    write(tmp_path, {".env": "KUAJING_PORT=none\n"})
    ran = kuajing("settings")
    assert (ran.code, ran.err.count("\n")) == (2, 1)


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"KUAJING_PORT", b"=1\n", b"'\n\n\"", b"\0"])
def test_an_env_file_of_any_bytes(kuajing: Run, tmp_path: Path, content: bytes) -> None:
    """A broken `.env` is passed over or refused in one line, never with a traceback."""
    (tmp_path / ".env").write_bytes(content)
    ran = kuajing("settings")
    assert ran.code in (0, 2)
    assert "Traceback" not in ran.err
    assert ran.code == 0 or ran.err.count("\n") == 1


def test_passwords_are_hidden(kuajing: Run) -> None:
    """`settings` shows an address without its password."""
    ran = kuajing("settings", DATABASE_URL="postgresql://somebody:s3cret@host/kuajing")
    assert ran.code == 0
    assert "somebody" in ran.out
    assert "s3cret" not in ran.out
