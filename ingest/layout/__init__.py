"""Paper file -> clean pages."""
