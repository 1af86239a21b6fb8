"""Steps of a process; a step with a parent is a substep of it."""

from app.content.kind import Kind, Relation, Role, TextField

STEP = Kind(
    name="step",
    plural="steps",
    texts=(TextField("title", Role.TITLE), TextField("body", markdown=True)),
    relations=(
        Relation("process", target="process", required=True),
        Relation("parent", target="step"),
    ),
    schema_org="HowToStep",
)
