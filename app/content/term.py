"""Terms of the trade."""

from app.content.kind import Attribute, Kind, Role, TextField

TERM = Kind(
    name="term",
    plural="terms",
    texts=(
        TextField("name", Role.TITLE),
        TextField("aliases", Role.ALIAS, many=True, optional=True, falls_back=False),
        TextField("definition", markdown=True),
        TextField("formula", optional=True),
    ),
    attributes=(
        Attribute("category", wire="category", labels="categories"),
        Attribute("group", wire="group", labels="groups"),
        Attribute("abbreviation", wire="abbreviation"),
    ),
    schema_org="DefinedTerm",
)
