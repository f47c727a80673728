"""How the packaged embedding model learns what council papers mean: questions, wrong answers, loss, adapter."""
