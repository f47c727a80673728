"""The register of a store: what follows what, what became of it, and the history of a topic."""
