"""Topics: challenges with their responses, trends, significance, guidance."""

from app.content.kind import Attribute, Kind, Role, TextField

TOPIC = Kind(
    name="topic",
    plural="topics",
    texts=(
        TextField("title", Role.TITLE),
        TextField("body", markdown=True),
        TextField("response", markdown=True, optional=True),
    ),
    attributes=(Attribute("kind", wire="topic_kind", labels="topic_kinds"),),
    schema_org="Article",
)
