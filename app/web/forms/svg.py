"""The picture of a flow as SVG 2: text as text, light and dark, without script, fonts or anything to be fetched."""

import re
from collections.abc import Iterable
from functools import singledispatch
from xml.sax import saxutils

from app.locales.distance import likely
from app.locales.names import text_direction
from app.web.forms.flow import Flow
from app.web.forms.flow_layout import BADGE, LEADING, SIZES, WIDTH, Arrow, Badge, Box, Shape, Words, lay_out

FALLBACK_FONTS = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, "Noto Sans", sans-serif'
FONTS = {
    "Hans": '"PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC"',
    "Hant": '"PingFang TC", "Microsoft JhengHei", "Noto Sans TC", "Noto Sans CJK TC", "Source Han Sans TC"',
    "Jpan": '"Hiragino Sans", "Yu Gothic", "Noto Sans JP", "Noto Sans CJK JP"',
    "Kore": '"Apple SD Gothic Neo", "Malgun Gothic", "Noto Sans KR", "Noto Sans CJK KR"',
}
"""Fonts with the forms of Han characters that readers of a script expect."""

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 has no place for."""
_SIZED = "\n".join(f".{role} {{ font-size: {size}px }}" for role, size in SIZES.items())
# The colours of the site (`app/site/static/site.css`), on whose pages the picture stands.
_LIGHT = """\
.paper { fill: #fffefb }
text { fill: #1e2528 }
.note { fill: #545d62 }
.lane { fill: #0a5955 }
.station { fill: #f1ece1; stroke: #cdc3b0 }
.step { fill: #faf8f3; stroke: #dcd5c7 }
.badge, .tip { fill: #a8321f }
.number { fill: #fffefb }
.arrow { stroke: #a8321f }"""
_DARK = """\
.paper { fill: #1b2124 }
text { fill: #e8e4da }
.note { fill: #a9b0b2 }
.lane { fill: #86d0c6 }
.station { fill: #2a3236; stroke: #465054 }
.step { fill: #14191b; stroke: #353d40 }
.badge, .tip { fill: #f0917b }
.number { fill: #14191b }
.arrow { stroke: #f0917b }"""
_STYLE = f"""\
text {{ font-family: {FALLBACK_FONTS} }}
{_SIZED}
.name, .head, .lane, .number {{ font-weight: 600 }}
.centred {{ text-anchor: middle }}
.station, .step {{ stroke-width: 1 }}
.arrow {{ fill: none; stroke-width: 1.75; stroke-linejoin: round }}
{_LIGHT}"""


def write_svg(flow: Flow) -> bytes:
    """A flow as a document of its own that can also stand in a page."""
    picture = lay_out(flow)
    height = f"{picture.height:.0f}"
    tag, name = _quoted(flow.locale), f"flow-{flow.slug}"
    spoken = {flow.locale} | {shape.locale for shape in picture.shapes if isinstance(shape, Words)}
    mirrored = text_direction(flow.locale) == "rtl"
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}"'
        f' lang={tag} xml:lang={tag} direction="{text_direction(flow.locale)}"'
        f' role="img" aria-labelledby="{name}-title" aria-describedby="{name}-desc">',
        f'<title id="{name}-title">{_escaped(flow.title)}</title>',
        f'<desc id="{name}-desc">{_escaped(flow.described())}</desc>',
        f"<style>\n{_style(sorted(spoken))}\n</style>",
        f'<rect class="paper" width="{WIDTH}" height="{height}" rx="12"/>',
        *(_draw(_mirror(shape) if mirrored else shape, flow.locale) for shape in picture.shapes),
        "</svg>\n",
    ]
    return "\n".join(lines).encode()


def _escaped(text: str) -> str:
    return saxutils.escape(_NO_XML.sub("", text))


def _quoted(text: str) -> str:
    return saxutils.quoteattr(_NO_XML.sub("", text))


def _style(tags: Iterable[str]) -> str:
    fonts = ((tag, FONTS.get(likely(tag).script)) for tag in tags)
    rules = [f":lang({tag}) {{ font-family: {stack}, {FALLBACK_FONTS} }}" for tag, stack in fonts if stack]
    indented = "\n".join(f"  {line}" for line in _DARK.split("\n"))
    return "\n".join([_STYLE, *rules, f"@media (prefers-color-scheme: dark) {{\n{indented}\n}}"])


@singledispatch
def _draw(shape: Shape, locale: str) -> str:
    raise TypeError(shape)


@_draw.register
def _words(shape: Words, locale: str) -> str:
    lang = f" lang={_quoted(shape.locale)} xml:lang={_quoted(shape.locale)}" if shape.locale != locale else ""
    start = f'<text class="{shape.role}{" centred" if shape.centred else ""}"{lang}'
    if len(shape.lines) == 1:
        return f'{start} x="{shape.x:.1f}" y="{shape.y:.1f}">{_escaped(shape.lines[0])}</text>'
    leading = SIZES[shape.role] * LEADING
    spans = (
        f'<tspan x="{shape.x:.1f}" y="{shape.y + number * leading:.1f}">{_escaped(line)}</tspan>'
        for number, line in enumerate(shape.lines)
    )
    # Between words of a line that is not centred, which a blank would shift, one who copies the text wants a blank.
    return f"{start}>{(' ' if not shape.centred and ' ' in ''.join(shape.lines) else '').join(spans)}</text>"


@_draw.register
def _box(shape: Box, locale: str) -> str:
    size = f'width="{shape.width:.1f}" height="{shape.height:.1f}"'
    return f'<rect class="{shape.role}" x="{shape.x:.1f}" y="{shape.y:.1f}" {size} rx="10"/>'


@_draw.register
def _badge(shape: Badge, locale: str) -> str:
    return f'<circle class="badge" cx="{shape.x:.1f}" cy="{shape.y:.1f}" r="{BADGE / 2}"/>'


@_draw.register
def _arrow(shape: Arrow, locale: str) -> str:
    """The line, and a head that is drawn, for markers take no colour from the style of the line everywhere."""
    (before_x, before_y), (x, y) = shape.points[-2:]
    along_x, along_y = _sign(x - before_x), _sign(y - before_y)
    back_x, back_y = x - along_x * 9, y - along_y * 9
    sides = (f"{back_x + along_y * side:.1f},{back_y + along_x * side:.1f}" for side in (5, -5))
    line = " ".join(f"{px:.1f},{py:.1f}" for px, py in (*shape.points[:-1], (back_x, back_y)))
    return f'<polyline class="arrow" points="{line}"/><polygon class="tip" points="{x:.1f},{y:.1f} {" ".join(sides)}"/>'


def _mirror(shape: Shape) -> Shape:
    """The same for a script that runs from right to left."""
    match shape:
        case Words():
            return Words(shape.role, WIDTH - shape.x, shape.y, shape.lines, shape.locale, shape.centred)
        case Box():
            return Box(shape.role, WIDTH - shape.x - shape.width, shape.y, shape.width, shape.height)
        case Badge():
            return Badge(WIDTH - shape.x, shape.y)
    return Arrow(tuple((WIDTH - x, y) for x, y in shape.points))


def _sign(number: float) -> int:
    return (number > 0) - (number < 0)
