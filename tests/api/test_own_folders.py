"""Knowledge bases of other people: a file alone, a fifth locale, no folder, nothing at all."""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.bootstrap import open_services
from app.content.kinds import KINDS
from app.errors import InvalidSetting
from app.loader.loading import load
from tests.api.patchy import FILES, folder
from tests.serving import SHIPPED, Client, client, loaded, settings_in, write

QUESTION = """
faqs:
  opening-hours: {question: When are you open?, answer: From nine to five.}
  address: {question: Where are you?, answer: By the quay.}
"""


@contextmanager
def over(root: Path, files: Mapping[str, str]) -> Iterator[Client]:
    """A client for an application over a data folder with these files."""
    with client(loaded(settings_in(root, data=write(root / "data", files)))) as asking:
        yield asking


def test_a_file_alone_is_a_knowledge_base(tmp_path: Path) -> None:
    """`en/faqs.yaml` and nothing else loads, serves in order of slugs, and is searched; other kinds are empty."""
    with over(tmp_path, {"en/faqs.yaml": QUESTION}) as asking:
        assert [item["slug"] for item in asking.json("/v1/faqs")["items"]] == ["address", "opening-hours"]
        assert asking.json("/v1/faqs/opening-hours", "zh-TW")["answer"] == "From nine to five."
        assert asking.get("/v1/faqs/opening-hours", "zh-TW").headers["content-language"] == "en"
        assert asking.json("/v1/search?q=quay")["items"][0]["slug"] == "address"
        assert asking.json("/v1/suggest?q=whe")["items"]
        assert asking.json("/v1/terms")["items"] == []
        home = asking.json("/v1")
        assert (home["locales"], home["default_locale"]) == (["en"], "en")
        assert home["kinds"][4]["label"] == "faq"


def test_a_file_alone_in_another_language(tmp_path: Path) -> None:
    """Without English the first locale is the default, and readers of anything get it."""
    with over(tmp_path, {"zh/Hant/faqs.yaml": "faqs:\n  a: {question: 倉庫在哪？, answer: 在碼頭。}\n"}) as asking:
        assert asking.json("/v1")["default_locale"] == "zh-Hant"
        assert asking.get("/v1/faqs/a", "fr").headers["content-language"] == "zh-Hant"
        assert asking.json("/v1/search?q=仓库")["items"][0]["slug"] == "a"


def test_a_locale_of_one_language_falls_back_to_its_other_script(tmp_path: Path) -> None:
    """Without `locales.yaml` a locale falls back to its own language first, then to the default."""
    files = {
        "en/faqs.yaml": "faqs:\n  a: {question: Q, answer: A}\n",
        "zh/Hans/faqs.yaml": "faqs:\n  a: {question: 仓, answer: 库}\n",
        "zh/Hant/faqs.yaml": "faqs:\n  b: {question: 倉, answer: 庫}\n",
    }
    with over(tmp_path, files) as asking:
        assert asking.json("/v1/faqs/a", "zh-TW")["fallbacks"]["question"] == {"locale": "zh-Hans", "reason": "missing"}


def test_a_fifth_locale_needs_no_code(tmp_path: Path) -> None:
    """A folder `pt/` and a line in `locales.yaml` make Portuguese a locale everywhere, with its gaps filled."""
    shutil.copytree(SHIPPED, tmp_path / "data")
    line = "  pt: {fallback: [es, en], source: en}\n"
    locales = tmp_path / "data" / "structure" / "locales.yaml"
    locales.write_text(locales.read_text(encoding="utf-8") + line, encoding="utf-8")
    write(tmp_path / "data", {"pt/labels.yaml": "categories: {kpi: Indicador}\n"})
    slug = "overseas-warehouse"
    write(
        tmp_path / "data",
        {"pt/terms.yaml": f"terms:\n  {slug}: {{name: Armazém no exterior, definition: Um depósito.}}\n"},
    )
    with client(loaded(settings_in(tmp_path, data=tmp_path / "data"))) as asking:
        answer = asking.get(f"/v1/terms/{slug}", "pt-BR,en;q=0.5")
        assert answer.headers["content-language"] == "pt"
        assert answer.json()["name"] == "Armazém no exterior"
        assert 'hreflang="pt"' in answer.headers["link"]
        assert asking.json("/v1/models/b2b?locale=pt")["fallbacks"]["name"] == {"locale": "es", "reason": "missing"}
        portuguese = asking.json("/v1/locales?locale=pt")["items"][-1]
        assert (portuguese["tag"], portuguese["name"], portuguese["native_name"]) == ("pt", "português", "português")
        assert 0 < portuguese["complete"] < 0.01
        assert asking.json("/v1/search?q=armazem")["items"][0]["slug"] == slug
        assert asking.json("/v1/search?q=海外仓&locale=pt")["items"][0]["title"] == "Armazém no exterior"
        assert asking.get("/v1/models/nobody", "pt").status_code == 404


@pytest.mark.parametrize("default", ["es", "zh-Hant"])
def test_the_default_locale_setting_wins(tmp_path: Path, default: str) -> None:
    """`KUAJING_DEFAULT_LOCALE` wins over `locales.yaml`, for readers whom nothing suits and at the end of chains."""
    settings = loaded(settings_in(tmp_path, data=folder(tmp_path)))
    with client(settings.model_copy(update={"default_locale": default})) as asking:
        assert asking.json("/v1")["default_locale"] == default
        assert asking.get("/v1/models/b2b", "fr").headers["content-language"] == default
        assert asking.get("/v1/models/b2b").headers["content-language"] == default


def test_a_default_locale_that_is_none_of_the_locales(tmp_path: Path) -> None:
    """A default that the knowledge base has not is a wrong setting, told with the locales that there are."""
    settings = loaded(settings_in(tmp_path, data=folder(tmp_path)))
    with pytest.raises(InvalidSetting, match=r"KUAJING_DEFAULT_LOCALE='pt'.*en, es, zh-Hans, zh-Hant"):
        open_services(settings.model_copy(update={"default_locale": "pt"}))


EVERYWHERE = [
    "/v1",
    "/v1/locales",
    "/v1/negotiate",
    *(f"/v1/{kind.plural}" for kind in KINDS.values()),
    "/v1/search?q=a",
    "/v1/suggest?q=a",
    "/v1/snapshot",
    "/v1/changes",
    "/healthz",
    "/readyz",
    "/openapi.json",
    "/docs",
    "/problems",
    "/llms.txt",
    "/",
    "/embed/",
]


def test_an_empty_store_is_served(tmp_path: Path) -> None:
    """Where nothing was loaded every address answers, with empty lists, and none with a fault of ours."""
    with client(loaded(settings_in(tmp_path))) as asking:
        for path in EVERYWHERE:
            for language in (None, "zh-TW", "*", "en;q=0"):
                answer = asking.get(path, language)
                assert answer.status_code < 400 or (path, answer.status_code) == ("/", 404), (path, answer.text)
        home = asking.json("/v1")
        assert (home["locales"], home["revision"], home["default_locale"]) == ([], 0, "en")
        assert asking.json("/v1/models") == {"locale": "en", "total": 0, "revision": 0, "items": [], "next": None}
        assert asking.json("/v1/search?q=a")["items"] == []
        assert asking.get("/v1/models/b2b").status_code == 404
        assert asking.get("/v1/models?locale=en").status_code == 400
        assert asking.get("/v1/models?model_kind=x").status_code == 422


def test_a_folder_of_structure_alone(tmp_path: Path) -> None:
    """Entries without any text are served with nothing in them."""
    with over(tmp_path, {name: text for name, text in FILES.items() if name.startswith("structure/all")}) as asking:
        model = asking.json("/v1/models/b2b?include=processes,faqs,terms")
        assert (model["name"], model["definition"], model["aliases"]) == (None, None, [])
        assert asking.json("/v1/search?q=b2b")["items"] == []


def test_without_a_folder_the_store_is_all(tmp_path: Path) -> None:
    """What came as JSON Lines is served, ordered as in the file; a locale is whatever its texts are in."""
    lines = [
        '{"kind":"faq","slug":"b","texts":{"fr":{"question":"Où ?","answer":"Ici."}}}',
        '{"kind":"faq","slug":"a","texts":{"en":{"question":"Where?","answer":"Here."}}}',
    ]
    settings = loaded(settings_in(tmp_path))
    services = open_services(settings)
    load(services.engine, write(tmp_path, {"mine.jsonl": "\n".join(lines)}) / "mine.jsonl")
    services.engine.dispose()
    with client(settings) as asking:
        assert [item["slug"] for item in asking.json("/v1/faqs")["items"]] == ["b", "a"]
        assert asking.json("/v1")["locales"] == ["fr", "en"]
        assert asking.json("/v1/faqs/a", "fr-CA")["fallbacks"]["question"] == {"locale": "en", "reason": "missing"}
