"""Pages -> blocks, and what a person would call the structure of a paper."""
