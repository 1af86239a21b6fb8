"""The page of a process: its steps, however deep they are nested."""

from pathlib import Path

from tests import serving
from tests.site.reading import elements

STEPS = ("first", None), ("part", "first"), ("piece", "part"), ("crumb", "piece"), ("last", None)


def test_each_depth_has_its_heading(tmp_path: Path) -> None:
    """Substeps stand in the list of their step, one level of heading below it, at the third depth as at the second."""
    texts = "".join(f"  {slug}: {{title: The {slug}, body: Do it.}}\n" for slug, _ in STEPS)
    structure = "".join(f"  {slug}: {{process: run, parent: {parent or 'null'}}}\n" for slug, parent in STEPS)
    files = {
        "structure/all.yaml": "processes:\n  run: {}\nsteps:\n" + structure.replace(", parent: null", ""),
        "en/all.yaml": "processes:\n  run: {title: A run, summary: All of it.}\nsteps:\n" + texts,
    }
    settings = serving.settings_in(tmp_path, data=serving.write(tmp_path / "data", files))
    with serving.client(serving.loaded(settings)) as asking:
        found = elements(asking.get("/en/processes/run").text)
    told = [
        (one.name, one.text, one.path.count("ol")) for one in found if one.text.startswith("The ") and "li" in one.path
    ]
    headings = [one for one in told if one[0] in ("h3", "h4", "h5", "h6")]
    assert headings == [
        ("h3", "The first", 1),
        ("h4", "The part", 2),
        ("h5", "The piece", 3),
        ("h6", "The crumb", 4),
        ("h3", "The last", 1),
    ]
