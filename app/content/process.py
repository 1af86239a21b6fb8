"""Processes: what is done in what order."""

from app.content.kind import Attribute, Kind, Relation, Role, TextField

PROCESS = Kind(
    name="process",
    plural="processes",
    texts=(TextField("title", Role.TITLE), TextField("summary", markdown=True, optional=True)),
    attributes=(Attribute("kind", wire="process_kind", labels="process_kinds"),),
    relations=(Relation("model", target="model"),),
    schema_org="HowTo",
)
