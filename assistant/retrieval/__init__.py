"""Query -> passages: found, ordered, and whether they answer."""
