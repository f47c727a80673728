"""The Ask page: questions of a conversation with their answers, and what can be done with each."""
