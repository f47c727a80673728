"""The word index: BM25 over stemmed English words, in tantivy on disk.

Tantivy answers in a few milliseconds where SQLite's FTS5 needs 200 for a question of ten words over
100,000 passages, and its commits are atomic.
"""

import math
import re
from collections.abc import Container, Iterator, Mapping, Sequence
from pathlib import Path

import tantivy

from corpus.errors import FREE_OR_MOVE, StoreUnusable, brief
from corpus.store.checksums import damage, write_checksums
from corpus.text import STOP_WORDS

_WRITER_BYTES = 15_000_000  # the least that tantivy takes; a paper needs no more
_SAME_SCORE = 4  # decimals
_OTHER = 0.5  # what another word for one of the question counts beside it

_STEMMER = (
    tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    .filter(tantivy.Filter.lowercase())
    .filter(tantivy.Filter.ascii_fold())
    .filter(tantivy.Filter.stemmer("english"))
    .build()
)
_RAISED = re.compile(r"(?<=\w)[⁰¹²³⁴-⁹ⁱᵛˣ]+")  # the mark of a note is no part of `40,000¹`
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3})")  # 18,250 and 18250 are one word


def stems(text: str) -> list[str]:
    """The stemmed words of a text in order, without single letters.

    >>> stems("Children's schools: 18,250")
    ['children', 'school', '18250']
    """
    return [token for token in _STEMMER.analyze(_THOUSANDS.sub("", _RAISED.sub(" ", text))) if len(token) > 1 or token.isdigit()]


_STOP_STEMS = frozenset(stem for word in STOP_WORDS for stem in stems(word))


def asked_stems(question: str) -> list[str]:
    """The stems of a question that say what it asks, each once."""
    return [stem for stem in dict.fromkeys(stems(question)) if stem not in _STOP_STEMS]


class BM25Index:
    """Stemmed words of the passages. Only ids come back: the catalogue has the rest.

    tantivy goes on counting what was deleted, in how many passages there are, have a word and how long they are, until it happens to
    merge the segment that it lay in. So none is left in one: what shares a segment with a passage that goes out is written anew.
    """

    def __init__(self, folder: Path | None) -> None:
        """Open or make the index in `folder`, or in memory where none is given.

        Raises StoreUnusable where tantivy cannot, or where its files are damaged.
        """
        if folder and (damaged := damage(folder)):
            raise _unusable(folder, damaged)
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
        builder.add_text_field("paper", stored=True, tokenizer_name="raw", index_option="basic")
        builder.add_text_field("text", stored=True, tokenizer_name="whitespace", index_option="freq")
        self._schema = builder.build()
        self._folder = folder
        if folder is None:
            self._index = tantivy.Index(self._schema)
            return
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._index = tantivy.Index(self._schema, path=str(folder), reuse=True)
        except (ValueError, OSError) as error:
            raise _unusable(folder, brief(error)) from error

    def replace(self, remove: Sequence[str], papers: Mapping[str, Sequence[tuple[str, str]]]) -> None:
        """In one commit: take out the passages with the ids in `remove`, put in each paper's (id, text).

        One that is put in as it was costs nothing. Raises StoreUnusable where it cannot be written; nothing has changed then, nor where it
        raises what a text is at fault for.
        """
        coming = {i: _document(paper, i, text) for paper, passages in papers.items() for i, text in passages}
        try:
            there = {_id_of(document): (segment, document) for segment, document in self._documents(self._any_of("id", remove))}
            gone = {i: segment for i, (segment, document) in there.items() if document != coming.get(i)}
            writer = self._index.writer(_WRITER_BYTES, 1)
            for _, document in self._documents(tantivy.Query.all_query(), set(gone.values())) if gone else ():
                writer.delete_documents_by_term("id", _id_of(document))
                if _id_of(document) not in gone:
                    writer.add_document(document)
            for document in (coming[i] for i in coming if i in gone or i not in there):
                writer.add_document(document)
            writer.commit()
            writer.wait_merging_threads()
            if self._folder:
                write_checksums(self._folder)
        except (ValueError, OSError) as error:
            raise StoreUnusable(f"The word index in {self._folder} cannot be written ({brief(error)}). {FREE_OR_MOVE}") from error
        self._index.reload()

    def ids(self) -> set[str]:
        """Every passage id in the index."""
        self._index.reload()
        return {_id_of(document) for _, document in self._documents(tantivy.Query.all_query())}

    def _documents(self, query: tantivy.Query, segments: Container[int] | None = None) -> Iterator[tuple[int, tantivy.Document]]:
        """All that a query finds, in these segments or in any, each with its segment."""
        searcher = self._index.searcher()
        for _, address in searcher.search(query, max(searcher.num_docs, 1)).hits:
            if segments is None or address.segment_ord in segments:
                yield address.segment_ord, searcher.doc(address)

    def holds(self, stem: str) -> bool:
        """Whether any passage has the word."""
        return self._index.searcher().doc_freq("text", stem) > 0

    def rarity(self, stem: str) -> float:
        """How much a word tells passages apart: BM25's inverse document frequency, near 0 where every passage has it."""
        searcher = self._index.searcher()
        having = searcher.doc_freq("text", stem)
        return math.log(1 + (searcher.num_docs - having + 0.5) / (having + 0.5))

    def best(
        self, asked: Sequence[str], limit: int, paper_ids: Sequence[str] | None = None, others: Sequence[str] = ()
    ) -> list[tuple[str, float]]:
        """Passage ids with BM25 scores for any of the stems asked, best first, within the papers named or all.

        `others` are stems of other words for what is asked: each counts half.
        """
        if not asked or (paper_ids is not None and not paper_ids):
            return []
        self._index.reload()
        terms = [self._term(stem) for stem in asked]
        terms += [tantivy.Query.boost_query(self._term(stem), _OTHER) for stem in others if stem not in asked]
        query = tantivy.Query.boolean_query([(tantivy.Occur.Should, term) for term in terms])
        if paper_ids is not None:
            within = self._any_of("paper", paper_ids)
            query = tantivy.Query.boolean_query(
                [(tantivy.Occur.Must, query), (tantivy.Occur.Must, tantivy.Query.const_score_query(within, 0.0))]
            )
        return self._first(query, limit)

    def having(self, asked: Sequence[str], limit: int) -> list[str]:
        """Ids of the passages that have each of the stems asked, best first."""
        if not asked:
            return []
        self._index.reload()
        query = tantivy.Query.boolean_query([(tantivy.Occur.Must, self._term(stem)) for stem in asked])
        return [i for i, _ in self._first(query, limit)]

    def _first(self, query: tantivy.Query, limit: int) -> list[tuple[str, float]]:
        """The best by score, those of one score by id: where they lie in the index depends on what else came and went."""
        searcher, depth = self._index.searcher(), 2 * limit
        hits = searcher.search(query, depth).hits
        while len(hits) == depth and round(hits[-1][0], _SAME_SCORE) == round(hits[limit - 1][0], _SAME_SCORE):
            depth *= 2
            hits = searcher.search(query, depth).hits
        found = [(_id_of(searcher.doc(address)), float(score)) for score, address in hits]
        return sorted(found, key=lambda pair: (-round(pair[1], _SAME_SCORE), pair[0]))[:limit]

    def _term(self, stem: str) -> tantivy.Query:
        return tantivy.Query.term_query(self._schema, "text", stem, "freq")

    def _any_of(self, field: str, values: Sequence[str]) -> tantivy.Query:
        return tantivy.Query.term_set_query(self._schema, field, list(values))


def _id_of(document: tantivy.Document) -> str:
    return str(document["id"][0])


def _document(paper_id: str, passage_id: str, text: str) -> tantivy.Document:
    document = tantivy.Document()
    document.add_text("id", passage_id)
    document.add_text("paper", paper_id)
    document.add_text("text", " ".join(stems(text)))
    return document


def _unusable(folder: Path, why: str) -> StoreUnusable:
    return StoreUnusable(f"The word index in {folder} cannot be used ({why}). Run: minuted doctor --repair")
