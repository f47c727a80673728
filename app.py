"""The web app: `python app.py` is `minuted app`. Served by `streamlit run` it would listen on every address of the machine."""

import sys

from streamlit import runtime

from assistant.cli import app

if __name__ == "__main__":
    if runtime.exists():
        raise SystemExit("Start the app by: minuted app, or python app.py")
    app(["app", *sys.argv[1:]], prog_name="minuted")
