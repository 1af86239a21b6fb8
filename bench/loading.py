"""How long 10,000 entries in four locales take from JSON Lines into an empty store, and again when nothing changed."""

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.measurement import Measurement, environment, run

ENTRIES = 10_000
TEXTS = {
    "en": ("How is order {n} cleared by customs?", "Order {n} is declared, inspected and released. " * 6),
    "es": ("¿Cómo pasa la aduana el pedido {n}?", "El pedido {n} se declara, se revisa y se libera. " * 6),
    "zh-Hans": ("订单{n}如何清关？", "订单{n}先申报，再查验，最后放行。" * 6),
    "zh-Hant": ("訂單{n}如何清關？", "訂單{n}先申報，再查驗，最後放行。" * 6),
}


def measure() -> Iterator[Measurement]:
    """Seconds and peak memory of the first load, seconds of the second."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = folder / "faqs.jsonl"
        write(file)
        env = environment(folder)
        seconds, megabytes = run("load", str(file), env=env)
        yield Measurement(f"load {ENTRIES:,} entries in {len(TEXTS)} locales", seconds, "s", 20)
        yield Measurement("its peak memory", megabytes, "MB")
        seconds, _ = run("load", str(file), env=env)
        yield Measurement("load the same again", seconds, "s")


def write(file: Path) -> None:
    """JSON Lines of `ENTRIES` questions, all locales of an entry on its line."""
    with file.open("w", encoding="utf-8") as lines:
        for n in range(ENTRIES):
            texts = {
                locale: {"question": question.format(n=n), "answer": answer.format(n=n).strip()}
                for locale, (question, answer) in TEXTS.items()
            }
            entry = {"kind": "faq", "slug": f"order-{n}", "about": [], "texts": texts}
            lines.write(json.dumps(entry, ensure_ascii=False) + "\n")
