"""The web app: its pages, and how an Answer is drawn on them. Only here and in app.py is Streamlit imported."""
