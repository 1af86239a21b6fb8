"""How a model runs, as what a picture of it consists of: lanes of cards in order."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.content.entry import Entry
from app.web.forms.reading import Reading, Said
from app.web.step_trees import StepTree

CYCLE = "cycle"
"""The kind of process whose last step leads to its first."""


@dataclass(frozen=True, slots=True)
class Card:
    """One station: alternative heads, notes below them, and its number where it has one."""

    heads: tuple[Said, ...]
    notes: tuple[Said, ...] = ()
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Lane:
    """Cards that follow one upon another; `closed` where the last leads to the first."""

    title: Said
    cards: tuple[Card, ...]
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Flow:
    """A model's value chain, customer journey and processes; `empty` is what to say where there are none."""

    slug: str
    locale: str
    name: Said
    title: str
    lanes: tuple[Lane, ...]
    empty: str

    def described(self) -> str:
        """The whole in words, for those who do not see the picture."""
        return " ".join(map(_told, self.lanes)) or self.empty


def read_flow(reading: Reading, model: Entry) -> Flow:
    """What there is to show of a model."""
    name = reading.title(model)
    title = reading.word("flow", name=name.text)
    return Flow(model.slug, reading.locale, name, title, tuple(_lanes(reading, model)), reading.word("flow-empty"))


def _lanes(reading: Reading, model: Entry) -> Iterator[Lane]:
    if model.value_chain:
        stations = (Card(_named(reading, node.actors), _named(reading, node.examples)) for node in model.value_chain)
        yield Lane(Said(reading.word("value-chain"), reading.locale), tuple(stations))
    if journey := reading.texts(model, "journey"):
        cards = tuple(Card((said,)) for said in journey)
        yield Lane(Said(reading.word("journey"), reading.locale), cards)
    for process in reading.belonging("process", "model", model):
        steps = tuple(
            Card((reading.title(tree.step),), tuple(map(reading.title, _below(tree))), number)
            for number, tree in enumerate(reading.steps(process), 1)
        )
        if steps:
            yield Lane(reading.title(process), steps, closed=process.attributes.get("kind") == CYCLE)


def _named(reading: Reading, slugs: tuple[str, ...]) -> tuple[Said, ...]:
    return tuple(reading.title(term) for term in reading.named("term", slugs))


def _below(tree: StepTree) -> Iterator[Entry]:
    for part in tree.substeps:
        yield part.step
        yield from _below(part)


def _told(lane: Lane) -> str:
    names = [" / ".join(head.text for head in card.heads) for card in lane.cards]
    return f"{lane.title.text}: {' → '.join(names)}."
