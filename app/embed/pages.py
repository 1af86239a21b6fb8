"""Pages made from templates: in the reader's locale, cacheable, under a strict content security policy."""

from collections.abc import Callable, Mapping
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from app.embed.assets import assets
from app.errors import InvalidLocale
from app.locales.names import display_name, text_direction
from app.web.answers import answer
from app.web.context import context
from app.web.forms.media import HTML
from app.web.language import Language, accept_language, language
from app.web.messages import shipped
from app.web.rendering import templates_in

# W3C Content Security Policy 3 and Trusted Types: nothing inline, nothing from elsewhere, no text becomes code.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)

_TEMPLATES = templates_in(Path(__file__).parent / "templates", display_name=display_name, text_direction=text_direction)


def render(template: str, request: Request, reader: Language, **values: object) -> str:
    """A template in the reader's locale; `say` gives our own words, `paths` the addresses of our files."""
    paths = {name: asset.path for name, asset in assets().items()}
    return _TEMPLATES.get_template(template).render(
        locale=reader.locale, say=speaker(request, reader), paths=paths, **values
    )


def reader_of(request: Request) -> Language:
    """The reader's language: `?locale=` where a locale of ours is near, else what the browser asks for."""
    library = context(request).library
    try:
        return language(request, library)
    except InvalidLocale:
        return Language(library.matcher.negotiate(accept_language(request)).locale, explicit=False)


def framed(request: Request) -> tuple[str, dict[str, str]]:
    """Whose pages may hold a page of ours, and the headers that say so."""
    ancestors = " ".join(context(request).frame_ancestors) or "'none'"
    return ancestors, {"Content-Security-Policy": f"{POLICY}; frame-ancestors {ancestors}"}


def speaker(request: Request, reader: Language) -> Callable[..., str]:
    """Gives our own words to the reader: `say(key, **values)`."""
    chain = context(request).library.locales.chains[reader.locale]

    def say(key: str, **values: object) -> str:
        return shipped().text(reader.locale, key, chain, **values)

    return say


def respond(
    request: Request, reader: Language, content: object, headers: Mapping[str, str], media_type: str = HTML.media_type
) -> Response:
    """An answer that may be cached, with these headers besides; `content` is bytes, or what JSON is made of."""
    response = answer(request, content, reader, context(request).library.locales.tags, media_type)
    response.headers.update({**headers, "X-Content-Type-Options": "nosniff"})
    return response
