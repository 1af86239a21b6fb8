"""The public face of search: follow a source, answer queries."""

from pathlib import Path
from threading import Thread

from app.locales.fallback import Locales
from app.search import training
from app.search.answering import View, explanation, promised_entries, ranked_entries
from app.search.index import Index, Snapshot
from app.search.lexicon import FILE, Lexicon, language
from app.search.matching import match
from app.search.query import Hit, SearchQuery, SearchResult, Suggestion, SuggestQuery
from app.search.reading import Reader, squeezed
from app.search.records import DamagedIndex
from app.search.retrieval import Retrieval
from app.search.source import EntrySource
from app.search.suggest import suggest


class SearchEngine:
    """Finds entries by any language, script or spelling; one per process, safe to share between threads."""

    def __init__(self, directory: Path | None, source: EntrySource, locales: Locales) -> None:
        self._directory = directory
        self._index = Index(directory, locales)
        self._source = source
        self._languages = tuple(dict.fromkeys(map(language, locales.tags)))
        self._learning: Thread | None = None
        self._view: View | None = None
        if snapshot := self._index.open():
            self._view = self._view_of(snapshot)

    @classmethod
    def open(cls, directory: Path | None, source: EntrySource, locales: Locales) -> "SearchEngine":
        """The engine over the index in a directory (None: in memory), as it was left; `catch_up` makes it current."""
        return cls(directory, source, locales)

    @property
    def revision(self) -> int:
        """The revision of the source that answers come from; -1 where there is no index yet of these locales."""
        state = self._view.snapshot.state if self._view else None
        return state.revision if state and state.version == self._index.version else -1

    @property
    def is_open(self) -> bool:
        """Whether there is an index to answer from; without one, a search builds it first."""
        return self._view is not None

    def adopt(self, locales: Locales) -> None:
        """Work for these locales from the next `catch_up` on, which builds all anew where they are others."""
        if locales.tags != self._index.locales.tags:
            self._index = Index(self._directory, locales)
            self._languages = tuple(dict.fromkeys(map(language, locales.tags)))

    def catch_up(self) -> None:
        """Follow the source to its newest revision, or build anew what is missing, damaged or of another version.

        Of processes that share a directory one writes, the others wait for it and read what it wrote.
        """
        if self.revision == self._source.revision():
            return
        with self._index.writing():
            view = self._view
            snapshot = self._index.reload(view.snapshot) if view else self._index.open()
            target = self._source.revision()
            if snapshot is None or snapshot.state.version != self._index.version or snapshot.state.revision > target:
                snapshot = self._index.build(self._source)
            elif snapshot.state.revision < target:
                snapshot = self._index.update(snapshot, self._source)
            self._view = self._view_of(snapshot)
        self._learn()

    def learned(self) -> None:
        """Wait until the translations are learned that a `catch_up` has set going."""
        if self._learning:
            self._learning.join()
            self._learning = None
            self._view = self._view_of(self._current().snapshot)

    def search(self, query: SearchQuery) -> SearchResult:
        """The entries that answer a query, best first; text without letters or digits finds nothing."""
        try:
            return self._search(self._current(), query)
        except DamagedIndex:
            self._rebuild()
            return self._search(self._current(), query)

    def suggest(self, query: SuggestQuery) -> list[Suggestion]:
        """Titles and aliases for what is typed so far: whole, beginning, start of a word, inside, pinyin."""
        try:
            return self._suggest(self._current(), query)
        except DamagedIndex:
            self._rebuild()
            return self._suggest(self._current(), query)

    def _suggest(self, view: View, query: SuggestQuery) -> list[Suggestion]:
        return suggest(view.snapshot, view.retrieval, query)

    def _view_of(self, snapshot: Snapshot) -> View:
        if snapshot.generation:
            lexicon = Lexicon(snapshot.generation / FILE)
        else:
            lexicon = Lexicon(
                table=training.learn(snapshot.searcher, snapshot.records) if self._lacks(snapshot) else None
            )
        before = self._view.reader if self._view else None
        return View(snapshot, Reader(snapshot, self._languages, lexicon, before), Retrieval(snapshot))

    def _lacks(self, snapshot: Snapshot) -> bool:
        return any(snapshot.searcher.doc_freq("lacks", tag) for tag in self._languages)

    def _learn(self) -> None:
        """Set learning going where entries lack a language and what was learned is missing or old."""
        snapshot = self._current().snapshot
        if snapshot.generation is None or (self._learning and self._learning.is_alive()):
            return
        if self._lacks(snapshot) and training.stale(snapshot.generation, snapshot.state.bytes):
            self._learning = training.start(snapshot.generation, snapshot.state.bytes)

    def _current(self) -> View:
        if self._view is None:
            self.catch_up()
        assert self._view is not None
        return self._view

    def _rebuild(self) -> None:
        """Mend a damaged index, unless another process has done so while this one waited for its turn."""
        damaged = self._current().snapshot
        with self._index.writing():
            newer = self._index.open()
            is_mended = newer is not None and newer.generation != damaged.generation
            self._view = self._view_of(newer if newer and is_mended else self._index.build(self._source))

    def _search(self, view: View, query: SearchQuery) -> SearchResult:
        together = squeezed(query.text)
        if not together:
            return SearchResult(0, ())
        filters = view.retrieval.filters(query.kind, query.model)
        wanted = query.offset + query.limit
        kept, held = promised_entries(view, together, filters, wanted)
        rest, others = ranked_entries(view, query.text, filters, together, wanted - held, held > 0)
        page = (kept + rest if len(kept) == held else kept)[query.offset : query.offset + query.limit]
        tail = view.snapshot.records.tail
        hits = tuple(
            Hit(
                card.ref,
                round(score.value, 4),
                match(card, score, query.text, query.locale, together, tail),
                explanation(score) if query.explain else None,
            )
            for score, card in page
        )
        return SearchResult(held + others, hits)
