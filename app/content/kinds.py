"""The registry of kinds, in the order in which ties between them are broken."""

from app.content.faq import FAQ
from app.content.feature import FEATURE
from app.content.kind import Kind
from app.content.model import MODEL
from app.content.process import PROCESS
from app.content.step import STEP
from app.content.term import TERM
from app.content.topic import TOPIC

KINDS: dict[str, Kind] = {kind.name: kind for kind in (MODEL, FEATURE, PROCESS, STEP, FAQ, TERM, TOPIC)}
"""Every kind by its name; the order ranks kinds."""

BY_PLURAL: dict[str, Kind] = {kind.plural: kind for kind in KINDS.values()}
"""Every kind by its plural, as paths and data files spell it."""
