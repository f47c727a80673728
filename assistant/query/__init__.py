"""The parts of understanding a question: dates, bodies, other words for its words, spelling."""
