"""A client that keeps a full copy in one locale, and knowledge bases that change at random under it."""

import json
from collections.abc import Iterator
from random import Random
from typing import Any

from sqlalchemy import Engine

from app.authoring.publishing import Submission, publish
from app.content.entry import Entry, Ref
from app.locales.fallback import Locale
from app.store.metadata import Metadata
from tests.serving import Client

TAGS = ("en", "es", "zh-Hans", "zh-Hant")
WORDS = ("仓库", "倉庫", "almacén", "warehouse", "后来")
Item = dict[str, Any]


class Copy:
    """What a client holds of one locale: items by kind and slug, and the revision that it is at."""

    def __init__(self, client: Client, locale: str, fallback: str = "chain") -> None:
        self._client = client
        self._query = f"locale={locale}&fallback={fallback}"
        self.revision, self.items = self.snapshot()

    def snapshot(self) -> tuple[int, dict[tuple[str, str], Item]]:
        """The revision and the items of a new snapshot."""
        answer = self._client.get(f"/v1/snapshot?{self._query}")
        assert answer.status_code == 200, answer.text
        lines = [json.loads(line) for line in answer.content.decode().split("\n") if line]
        return int(answer.headers["kuajing-revision"]), {(line["kind"], line["slug"]): line for line in lines}

    def follow(self, limit: int) -> Iterator[int]:
        """Apply what changed, part by part; gives how many changes each part had, so that more can happen between."""
        following = f"/v1/changes?{self._query}&since={self.revision}&limit={limit}"
        while following:
            answer = self._client.json(following)
            for change in answer["items"]:
                key = (change["kind"], change["slug"])
                if change["op"] == "put":
                    self.items[key] = change["entry"]
                else:
                    self.items.pop(key, None)
            self.revision, following = answer["revision"], answer["next"]
            yield len(answer["items"])


class Shifting:
    """A knowledge base that changes at random: entries, texts, labels, locales and what they fall back to."""

    def __init__(self, engine: Engine, random: Random) -> None:
        self._engine = engine
        self._random = random
        self._entries = [self._entry(number) for number in range(6)]
        self._metadata = self._new_metadata()
        self._publish()

    @property
    def tags(self) -> list[str]:
        """The locales that there are."""
        return [locale.tag for locale in self._metadata.locales]

    def change(self, *, locales: bool = True) -> None:
        """Change something, and make it a revision; without `locales`, none comes or goes."""
        random = self._random
        what = random.choice(["add", "renew", "renew", "remove", "move"] + ["metadata"] * 2 * locales)
        if what == "add":
            self._entries.append(self._entry(random.randrange(40)))
        elif what == "remove" and self._entries:
            del self._entries[random.randrange(len(self._entries))]
        elif what == "renew" and self._entries:
            place = random.randrange(len(self._entries))
            self._entries[place] = self._entry(int(self._entries[place].slug))
        elif what == "move":
            random.shuffle(self._entries)
        else:
            self._metadata = self._new_metadata()
        self._publish()

    def _publish(self) -> None:
        unique = {entry.ref: entry for entry in self._entries}
        self._entries = list(unique.values())
        placed = [self._placed(entry, place) for place, entry in enumerate(self._entries)]
        publish(self._engine, Submission("data", placed, self._metadata, str(self._random.random()), whole=True))

    def _placed(self, entry: Entry, place: int) -> Entry:
        texts = {tag: texts for tag, texts in entry.texts.items() if tag in self.tags}
        return Entry(entry.ref, place, attributes=entry.attributes, texts=texts or {"en": {"name": "N"}})

    def _entry(self, number: int) -> Entry:
        random = self._random
        tags = random.sample(TAGS, random.randint(1, len(TAGS)))
        texts = {tag: {"name": f"{random.choice(WORDS)} {number}", "definition": random.choice(WORDS)} for tag in tags}
        return Entry(Ref("term", str(number)), attributes={"category": random.choice("ab")}, texts=texts)

    def _new_metadata(self) -> Metadata:
        random = self._random
        tags = ["en", *random.sample(TAGS[1:], random.randint(1, 3))]
        locales = tuple(self._locale(tag, [other for other in tags if other != tag]) for tag in tags)
        labels = {tag: {"categories": {slug: random.choice(WORDS) for slug in "ab"}} for tag in tags}
        return Metadata("en", locales, frozenset(tags), labels)

    def _locale(self, tag: str, others: list[str]) -> Locale:
        fallback = tuple(self._random.sample(others, self._random.randint(0, len(others))))
        convert = "zh-Hans" if tag == "zh-Hant" and "zh-Hans" in fallback and self._random.random() < 0.7 else None
        return Locale(tag, fallback, "en", convert)
