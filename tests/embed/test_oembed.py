"""oEmbed: what another site learns of an address of ours, and of which addresses it learns nothing."""

import re
from pathlib import Path
from urllib.parse import parse_qsl, quote, urlsplit
from xml.etree import ElementTree

import pytest

from tests.serving import Client, client, loaded, settings_in, write

HOME = "http://kuajing.test"
LINES = (Path(__file__).parent / "cases" / "oembed.tsv").read_text(encoding="utf-8").splitlines()
CASES = [tuple(line.split("\t")) for line in LINES if not line.startswith("#")]


@pytest.mark.parametrize(("address", "lang", "status", "shown", "locale"), CASES)
def test_an_address(client: Client, address: str, lang: str, status: str, shown: str, locale: str) -> None:
    """Addresses of ours that show entries are framed in the language asked for, else in their own; no other is."""
    asked = f"/oembed?url={quote(address.replace('~', HOME), safe='')}" + (f"&lang={lang}" if lang else "")
    answer = client.get(asked)
    assert answer.status_code == int(status), answer.text
    if status == "200":
        content = answer.json()
        source = urlsplit(ElementTree.fromstring(content["html"].replace("&amp;", "&amp;")).attrib["src"])
        assert (source.scheme + "://" + source.netloc, source.path) == (HOME, "/embed/faq")
        assert dict(parse_qsl(source.query)) == dict(parse_qsl(shown)) | {"locale": locale}
        assert content["lang"] == answer.headers["content-language"] == locale
        assert client.get(f"{source.path}?{source.query}").status_code == 200


def test_the_members_of_an_answer(client: Client) -> None:
    """An answer has all that the standard wants of a rich one, and is JSON."""
    answer = client.get(f"/oembed?url={HOME}/es/models/b2b&format=json&dnt=1")
    content = answer.json()
    assert content.pop("html").startswith(f'<iframe src="{HOME}/embed/faq?kind=model&amp;')
    assert answer.headers["content-type"] == "application/json"
    assert 120 < content.pop("height") <= 480
    assert content == {
        "version": "1.0",
        "type": "rich",
        "title": "Modelo B2B",
        "lang": "es",
        "provider_name": "Kuajing",
        "provider_url": f"{HOME}/",
        "cache_age": 86_400,
        "width": 640,
    }


def test_a_short_entry_is_a_low_frame(client: Client) -> None:
    """One entry is as high as its text wants, more where it is narrow; a list, and a long text, as high as may be."""
    asked = f"/oembed?url={HOME}/zh-hans/terms/overseas-warehouse"
    term, narrow = (client.json(asked + more)["height"] for more in ("", "&maxwidth=150"))
    assert 120 < term < narrow <= 480
    assert client.json(f"/oembed?url={HOME}/embed/faq")["height"] == 480
    assert client.json(f"{asked}&maxheight=100")["height"] == 100


def test_the_other_languages_of_an_answer(client: Client) -> None:
    """Each alternate, and its own address, answers in the language that it says, whatever language was asked for."""
    answer = client.get(f"/oembed?url={HOME}/en/models/b2b&lang=es")
    alternates = dict(
        reversed(found)
        for found in re.findall(r'<([^>]+)>; rel="alternate"; hreflang="([^"]+)"', answer.headers["link"])
    )
    assert set(alternates) == {"en", "es", "zh-Hans", "zh-Hant"}
    for tag, address in alternates.items():
        assert client.json(address)["lang"] == tag
    assert client.json(answer.headers["content-location"]) == answer.json()


@pytest.mark.parametrize(
    ("given", "expected"), [("maxwidth=300", (300, 480)), ("maxheight=200&maxwidth=9999", (640, 200))]
)
def test_the_size_is_kept(client: Client, given: str, expected: tuple[int, int]) -> None:
    """The frame is no larger than the caller's limits, nor than it wants to be."""
    content = client.json(f"/oembed?url={HOME}/en/models/b2b&{given}")
    frame = ElementTree.fromstring(content["html"])
    assert (content["width"], content["height"]) == expected
    assert (frame.attrib["width"], frame.attrib["height"]) == tuple(map(str, expected))


@pytest.mark.parametrize(
    ("query", "status"),
    [
        (f"url={HOME}/en/models/b2b&format=xml", 501),
        (f"url={HOME}/en/models/b2b&format=", 501),
        (f"url={HOME}/en/models/b2b&maxwidth=0", 422),
        (f"url={HOME}/en/models/b2b&maxheight=wide", 422),
        ("", 422),
        ("url=", 422),
        (f"url={HOME}/en/models/{'b' * 2000}", 422),
    ],
)
def test_a_wrong_question(client: Client, query: str, status: int) -> None:
    """A form that we do not make is 501, as the standard says; what is missing or out of bounds is told."""
    answer = client.get(f"/oembed?{query}")
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"


def test_the_public_address_counts(tmp_path: Path) -> None:
    """Where a public address is set, addresses below it are ours and the request's host is not."""
    data = write(tmp_path / "data", {"en/faqs.yaml": "faqs: {a: {question: Who?, answer: We.}}"})
    settings = loaded(settings_in(tmp_path, data=data)).model_copy(update={"public_url": "https://kb.example"})
    with client(settings) as asking:
        content = asking.json("/oembed?url=https://kb.example/en/faqs/a")
        assert 'src="https://kb.example/embed/faq?' in content["html"]
        assert asking.json("/oembed?url=https://kb.example:443/en/faqs/a") == content
        for other in ("https://kb.example.org/en/faqs/a", "https://kb.example/help/en/faqs/a", f"{HOME}/en/faqs/a"):
            assert asking.get(f"/oembed?url={other}").status_code == 404


def test_titles_are_escaped(tmp_path: Path) -> None:
    """A title with marks of HTML in it cannot leave its attribute."""
    data = write(tmp_path / "data", {"en/faqs.yaml": """faqs: {a: {question: '"><script>', answer: x}}"""})
    with client(loaded(settings_in(tmp_path, data=data))) as asking:
        content = asking.json(f"/oembed?url={HOME}/en/faqs/a")
    assert ElementTree.fromstring(content["html"]).attrib["title"] == '"><script>'
