"""An answer with its sources -> what an officer takes away: a Word document, Markdown. (JSON is in assistant/export/json.py.)"""
