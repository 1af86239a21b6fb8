"""Pages made from templates: with the headers of a cacheable answer in one locale, under a strict policy."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape
from starlette.responses import Response

from app.content.entry import Entry
from app.content.kinds import KINDS
from app.locales.distance import likely
from app.locales.names import display_name, text_direction
from app.site.assets import PATHS
from app.site.marking import brief, marked
from app.site.visit import Visit
from app.web.answers import CACHE_CANONICAL, strong_etag
from app.web.forms import json_ld
from app.web.forms.media import HTML
from app.web.forms.reading import Said
from app.web.forms.rich_text import to_html
from app.web.rendering import templates_in

# W3C Content Security Policy 3 and Trusted Types: nothing inline, nothing from elsewhere, no text becomes code. Linked
# data is no script to a browser, so that it needs no exception.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)

_PREFIXED = re.compile(r"""[("]*(?<![A-Za-z-])[A-Za-z]{1,2}-[A-Za-z]+[!-~]*""")


@dataclass(frozen=True, slots=True)
class Head:
    """What a page says of itself to those who do not look at it.

    `entry`: the one that the page is about. `document`: linked data. `is_listed`: search engines may show it.
    """

    title: str
    description: str = ""
    entry: Entry | None = None
    document: Mapping[str, Any] | None = None
    is_listed: bool = True


@dataclass(frozen=True, slots=True)
class Alternates:
    """The addresses of one page: its canonical one, and each locale that has a version of its own."""

    canonical: str
    versions: Sequence[tuple[str, str]]
    default: str | None


def show(visit: Visit, template: str, head: Head, **values: object) -> Response:
    """A page that may be cached."""
    content = _render(visit, template, head, values)
    headers = {
        "Cache-Control": CACHE_CANONICAL,
        "Content-Location": visit.here(),
        "ETag": strong_etag(content, visit.locale),
        "Link": f'<{alternates(visit, head).canonical}>; rel="canonical"',
    }
    return Response(content, headers=_headers(visit) | headers, media_type=HTML.media_type)


def show_error(visit: Visit, status: int, title: str, text: str, headers: Mapping[str, str]) -> Response:
    """A page that says what went wrong; what is missing now may be there after the next write."""
    head = Head(title, is_listed=False)
    content = _render(visit, "error.html", head, {"status": status, "text": text})
    always = _headers(visit) | {"Cache-Control": "no-store", **headers}
    return Response(content, status, always, HTML.media_type)


def alternates(visit: Visit, head: Head) -> Alternates:
    """Where the page is in other locales. A version made of another locale's texts is none: that one is canonical."""
    tags, entry = visit.library.locales.tags, head.entry
    if entry is not None:
        own = entry.kind.title.name
        tags = tuple(tag for tag in tags if own in entry.texts.get(tag, {})) or (visit.locale,)
    shown = visit.reading.title(entry).locale if entry is not None else visit.locale
    canonical = shown if visit.locale not in tags and shown in tags else visit.locale
    if visit.locale not in tags or not head.is_listed:
        return Alternates(visit.base + visit.here(canonical), (), None)
    versions = [(tag, visit.base + visit.here(tag)) for tag in tags]
    default = visit.library.locales.default
    fallback = visit.here(default if default in tags else tags[0])
    return Alternates(visit.base + visit.here(), versions, visit.base + ("/" if not visit.parts else fallback))


def og_locale(tag: str) -> str:
    """A locale as the Open Graph protocol writes it.

    >>> og_locale("zh-Hant"), og_locale("es")
    ('zh_TW', 'es_ES')
    """
    subtags = likely(tag)
    return f"{subtags.language}_{subtags.region}"


def _headers(visit: Visit) -> dict[str, str]:
    return {
        "Content-Language": visit.locale,
        "Content-Security-Policy": POLICY,
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "Vary": "Accept-Encoding",
        "X-Content-Type-Options": "nosniff",
    }


def _render(visit: Visit, template: str, head: Head, values: Mapping[str, object]) -> bytes:
    document = Markup(json_ld.write(head.document).decode()) if head.document else None  # escapes `<`
    html = _TEMPLATES.get_template(template).render(
        visit=visit,
        reading=visit.reading,
        locale=visit.locale,
        say=partial(_say, visit),
        plain=visit.say,
        head=head,
        document=document,
        alternates=alternates(visit, head),
        **values,
    )
    return html.encode()


def _say(visit: Visit, key: str, **values: object) -> str:
    """Words of the program as they stand in a page, marked where they are not in its language."""
    text, tag = visit.say(key, **values), visit.speaking
    if tag == visit.locale:
        return text
    return Markup('<span lang="{}" dir="{}">{}</span>').format(tag, text_direction(tag), text)


def whole(text: str) -> Markup:
    """A text in which no line ends after the hyphen of a prefix of one or two letters.

    >>> whole("Cross-border e-commerce")
    Markup('Cross-border <span class="whole">e-commerce</span>')
    """
    return Markup(_PREFIXED.sub(r'<span class="whole">\g<0></span>', str(escape(text))))


def _prose(said: Said) -> Markup:
    return Markup(to_html(said.text))  # raw HTML is off in the parser


_TEMPLATES = templates_in(
    Path(__file__).parent / "templates",
    KINDS=KINDS,
    paths=PATHS,
    display_name=display_name,
    text_direction=text_direction,
    og_locale=og_locale,
    prose=_prose,
    marked=marked,
    brief=brief,
)
_TEMPLATES.filters["whole"] = whole
