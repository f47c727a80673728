"""Parts of a Word file in other formats, which Word takes into its text when it next opens it: HTML, a web archive, plain text."""

import email
import email.policy

from ingest.readers.html.reader import html_paragraphs
from ingest.readers.paragraphs import Paragraph
from ingest.readers.plain import decoded


def chunk_to_paragraphs(data: bytes, content_type: str, name: str) -> list[Paragraph] | None:
    """The paragraphs of such a part; None where it is of a format that is not read, such as RTF. Raises PaperRefused."""
    kind = content_type.split(";")[0].strip().lower()
    if kind == "message/rfc822" or data[:13] == b"MIME-Version:":
        message = email.message_from_bytes(data, policy=email.policy.default)
        body = message.get_body(("html", "plain"))
        if body is None:
            return None
        kind, data = body.get_content_type(), body.get_content().encode()
    if kind in ("text/html", "application/xhtml+xml"):
        return html_paragraphs(data, name)
    if kind == "text/plain":
        return [Paragraph(" ".join(line.split())) for line in decoded(data, name).splitlines() if line.strip()]
    return None
