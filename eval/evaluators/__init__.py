"""What is said of one answer: an evaluator a class, from a Subject to a Verdict. every.py lists them all."""
