"""docs/embedding.md against the widget: what can be set, styled and heard is all there."""

import re

from app.embed.widget import PARTS, STATIC, STYLE
from tests.architecture.planting import HOUSE

PAGE = (HOUSE / "docs" / "embedding.md").read_text(encoding="utf-8")
SCRIPT = "".join((STATIC / name).read_text(encoding="utf-8") for name in PARTS)
SHEET = (STATIC / STYLE).read_text(encoding="utf-8")


def quoted() -> set[str]:
    """What stands between backticks."""
    return set(re.findall(r"`([^`\n]+)`", PAGE))


def test_every_attribute_is_told() -> None:
    """Each attribute that the element has is in the table."""
    observed = re.search(r"observedAttributes = \[(.*?)\]", SCRIPT)
    assert observed
    names = [*re.findall(r'"(\w+)"', observed[1]), *re.findall(r"\[(theme)=", SHEET)]
    assert {f"| `{name}` |" for name in names} <= set(re.findall(r"\| `\w+` \|", PAGE))


def test_every_part_is_told() -> None:
    """Each part that a page can style is named, and no other."""
    listed = re.search(r"The parts are (.*?)\.", PAGE, flags=re.DOTALL)
    assert listed
    assert set(re.findall(r"`(\w+)`", listed[1])) == set(re.findall(r'part: "(\w+)"', SCRIPT))


def test_every_property_is_told() -> None:
    """Each custom property of ours is named, and no other."""
    properties = set(re.findall(r"--kuajing-\w+", SHEET))
    assert properties == {name for name in quoted() if re.fullmatch(r"--kuajing-\w+", name)}


def test_every_event_is_told() -> None:
    """Each event that the element sends is named."""
    assert set(re.findall(r'new Event\("(\w+)"\)', SCRIPT)) <= quoted()
