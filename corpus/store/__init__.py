"""Where papers are kept: the catalogue, the vectors and the BM25 index."""
