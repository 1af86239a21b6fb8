"""A comparison as a Markdown page and as a fragment of HTML."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from app.content.entry import Entry
from app.locales.names import text_direction
from app.web.forms import markdown as md
from app.web.forms.comparison import Common, Comparison
from app.web.forms.markdown_parts import note, plain, reference, titled
from app.web.forms.reading import Reading, Said
from app.web.forms.rich_text import to_html, to_plain
from app.web.rendering import templates_in

_TEMPLATES = templates_in(Path(__file__).parents[1] / "templates")


def comparison_page(reading: Reading, comparison: Comparison) -> bytes:
    """A comparison as Markdown: the matrix as a table, then lists of what is shared and of what differs."""
    head = [reading.word("aspect"), *(reference(reading, model) for model in comparison.models)]
    rows = [
        [f"**{plain(reading, reading.label('aspects', row.aspect))}**", *(_cell(reading, cell) for cell in row.cells)]
        for row in comparison.rows
    ]
    blocks = [md.heading(1, _title(reading, comparison)), *_summaries(reading, comparison), md.table(head, rows)]
    for key, facets in (("shared", comparison.shared()), ("different", comparison.different())):
        blocks += _section(reading, key, facets, comparison)
    return md.page(blocks)


def comparison_fragment(reading: Reading, comparison: Comparison) -> bytes:
    """A comparison as a piece of HTML that can stand in any page; what it says has its language where it differs."""
    html = _TEMPLATES.get_template("comparison.html").render(
        reading=reading,
        comparison=comparison,
        direction=text_direction(reading.locale),
        rich=to_html,
        words=lambda facet, common: list(_words(reading, facet, common)),
        names=_names(reading, comparison),
    )
    return html.encode()


def _title(reading: Reading, comparison: Comparison) -> str:
    names = " · ".join(titled(reading, model) for model in comparison.models)
    return f"{reading.word('comparison')}{'：' if md.is_wide(reading.locale) else ': '}{names}"


def _summaries(reading: Reading, comparison: Comparison) -> Iterator[str]:
    for model in comparison.models:
        if said := reading.text(model, "summary"):
            yield md.labelled(reading.locale, titled(reading, model), plain(reading, said))


def _cell(reading: Reading, features: tuple[Entry, ...]) -> str:
    return "\n".join(_feature(reading, feature) for feature in features) or "—"


def _feature(reading: Reading, feature: Entry) -> str:
    body = reading.text(feature, "body")
    title = titled(reading, feature)
    return md.labelled(reading.locale, title, _one_line(reading, body)) if body else f"**{title}**"


def _one_line(reading: Reading, said: Said) -> str:
    return md.escape(to_plain(said.text)) + note(reading, said)


def _section(
    reading: Reading, key: str, facets: Mapping[str, tuple[Common, ...]], comparison: Comparison
) -> Iterator[str]:
    yield md.heading(2, reading.word("shared" if key == "shared" else "differences"))
    if not facets:
        yield reading.word(f"nothing-{key}")
    names = _names(reading, comparison)
    separator = "、" if md.is_wide(reading.locale) else ", "
    for facet, commons in facets.items():
        lines = []
        for common in commons:
            told = " / ".join(plain(reading, said) for said in _words(reading, facet, common))
            holders = "" if key == "shared" else separator.join(md.escape(names[slug].text) for slug in common.models)
            lines.append(told + (md.bracketed(reading.locale, holders) if holders else ""))
        yield md.heading(3, reading.word(f"facet.{facet}"))
        yield md.bullets(lines)


def _words(reading: Reading, facet: str, common: Common) -> Iterator[Said]:
    if common.word is None:
        yield from (reading.title(entry) for entry in common.entries)
    elif facet == "aspects":
        yield reading.label("aspects", common.word)
    else:
        sources = (source for source in reading.library.sources if source.slug == common.word)
        yield from (Said(source.title, source.language or reading.locale) for source in sources)


def _names(reading: Reading, comparison: Comparison) -> Mapping[str, Said]:
    return {model.slug: reading.title(model) for model in comparison.models}
