"""Evidence -> answer: citations, the lines that quote them, how they are laid out, and the check of each against its page."""
