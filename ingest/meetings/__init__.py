"""Pages -> what a paper says of its meeting, and of itself."""
