"""The forms that answers have: a name for `?format=` and a media type for `Accept`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MediaForm:
    """One form: `name` is its value of `?format=`, `media_type` its Content-Type, parameters and all."""

    name: str
    media_type: str

    @property
    def essence(self) -> str:
        """The media type without parameters, in lower case."""
        return self.media_type.partition(";")[0].strip().lower()


JSON = MediaForm("json", "application/json")
JSON_LINES = MediaForm("jsonl", "application/jsonl")
JSON_LD = MediaForm("jsonld", "application/ld+json")
MARKDOWN = MediaForm("md", "text/markdown; charset=utf-8")
SVG = MediaForm("svg", "image/svg+xml")
MERMAID = MediaForm("mermaid", "text/vnd.mermaid; charset=utf-8")
HTML = MediaForm("html", "text/html; charset=utf-8")
PLAIN = MediaForm("txt", "text/plain; charset=utf-8")

ENTRY_FORMS = (JSON, JSON_LD, MARKDOWN)
"""What entries and lists offer, the default first."""
SEARCH_FORMS = (JSON, JSON_LD, MARKDOWN)
HOME_FORMS = (JSON, MARKDOWN)
FLOW_FORMS = (SVG, MERMAID)
COMPARE_FORMS = (JSON, MARKDOWN, HTML)
COPY_FORMS = (JSON_LINES,)
TEXT_FORMS = (PLAIN, MARKDOWN)
JSON_ALONE = (JSON,)
