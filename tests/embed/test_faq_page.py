"""`/embed/faq`: which questions it shows, in which language, and under which policy."""

from pathlib import Path

import pytest

from app.settings import Settings
from tests.serving import Client, client, loaded, settings_in, write


@pytest.mark.parametrize("form", ["", "&format=html"])
def test_the_questions_of_a_model(client: Client, form: str) -> None:
    """The questions about a model are there, in the order of the list, each answer closed."""
    answer = client.get(f"/embed/faq?about=b2b&locale=es{form}")
    slugs = [item["slug"] for item in client.json("/v1/faqs?about=b2b")["items"]]
    places = [answer.text.index(f'id="faq-{slug}"') for slug in slugs]
    assert places == sorted(places)
    assert answer.text.count("<details>") == len(slugs)
    assert answer.headers["content-type"] == "text/html; charset=utf-8"


def test_plain_html_is_a_part_of_a_page(client: Client) -> None:
    """The fragment has its language, no script, no style, and no document around it."""
    fragment = client.get("/embed/faq?about=b2b&locale=zh-Hant&format=html").text
    assert fragment.startswith('<section class="kuajing-faq" lang="zh-Hant" dir="ltr">')
    assert not any(part in fragment for part in ("<script", "<style", "style=", "<html", "<link"))


@pytest.mark.parametrize(
    ("path", "language", "expected"),
    [("/embed/faq", "zh-TW", "zh-Hant"), ("/embed/faq?locale=es-MX", "en", "es"), ("/embed/faq", None, "en")],
)
def test_the_reader_is_understood(client: Client, path: str, language: str | None, expected: str) -> None:
    """The address decides, else the reader's languages; the answer says which it is and where the others are."""
    answer = client.get(path, language)
    assert answer.headers["content-language"] == expected
    assert f'<html lang="{expected}"' in answer.text
    assert 'hreflang="zh-Hans"' in answer.headers["link"]


def test_the_policy_of_the_page(client: Client) -> None:
    """Nothing inline and nothing from elsewhere; by default any page may hold it."""
    policy = client.get("/embed/faq").headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; ")
    assert policy.endswith("; frame-ancestors *")
    assert "unsafe" not in policy
    assert "x-frame-options" not in client.get("/embed/faq").headers


def test_what_a_form_leaves_empty_is_left_out(client: Client) -> None:
    """Empty fields and parameters of others change nothing; what is not there is told."""
    plain = client.get("/embed/faq?about=b2b&locale=en")
    noisy = client.get("/embed/faq?about=b2b&locale=en&q=&kind=%20&utm_source=x")
    assert noisy.text == plain.text
    assert noisy.headers["content-location"] == plain.headers["content-location"]
    for wrong in ("kind=shop", "about=b2b&about=b2c"):
        assert client.get(f"/embed/faq?{wrong}").status_code == 422, wrong
    for missing in ("about=no-such-model", "about=process:b2b-transaction&q=contract", "kind=term&slug=no-such-term"):
        assert client.get(f"/embed/faq?{missing}").status_code == 404, missing


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("limit=0", ""),
        ("limit=1000", "limit=100"),
        ("limit=-3", "limit=1"),
        ("limit=many", ""),
        ("theme=purple", ""),
        ("search=maybe", ""),
        ("kind=%20Term%20", "kind=term"),
        (f"q={'b2b' * 100}", f"q={('b2b' * 100)[:200]}"),
    ],
)
def test_values_are_read_like_attributes(client: Client, given: str, meant: str) -> None:
    """What is not quite right is read as the widget reads it, and has the address of what it means."""
    answers = [client.get(f"/embed/faq?about=b2b&locale=en&{query}") for query in (given, meant)]
    assert answers[0].status_code == 200
    assert answers[0].text == answers[1].text
    assert answers[0].headers["content-location"] == answers[1].headers["content-location"]


def test_a_language_that_we_lack_is_negotiated(client: Client) -> None:
    """Where no locale of ours is near the one in the address, the reader's browser decides, and caches know it."""
    answer = client.get("/embed/faq?locale=fr&about=b2b", "es")
    assert answer.headers["content-language"] == "es"
    assert "accept-language" in answer.headers["vary"].lower()
    assert client.get("/embed/faq?locale=fr&about=b2b", "zh-TW").headers["content-language"] == "zh-Hant"
    assert client.get("/embed/?locale=fr", "es").headers["content-language"] == "es"


BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.mark.parametrize(("query", "status"), [("about=nope", 404), ("slug=nope", 404), ("kind=bogus", 422)])
def test_readers_are_told_in_a_page(client: Client, query: str, status: int) -> None:
    """In the frame what selects nothing is a page in the reader's words, that may be framed too; programs get JSON."""
    page = client.get(f"/embed/faq?{query}", "es", accept=BROWSER)
    assert (page.status_code, page.headers["content-type"]) == (status, "text/html; charset=utf-8")
    assert page.headers["content-security-policy"].endswith("; frame-ancestors *")
    assert "Aún no hay nada aquí." in page.text
    assert 'href="http://kuajing.test/es/" target="_blank" rel="noopener"' in page.text
    assert client.get(f"/embed/faq?{query}").headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("query", "path"),
    [
        ("", "/en/faqs"),
        ("about=b2b", "/en/models/b2b"),
        ("kind=term&about=b2b", "/en/terms"),
        ("kind=step", "/en/"),
        ("kind=term&slug=overseas-warehouse", "/en/terms/overseas-warehouse"),
        ("kind=feature&slug={feature}", "/en/features/{feature}"),
        ("q=customs&search=true", "/en/search?q=customs"),
    ],
)
def test_the_frame_leads_to_the_site(client: Client, query: str, path: str) -> None:
    """A frame has a link to the page that shows the same, in a window of its own, and there is one."""
    feature = client.json("/v1/features?limit=1")["items"][0]["slug"]
    query, path = query.format(feature=feature), path.format(feature=feature)
    page = client.get(f"/embed/faq?{query}&locale=en").text
    assert f'href="http://kuajing.test{path}" target="_blank" rel="noopener"' in page
    assert client.get(path).status_code in (200, 302)


def test_a_search_has_a_way_back(client: Client) -> None:
    """What a reader looked for in a frame leads back to the list, with all else that was chosen."""
    page = client.get("/embed/faq?q=qqxxzz&search=true&about=b2b&locale=en").text
    assert '<a href="/embed/faq?about=b2b&amp;locale=en&amp;search=true">' in page
    assert "Show the whole list" not in client.get("/embed/faq?q=customs&locale=en").text


@pytest.mark.parametrize(
    ("query", "heading"),
    [
        ("locale=en", "Frequently asked questions"),
        ("about=b2b&locale=en", "Frequently asked questions: B2B model"),
        ("about=b2b&kind=feature&locale=es", "Rasgos: Modelo B2B"),
        ("about=b2b&kind=process&locale=zh-Hant", "流程：B2B 模式"),
        ("about=b2b&kind=topic&locale=en", "Topics"),
        ("about=b2b&kind=term&locale=zh-Hans", "术语"),
        ("about=b2b&kind=model&locale=en", "Models"),
    ],
)
def test_the_heading_says_what_is_shown(client: Client, query: str, heading: str) -> None:
    """The heading names the kind that is listed, and a model only where the list is of that model alone."""
    assert f"<h1>{heading}</h1>" in client.get(f"/embed/faq?{query}").text


def test_one_entry_alone(client: Client) -> None:
    """A slug shows that entry, named by its title, with its text."""
    page = client.get("/embed/faq?kind=term&slug=overseas-warehouse&locale=en").text
    assert "<h1>Overseas warehouse</h1>" in page
    assert 'id="term-overseas-warehouse"' in page
    assert "<details" not in page


def test_a_search(client: Client) -> None:
    """A query shows what it finds, or says that there is nothing; it is shown as text."""
    assert "Almacén en el extranjero" in client.get("/embed/faq?q=haiwaicang&locale=es").text
    page = client.get("/embed/faq?q=%3Cb%3Eqqxxzz&search=true&locale=en").text
    assert "Nothing found for “&lt;b&gt;qqxxzz”." in page
    assert "<b>" not in page


@pytest.fixture
def patchy(tmp_path: Path) -> Settings:
    """Settings for a knowledge base with a missing answer and with what looks like HTML."""
    files = {
        "structure/locales.yaml": "default: en\nlocales: {en: {}, ar: {source: en, fallback: [en]}}\n",
        "structure/faqs.yaml": "faqs: {a: {}}",
        "en/faqs.yaml": 'faqs: {a: {question: "<i>Who</i> & what?", answer: "<script>1</script> [x](javascript:y)"}}',
        "ar/faqs.yaml": "faqs: {a: {question: من؟}}",
    }
    made = settings_in(tmp_path, data=write(tmp_path / "data", files))
    return loaded(made.model_copy(update={"frame_ancestors": ("https://a.example", "'self'")}))


def test_texts_are_marked_and_escaped(patchy: Settings) -> None:
    """A text that fell back has its own language and direction, and no text becomes markup."""
    with client(patchy) as asking:
        page, english = asking.get("/embed/faq?locale=ar").text, asking.get("/embed/faq?locale=en").text
    assert '<html lang="ar" dir="rtl"' in page
    assert '<div id="faq-a" lang="en" dir="ltr">' in page
    assert '<small lang="ar" dir="rtl">الإنجليزية</small>' in page
    assert "<small" not in english
    assert "<summary>من؟</summary>" in page
    assert "&lt;i&gt;Who&lt;/i&gt; &amp; what?" in english
    assert "<script>1" not in english
    assert 'href="javascript' not in english


def test_who_may_hold_the_page(patchy: Settings) -> None:
    """The setting names the pages that may hold it, to the browser and to the page's own script."""
    with client(patchy) as asking:
        answer = asking.get("/embed/faq")
    assert answer.headers["content-security-policy"].endswith("; frame-ancestors https://a.example 'self'")
    assert 'data-ancestors="https://a.example &#39;self&#39;"' in answer.text
