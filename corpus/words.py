"""The word index: BM25 over stemmed English words, in tantivy on disk.

Tantivy answers in a few milliseconds where SQLite's FTS5 needs 200 for a question of ten words over
100,000 passages, and its commits are atomic.
"""

import math
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import tantivy

from corpus.errors import FREE_OR_MOVE, StoreUnusable, brief
from corpus.seal import is_whole, seal

_WRITER_BYTES = 15_000_000  # the least that tantivy takes; a paper needs no more
_OTHER = 0.5  # what another word for one of the question counts beside it

# Words that say nothing about what is asked. Question words and polite phrases count among them.
STOP_WORDS = frozenset(
    """
    a an and any are as at be been being but by can could did do does doing for from get got had has have having he her
    here him his how i if in into is it its just me much my of off on or our out over please she so some such tell than
    that the their them then there these they this those to too us very was we were what when where which while who whom
    whose why will with would you your about many
    """.split()
)

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


class Words:
    """Stemmed words of the passages. Only ids come back: the catalogue has the rest."""

    def __init__(self, folder: Path | None) -> None:
        """Open or make the index in `folder`, or in memory where none is given.

        Raises StoreUnusable where tantivy cannot, or where its files are damaged.
        """
        if folder and not is_whole(folder):
            raise _unusable(folder, "its files are not as they were written")
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
        builder.add_text_field("paper", stored=False, tokenizer_name="raw", index_option="basic")
        builder.add_text_field("text", stored=False, tokenizer_name="whitespace", index_option="freq")
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

        Raises StoreUnusable where it cannot be written; nothing has changed then.
        """
        try:
            writer = self._index.writer(_WRITER_BYTES, 1)
            for passage_id in remove:
                writer.delete_documents_by_term("id", passage_id)
            for paper_id, passages in papers.items():
                for passage_id, text in passages:
                    document = tantivy.Document()
                    document.add_text("id", passage_id)
                    document.add_text("paper", paper_id)
                    document.add_text("text", " ".join(stems(text)))
                    writer.add_document(document)
            writer.commit()
            writer.wait_merging_threads()
            if self._folder:
                seal(self._folder)
        except (ValueError, OSError) as error:
            raise StoreUnusable(f"The word index in {self._folder} cannot be written ({brief(error)}). {FREE_OR_MOVE}") from error
        self._index.reload()

    def count(self) -> int:
        self._index.reload()
        return int(self._index.searcher().num_docs)

    def ids(self) -> set[str]:
        """Every passage id in the index."""
        self._index.reload()
        searcher = self._index.searcher()
        if searcher.num_docs == 0:
            return set()
        hits = searcher.search(tantivy.Query.all_query(), searcher.num_docs).hits
        return {str(searcher.doc(address)["id"][0]) for _, address in hits}

    def holds(self, stem: str) -> bool:
        """Whether any passage has the word."""
        return self._having(stem) > 0

    def rarity(self, stem: str) -> float:
        """How much a word tells passages apart: BM25's inverse document frequency, near 0 where every passage has it."""
        having = self._having(stem)
        return math.log(1 + (self._index.searcher().num_docs - having + 0.5) / (having + 0.5))

    def _having(self, stem: str) -> int:
        """How many passages have the word. `doc_freq` counts deleted ones, too, until tantivy merges their segment."""
        found = self._index.searcher().search(self._term(stem), 1, count=True)
        return int(found.count or 0)  # type: ignore[attr-defined]  # its stub does not know it

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
            within = tantivy.Query.term_set_query(self._schema, "paper", list(paper_ids))
            query = tantivy.Query.boolean_query(
                [(tantivy.Occur.Must, query), (tantivy.Occur.Must, tantivy.Query.const_score_query(within, 0.0))]
            )
        searcher = self._index.searcher()
        return [(str(searcher.doc(address)["id"][0]), float(score)) for score, address in searcher.search(query, limit).hits]

    def _term(self, stem: str) -> tantivy.Query:
        return tantivy.Query.term_query(self._schema, "text", stem, "freq")


def _unusable(folder: Path, why: str) -> StoreUnusable:
    return StoreUnusable(f"The word index in {folder} cannot be used ({why}). Run: minuted doctor --repair")
