"""A flow as a Mermaid flowchart (mermaid.js.org), for documents that draw their own pictures."""

import re
from collections.abc import Iterator

from app.web.forms.flow import Card, Flow, Lane

_SPECIAL = re.compile(r'[#"<>&;`\\{}\[\]()|]')


def write_mermaid(flow: Flow) -> bytes:
    """The lanes as subgraphs, one below the other; substeps stand in their step."""
    return ("\n".join(_lines(flow)) + "\n").encode()


def _lines(flow: Flow) -> Iterator[str]:
    yield "flowchart TB"
    yield f"  accTitle: {_plain(flow.title)}"
    yield f"  accDescr: {_plain(flow.described())}"
    if not flow.lanes:
        yield f'  empty["{_label(flow.empty)}"]'
    for number, lane in enumerate(flow.lanes, 1):
        yield from _lane(lane, f"lane{number}")
    if len(flow.lanes) > 1:
        # Links that are not seen keep the lanes in order, one below the other.
        yield f"  {' ~~~ '.join(f'lane{number}' for number in range(1, len(flow.lanes) + 1))}"


def _lane(lane: Lane, name: str) -> Iterator[str]:
    yield f'  subgraph {name}["{_label(lane.title.text)}"]'
    yield "    direction LR"
    nodes = [f"{name}n{number}" for number in range(1, len(lane.cards) + 1)]
    for node, card in zip(nodes, lane.cards, strict=True):
        yield f'    {node}["{_card(card)}"]'
    if len(nodes) > 1:
        yield f"    {' --> '.join(nodes)}"
    if lane.closed and len(nodes) > 1:
        yield f"    {nodes[-1]} --> {nodes[0]}"
    yield "  end"


def _card(card: Card) -> str:
    number = f"{card.number} · " if card.number else ""
    heads = " / ".join(_label(head.text) for head in card.heads)
    return "<br/>".join([f"{number}{heads}", *(_label(note.text) for note in card.notes)])


def _label(text: str) -> str:
    """A text between quotation marks, what Mermaid would read as its own written as a character code."""
    return _SPECIAL.sub(lambda found: f"#{ord(found[0])};", " ".join(text.split()))


def _plain(text: str) -> str:
    """A text up to the end of the line, which Mermaid reads as it is but for a few characters."""
    return re.sub(r"[#;{}%]", " ", " ".join(text.split()))
