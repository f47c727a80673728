"""Question -> answer, with every quote traced to its page."""
