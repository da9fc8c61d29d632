"""Our search index beside tantivy, on the register and our queries: `compare_search.py TABLES`.

TABLES is the folder that `cargo run --release -p nazar-medications --example search_documents` writes. `pip install tantivy` brings
the library with its Python face. tantivy is asked in two ways: on the texts as they are, and on the words as they sound by our own
rules, both with its fuzzy queries (prefix, distance by length as in our index) on every word, trade names above substances above the
rest as in our index. Two words that are one name (`но шпа`) are joined for it too.
"""

import statistics
import sys
import time
from pathlib import Path

import tantivy

BOOSTS = {"names": 120 / 30, "substances": 70 / 30, "rest": 15 / 30}


def read(path):
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]


def indexed(documents, first):
    """An index in memory over three columns from `first` on."""
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("place", stored=True)
    for field in BOOSTS:
        builder.add_text_field(field, tokenizer_name="default")
    schema = builder.build()
    index = tantivy.Index(schema)
    writer = index.writer(heap_size=100_000_000, num_threads=1)
    for place, row in enumerate(documents):
        texts = dict(zip(BOOSTS, row[first : first + 3]))
        words = texts["names"].split()
        texts["names"] += " " + " ".join(one + other for one, other in zip(words, words[1:]))
        writer.add_document(tantivy.Document(place=place, **texts))
    writer.commit()
    index.reload()
    return schema, index.searcher()


def query_for(schema, text):
    """Each word, or a pair of words joined: exactly, as a beginning, or with one or two letters wrong."""
    words = [word for word in "".join(c if c.isalnum() else " " for c in text.lower()).split()]
    words += [one + other for one, other in zip(words, words[1:])]
    clauses = []
    for word in words:
        distance = 0 if len(word) < 4 or word[0].isdigit() else 1 if len(word) < 8 else 2
        for field, boost in BOOSTS.items():
            kinds = [(tantivy.Query.term_query(schema, field, word), 1.0)]
            kinds.append((tantivy.Query.fuzzy_term_query(schema, field, word, distance=0, prefix=True), 0.72))
            if distance:
                kinds.append((tantivy.Query.fuzzy_term_query(schema, field, word, distance=distance), 0.5))
            clauses += [(tantivy.Occur.Should, tantivy.Query.boost_query(kind, boost * worth)) for kind, worth in kinds]
    return tantivy.Query.boolean_query(clauses)


def asked(schema, searcher, text):
    """The first three places, and the least of five times in microseconds, query included."""
    least, hits = float("inf"), []
    for _ in range(5):
        start = time.perf_counter()
        hits = searcher.search(query_for(schema, text), 20).hits
        least = min(least, (time.perf_counter() - start) * 1e6)
    return [searcher.doc(address)["place"][0] for _, address in hits[:3]], least


def report(name, answers, meant):
    found = sum(bool(set(places) & wanted) for (places, _), wanted in zip(answers, meant))
    times = sorted(took for _, took in answers)
    middle, late = statistics.median(times), times[len(times) * 99 // 100]
    print(f"{name:<28} {found} of {len(meant)} in the first three; {middle:8.0f} us median, {late:8.0f} us p99")


def main():
    folder = Path(sys.argv[1])
    documents, queries = read(folder / "documents.tsv"), read(folder / "queries.tsv")
    numbers = lambda text: [int(number) for number in text.split(",") if number]
    meant = [set(numbers(row[2])) for row in queries]
    report("ours", [(numbers(row[3]), float(row[4])) for row in queries], meant)
    for name, first, column in (("tantivy, texts as they are", 0, 0), ("tantivy, words as they sound", 3, 1)):
        schema, searcher = indexed(documents, first)
        report(name, [asked(schema, searcher, row[column]) for row in queries], meant)


if __name__ == "__main__":
    main()
