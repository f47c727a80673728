"""The source viewer: the page of a paper that a citation names, as a picture with the quote marked, its text beside it."""
