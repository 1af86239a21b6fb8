"""Where everything in the picture of a flow stands, in pixels; the text runs from left to right."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.text.scripts import is_unspaced
from app.web.forms.flow import Card, Flow, Lane
from app.web.forms.reading import Said
from app.web.forms.wrapping import wrap

WIDTH = 960
MARGIN = 32
GAP = 40
"""Between cards beside each other; an arrow stands in it."""
ROW_GAP = 40
PAD = 14
BADGE = 24
NOTE_GAP = 7
MOST_IN_A_ROW = 4
"""Stations that stand in one row; where there are more, a row has as many as one of steps."""
STEPS_IN_A_ROW = 3
WIDEST = 272
LEADING = 1.38
"""From one line to the next, in em."""

SIZES = {"name": 26, "lane": 18, "head": 16, "note": 14, "number": 14}
"""Text sizes by role."""
BOLD = 1.1
"""How much wider than a plain one a bold text is, in scripts with an alphabet."""


@dataclass(frozen=True, slots=True)
class Words:
    """Lines of a text, `x` their start or middle and `y` the first base line."""

    role: str
    x: float
    y: float
    lines: tuple[str, ...]
    locale: str
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A card."""

    role: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Badge:
    """The disc behind a number."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Arrow:
    """A line through points, with a head at its end."""

    points: tuple[tuple[float, float], ...]


Shape = Words | Box | Badge | Arrow


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything in the picture, and its height."""

    shapes: tuple[Shape, ...]
    height: float


def lay_out(flow: Flow) -> Picture:
    """The picture of a flow."""
    shapes: list[Shape] = []
    y = _write(shapes, "name", flow.name, MARGIN, MARGIN, WIDTH - 2 * MARGIN)
    for lane in flow.lanes:
        y = _write(shapes, "lane", lane.title, MARGIN, y + 26, WIDTH - 2 * MARGIN) + 12
        y = _lane(shapes, lane, y)
    if not flow.lanes:
        y = _write(shapes, "note", Said(flow.empty, flow.locale), MARGIN, y + 16, WIDTH - 2 * MARGIN)
    return Picture(tuple(shapes), y + MARGIN)


def _lane(shapes: list[Shape], lane: Lane, y: float) -> float:
    """Cards in rows from `y` on, with arrows between them; gives where they end."""
    numbered = any(card.number for card in lane.cards)
    columns = STEPS_IN_A_ROW if numbered or len(lane.cards) > MOST_IN_A_ROW else len(lane.cards)
    width = min((WIDTH - 2 * MARGIN - (columns - 1) * GAP) / columns, WIDEST)
    boxes: list[Box] = []
    for start in range(0, len(lane.cards), columns):
        row = lane.cards[start : start + columns]
        height = max(_height(card, width) for card in row)
        for place, card in enumerate(row):
            box = Box("step" if numbered else "station", MARGIN + place * (width + GAP), y, width, height)
            boxes.append(box)
            shapes += [box, *_inside(card, box)]
        y += height + ROW_GAP
    shapes += [_between(box, following) for box, following in pairwise(boxes)]
    if lane.closed and len(boxes) > 1:
        shapes.append(_back(boxes))
        return y - ROW_GAP + 24
    return y - ROW_GAP


def _between(box: Box, following: Box) -> Arrow:
    if box.y == following.y:
        middle = box.y + (PAD + BADGE / 2 if box.role == "step" else box.height / 2)
        return Arrow(((box.x + box.width + 6, middle), (following.x - 6, middle)))
    from_x, to_x, turn = box.x + box.width / 2, following.x + following.width / 2, following.y - ROW_GAP / 2
    start, end = box.y + box.height + 4, following.y - 6
    return Arrow(((from_x, start), (from_x, turn), (to_x, turn), (to_x, end)))


def _back(boxes: Sequence[Box]) -> Arrow:
    first, last = boxes[0], boxes[-1]
    from_x, to_x, turn = last.x + last.width / 2, first.x + first.width / 2, last.y + last.height + 20
    if first.y == last.y:
        end = first.y + first.height + 6
        return Arrow(((from_x, last.y + last.height + 4), (from_x, turn), (to_x, turn), (to_x, end)))
    side, middle = first.x - MARGIN / 2, first.y + first.height / 2
    start = last.y + last.height + 4
    return Arrow(((from_x, start), (from_x, turn), (side, turn), (side, middle), (first.x - 6, middle)))


def _inside(card: Card, box: Box) -> Iterator[Shape]:
    if card.number is None:
        yield from _station(card, box)
        return
    yield Badge(box.x + PAD + BADGE / 2, box.y + PAD + BADGE / 2)
    middle = box.y + PAD + BADGE / 2 + SIZES["number"] * 0.36
    yield Words("number", box.x + PAD + BADGE / 2, middle, (str(card.number),), card.heads[0].locale, centred=True)
    inside: list[Shape] = []
    x = box.x + 2 * PAD + BADGE - 4
    y = _write(inside, "head", card.heads[0], x, box.y + PAD, box.x + box.width - PAD - x)
    y = max(y, box.y + PAD + BADGE)
    for note in card.notes:
        y = _write(inside, "note", note, x, y + NOTE_GAP, box.x + box.width - PAD - x)
    yield from inside


def _station(card: Card, box: Box) -> Iterator[Shape]:
    """Alternative heads one below the other, with the notes under them, all in the middle of the card."""
    inside: list[Shape] = []
    y = box.y + (box.height - _height(card, box.width)) / 2 + PAD
    middle, width = box.x + box.width / 2, box.width - 2 * PAD
    for number, head in enumerate(card.heads):
        if number:
            y = _write(inside, "note", Said("/", head.locale), middle, y, width, centred=True)
        y = _write(inside, "head", head, middle, y, width, centred=True)
    for note in card.notes:
        y = _write(inside, "note", note, middle, y + 4, width, centred=True)
    yield from inside


def _height(card: Card, width: float) -> float:
    if card.number is None:
        inner = width - 2 * PAD
        heads = sum(_tall("head", head, inner) for head in card.heads) + _line("note") * (len(card.heads) - 1)
        return 2 * PAD + heads + sum(_tall("note", note, inner) + 4 for note in card.notes)
    inner = width - 3 * PAD - BADGE + 4
    head = max(_tall("head", card.heads[0], inner), BADGE)
    return 2 * PAD + head + sum(_tall("note", note, inner) + NOTE_GAP for note in card.notes)


def _write(
    shapes: list[Shape], role: str, said: Said, x: float, top: float, width: float, *, centred: bool = False
) -> float:
    """Put a text below `top`; gives where it ends."""
    size = SIZES[role]
    lines = _wrap(role, said, width)
    base = top + size * (LEADING / 2 + 0.36)
    shapes.append(Words(role, x, base, tuple(lines), said.locale, centred))
    return top + len(lines) * _line(role)


def _tall(role: str, said: Said, width: float) -> float:
    return len(_wrap(role, said, width)) * _line(role)


def _wrap(role: str, said: Said, width: float) -> list[str]:
    bold = 1.0 if role == "note" or is_unspaced(said.text) else BOLD
    return wrap(said.text, width / SIZES[role] / bold)


def _line(role: str) -> float:
    return SIZES[role] * LEADING
