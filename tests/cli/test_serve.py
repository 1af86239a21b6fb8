"""`kuajing serve`: what it does before it serves, and what stops it."""

import json
import signal
import socket
from pathlib import Path

import httpx
import pytest

from tests.cli.conftest import Run
from tests.serving import serving, write

FAQ = "faqs:\n  a: {question: Why?, answer: So.}\n"


def log(folder: Path) -> str:
    """What a server logged."""
    return (folder / "serve.log").read_text(encoding="utf-8")


def test_several_workers_load_and_serve(tmp_path: Path) -> None:
    """A first start migrates, loads the folder and serves it from several processes, which all find what there is."""
    write(tmp_path, {"kb/en/faqs.yaml": FAQ})
    with serving(tmp_path, KUAJING_DATA="kb", KUAJING_WORKERS="2") as address:
        for _ in range(8):
            assert httpx.get(f"{address}/v1/search?q=why", timeout=60).json()["total"] == 1
    assert "Traceback" not in log(tmp_path)


def test_a_broken_folder_serves_what_was_good(kuajing: Run, tmp_path: Path) -> None:
    """With errors in the folder the last good revision is served, and every error is logged with its place."""
    write(tmp_path, {"kb/en/faqs.yaml": FAQ})
    assert kuajing("load", DATA="kb").code == 0
    write(tmp_path, {"kb/en/faqs.yaml": FAQ + "  b: {question: '', colour: red}\n"})
    with serving(tmp_path, KUAJING_DATA="kb", KUAJING_LOG="json") as address:
        assert httpx.get(f"{address}/v1/faqs/a").json()["answer"] == "So."
        assert httpx.get(f"{address}/v1/faqs").json()["total"] == 1
    lines = [json.loads(line) for line in log(tmp_path).splitlines()]
    assert all(line.keys() >= {"time", "level", "logger", "message"} for line in lines)
    (told,) = [line["message"] for line in lines if line["level"] == "error"]
    assert told.count("kb/en/faqs.yaml:") >= 2
    assert "colour" in told


def test_a_changed_folder_is_loaded_until_ctrl_c(kuajing: Run, tmp_path: Path) -> None:
    """A start loads what changed in the folder since the last one; Ctrl-C ends it without a traceback."""
    write(tmp_path, {"kb/en/faqs.yaml": FAQ})
    assert kuajing("load", DATA="kb").code == 0
    write(tmp_path, {"kb/en/faqs.yaml": FAQ.replace("So.", "Because.")})
    with serving(tmp_path, told=signal.SIGINT, KUAJING_DATA="kb") as address:
        assert httpx.get(f"{address}/v1/faqs/a").json()["answer"] == "Because."
    assert "changed 1" in log(tmp_path)
    assert "Traceback" not in log(tmp_path)


@pytest.mark.parametrize("data", ["kb", "nowhere"])
def test_an_empty_store_with_a_broken_folder(kuajing: Run, tmp_path: Path, data: str) -> None:
    """With nothing good to serve it ends with 1 and says what is wrong, in lines without a traceback."""
    write(tmp_path, {"kb/en/faqs.yaml": "faqs: [1, 2\n"})
    ran = kuajing("serve", "--port", "0", DATA=data)
    assert (ran.code, ran.out) == (1, "")
    assert data in ran.err
    assert "Traceback" not in ran.err


def test_a_default_locale_that_is_none(kuajing: Run, tmp_path: Path) -> None:
    """A default locale that the content has not stops the start with 2 and one line that names those it has."""
    write(tmp_path, {"kb/en/faqs.yaml": FAQ})
    ran = kuajing("serve", "--port", "0", DATA="kb", DEFAULT_LOCALE="pt")
    assert (ran.code, ran.err.splitlines()[-1].startswith("kuajing: KUAJING_DEFAULT_LOCALE")) == (2, True)
    assert "en" in ran.err


def test_a_port_that_is_taken(kuajing: Run, tmp_path: Path) -> None:
    """A port that somebody else has stops the start with one line that names it, before anything is loaded."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ran = kuajing("serve", "--port", str(port))
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert str(port) in ran.err
    assert not (tmp_path / "kuajing.db").exists()


@pytest.mark.parametrize(("name", "value"), [("PORT", "70000"), ("WORKERS", "x")])
def test_a_wrong_setting_beside_an_option(kuajing: Run, tmp_path: Path, name: str, value: str) -> None:
    """A wrong value stops the start also where an option wins over it, before anything is loaded."""
    ran = kuajing("serve", "--port", "0", "--workers", "2", **{name: value})
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert ran.err.startswith(f"kuajing: KUAJING_{name}")
    assert not (tmp_path / "kuajing.db").exists()


@pytest.mark.parametrize("folder", ["/proc/x", "taken"])
def test_a_folder_for_the_index_that_cannot_be_written(kuajing: Run, tmp_path: Path, folder: str) -> None:
    """Where the index cannot be kept, the start stops with one line that names the setting."""
    write(tmp_path, {"taken": "a file"})
    ran = kuajing("serve", "--port", "0", INDEX=folder)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert ran.err.startswith(f"kuajing: KUAJING_INDEX='{folder}'")


@pytest.mark.parametrize("host", ["no-such-host.invalid", "256.0.0.1", "a..b", "203.0.113.1", "x" * 300])
def test_an_address_that_is_not_ours(kuajing: Run, host: str) -> None:
    """A host that cannot be listened on stops the start with one line that names it."""
    ran = kuajing("serve", "--port", "0", "--host", host)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert host in ran.err
