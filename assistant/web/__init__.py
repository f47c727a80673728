"""The web app: its server, its pages, and how an Answer is drawn on them. Only here is Streamlit imported."""
