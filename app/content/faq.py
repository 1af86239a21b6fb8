"""Questions that people ask, each with its answer."""

from app.content.kind import Kind, Relation, Role, TextField

FAQ = Kind(
    name="faq",
    plural="faqs",
    texts=(TextField("question", Role.TITLE), TextField("answer", markdown=True)),
    relations=(Relation("about", target="model", many=True),),
    schema_org="FAQPage",
)
