"""Features: one trait of a model, seen under one aspect."""

from app.content.kind import Attribute, Kind, Relation, Role, TextField

FEATURE = Kind(
    name="feature",
    plural="features",
    texts=(TextField("title", Role.TITLE), TextField("body", markdown=True)),
    attributes=(Attribute("aspect", wire="aspect", labels="aspects"),),
    relations=(Relation("model", target="model", required=True),),
    schema_org="DefinedTerm",
)
