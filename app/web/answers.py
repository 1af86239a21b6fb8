"""Finished answers: bytes with the headers of a negotiated, cacheable resource (RFC 9110, RFC 9111, RFC 8288)."""

from collections.abc import Mapping, Sequence
from hashlib import blake2b
from urllib.parse import quote, urlencode

import orjson
from starlette.requests import Request
from starlette.responses import Response

from app.web.language import PARAMETER, Language
from app.web.parameters import canonical_query, is_form_negotiated

JSON = "application/json"
CACHE_NEGOTIATED = "public, max-age=60, stale-while-revalidate=600, stale-if-error=86400"
CACHE_CANONICAL = "public, max-age=300, stale-while-revalidate=3600, stale-if-error=604800"
REVALIDATED = "public, no-cache"
"""For what callers ask in order to be current: kept, but asked for again each time."""

DESCRIBING = ("Content-Type", "Content-Language", "Link")
"""What is said of a body, and so not said again in a 304 (RFC 9110, 15.4.5)."""


def answer(
    request: Request,
    content: object,
    language: Language,
    tags: Sequence[str],
    media_type: str = JSON,
    **links: str,
) -> Response:
    """An answer in one locale; the cache in front sees to its coding, and to callers who have it already.

    `content` is finished bytes, or what JSON is made of; `links` are further relations to addresses.
    """
    body = content if isinstance(content, bytes) else orjson.dumps(content)
    etag = strong_etag(body, language.locale, media_type)
    headers = localized_headers(request, language, tags, links) | {"ETag": etag}
    return Response(body, media_type=media_type, headers=headers)


def localized_headers(
    request: Request, language: Language, tags: Sequence[str], links: Mapping[str, str]
) -> dict[str, str]:
    """The headers that say which locale an answer is in and where the others are."""
    addresses = locations(request, tags or [language.locale])
    own = addresses[language.locale]
    found = [f'<{target}>; rel="alternate"; hreflang="{tag}"' for tag, target in addresses.items()]
    found.append(f'<{own}>; rel="canonical"')
    found += [f'<{target}>; rel="{relation}"' for relation, target in links.items()]
    return {
        "Content-Language": language.locale,
        "Content-Location": own,
        "Vary": _vary(request, language),
        "Cache-Control": CACHE_CANONICAL if language.explicit else CACHE_NEGOTIATED,
        "Link": ", ".join(found),
    }


def _vary(request: Request, language: Language) -> str:
    """The request headers that had a say, those of which the address itself leaves none out (RFC 9110, 12.5.5)."""
    chosen = {"Accept-Language": not language.explicit, "Accept": is_form_negotiated(request), "Accept-Encoding": True}
    return ", ".join(name for name, has_say in chosen.items() if has_say)


def locations(request: Request, tags: Sequence[str]) -> dict[str, str]:
    """The canonical address of what a request asks for, in each locale: parameters sorted, defaults left out."""
    query = canonical_query(request)
    query.pop(PARAMETER, None)
    path = quote(request.scope["path"])
    before = urlencode(sorted(pair for pair in query.items() if pair[0] < PARAMETER), quote_via=quote)
    after = urlencode(sorted(pair for pair in query.items() if pair[0] > PARAMETER), quote_via=quote)
    start, end = f"{path}?{before}{'&' if before else ''}{PARAMETER}=", f"{'&' if after else ''}{after}"
    return {tag: f"{start}{tag}{end}" for tag in tags}


def strong_etag(body: bytes, *of: str) -> str:
    """A strong entity tag for these bytes in this locale and form (RFC 9110, 8.8.3)."""
    state = blake2b(body, digest_size=12)
    state.update("\0".join(of).encode())
    return f'"{state.hexdigest()}"'


def matches(if_none_match: str | None, etag: str) -> bool:
    """Whether `If-None-Match` names an entity tag, compared weakly (RFC 9110, 13.1.2)."""
    if not if_none_match:
        return False
    tags = [tag.strip().removeprefix("W/") for tag in if_none_match.split(",")]
    return if_none_match.strip() == "*" or etag in tags
