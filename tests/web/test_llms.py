"""The addresses for language models."""

import re

import pytest

from app.content.kinds import KINDS
from tests.serving import Client

LINK = re.compile(r"\]\((http://kuajing\.test[^)\s]+)\)")


@pytest.mark.parametrize(("language", "heading"), [("es-MX", "Modelos"), ("zh-TW", "模式"), ("zh-CN", "模式")])
def test_the_index_speaks_the_caller_s_language(client: Client, language: str, heading: str) -> None:
    """It has one title, a quotation that says what this is, and sections of links under words of the locale."""
    text = client.get("/llms.txt", language).text
    assert text.startswith("# Kuajing\n\n> ")
    assert f"\n## {heading}\n\n- [" in text
    assert text.count("\n# ") == 0
    assert text.index("\n## Optional\n") > text.index(f"\n## {heading}\n")
    for line in text.split("## ", 1)[1].splitlines():
        assert not line or line.startswith(("- [", "## ")) or line == heading


def test_every_link_leads_to_markdown(client: Client) -> None:
    """Each link answers, in the locale of the index, and but for what is optional with Markdown."""
    text = client.get("/llms.txt?locale=es").text
    listed, _, optional = text.partition("## Optional")
    for link in LINK.findall(listed):
        answer = client.get(link.removeprefix("http://kuajing.test"))
        assert answer.headers["content-type"].startswith("text/markdown"), link
        assert answer.headers["content-language"] == "es"
    for link in LINK.findall(optional):
        if not link.endswith("q="):
            assert client.get(link.removeprefix("http://kuajing.test")).status_code == 200


@pytest.mark.parametrize("locale", ["en", "zh-Hant"])
def test_the_whole_is_whole(client: Client, locale: str) -> None:
    """The one page has the title of every entry of every kind, and no heading is above that of its kind."""
    text = client.get(f"/llms-full.txt?locale={locale}").text
    for kind in KINDS.values():
        for item in client.json(f"/v1/{kind.plural}?limit=200&locale={locale}")["items"]:
            title = item[kind.title.name]
            assert title.replace("_", "") in re.sub(r"[\\_]", "", text), item["slug"]
    assert len(re.findall(r"^# ", text, re.MULTILINE)) == 1


def test_unknown_parameters_are_refused(client: Client) -> None:
    """A stranger cannot make copies of the page by parameters that say nothing."""
    assert client.get("/llms.txt?x=1").status_code == 422
    assert client.get("/llms-full.txt?limit=1").status_code == 422
    assert client.get("/llms.txt?locale=tlh").status_code == 400
