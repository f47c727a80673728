"""How the packaged embedding model is taught what council papers mean: questions, wrong answers, loss, adapter."""
