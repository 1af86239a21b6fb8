"""A comparison in JSON."""

from collections.abc import Mapping
from typing import Any

from app.web.forms.comparison import Common, Comparison
from app.web.forms.reading import Reading

Shape = dict[str, Any]


def comparison_shape(reading: Reading, comparison: Comparison) -> Shape:
    """The matrix, what is shared and where the models differ."""
    shaper = reading.shaper
    return {
        "locale": reading.locale,
        "revision": reading.library.revision,
        "models": [shaper.item(model) for model in comparison.models],
        "rows": [
            {
                "aspect": row.aspect,
                "label": reading.label("aspects", row.aspect).text,
                "cells": [[shaper.item(feature) for feature in cell] for cell in row.cells],
            }
            for row in comparison.rows
        ],
        "shared": _facets(reading, comparison.shared()),
        "differences": _facets(reading, comparison.different()),
    }


def _facets(reading: Reading, facets: Mapping[str, tuple[Common, ...]]) -> Shape:
    return {name: [_common(reading, name, one) for one in facet] for name, facet in facets.items()}


def _common(reading: Reading, facet: str, common: Common) -> Shape:
    held: Shape = {"models": common.models}
    if facet == "features":
        return held | {"features": [reading.shaper.hit(entry) for entry in common.entries]}
    if common.word is None:
        return held | reading.shaper.hit(common.entries[0])
    if facet == "aspects":
        return held | {"slug": common.word, "title": reading.label("aspects", common.word).text}
    title = next((source.title for source in reading.library.sources if source.slug == common.word), common.word)
    return held | {"slug": common.word, "title": title}
