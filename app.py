"""The web app: `streamlit run app.py`. The frame and its pages are in assistant/web; the papers' own PDFs are served beside them."""

from streamlit.starlette import App

from assistant.web.viewer.files import ROUTES
from corpus.logs import log_to_stderr

log_to_stderr()
app = App("assistant/web/frame.py", routes=ROUTES)
