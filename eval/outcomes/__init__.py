"""Questions on what became of things -> how often the right state comes first.

A line of a file of questions is `{"id", "question", "state", "says", "wrong"}`: `state` is what must be told first, or a list of which any
is right; `says` are words that the first line must have, of which `|` parts those that do as well; `wrong` are states that would mislead.
"""
