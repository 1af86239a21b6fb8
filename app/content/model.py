"""Operating models: how a firm sells across borders."""

from app.content.kind import Attribute, Kind, Relation, Role, TextField

MODEL = Kind(
    name="model",
    plural="models",
    texts=(
        TextField("name", Role.TITLE),
        TextField("aliases", Role.ALIAS, many=True, optional=True, falls_back=False),
        TextField("summary", optional=True),
        TextField("definition", markdown=True),
        TextField("journey", many=True, optional=True),
    ),
    attributes=(
        Attribute("kind", wire="model_kind", labels="model_kinds"),
        Attribute("abbreviation", wire="abbreviation"),
    ),
    relations=(
        Relation("parent", target="model"),
        Relation("examples", target="term", many=True),
    ),
    has_value_chain=True,
    schema_org="DefinedTerm",
)
