"""`python -m assistant` is `minuted`."""

from assistant.cli import app

app(prog_name="minuted")
