"""Measure search on sets of queries."""
import argparse
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from app.search.engine import SearchEngine
from app.search.query import SearchQuery
from bench.search_sets import *
from collections import defaultdict

def main():
    for arg in sys.argv[1:]:
        folder = Path(arg)
        es = entries(folder)
        source = FixedSource(es)
        t = time.perf_counter()
        engine = SearchEngine.open(None, source, LOCALES); engine.catch_up()
        d = time.perf_counter() - t
        n = sum(len(f) for e in es for f in e.texts.values())
        print(folder.name, len(es), "entries", round(n / d), "texts/s")
        qs = queries(folder)
        for q in qs[:300]: engine.search(SearchQuery(q.text, q.locale))
        by = defaultdict(list)
        for q in qs:
            t = time.perf_counter(); r = engine.search(SearchQuery(q.text, q.locale)); ms = (time.perf_counter() - t) * 1e3
            names = [{h.ref.slug, str(h.ref)} for h in r.hits]
            rank = next((i for i, s in enumerate(names, 1) if s & q.expect), 0)
            row = (1 / rank if rank else 0, bool(names) and (q.first in names[0] if q.first else rank == 1), rank > 0, not names, ms, r.hits[0].score if r.hits else 0)
            by[q.slice].append(row)
            if q.expect: by["all"].append(row)
        for s, rows in by.items():
            ms = sorted(r[4] for r in rows)
            k = len(rows)
            print(f"{s:14}{k:6}{sum(r[1] for r in rows)/k:8.3f}{sum(r[0] for r in rows)/k:8.3f}{sum(r[2] for r in rows)/k:8.3f}{sum(r[3] for r in rows)/k:8.3f}{ms[k//2]:8.2f}{ms[int(k*.99)]:8.2f}")
main()
