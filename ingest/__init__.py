"""Paper file -> passages."""
