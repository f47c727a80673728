"""Questions with their plans -> the model that tells from a question which plan answers it."""
