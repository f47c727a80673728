"""How a page prints: what was asked, the answers and their sources; no menus, boxes or buttons. Links are plain text on paper."""

from assistant.web.html import Html

CSS = Html("""<style>
@media print {
  [data-testid="stSidebar"], [data-testid="stHeader"], [data-testid="stBottom"], [data-testid="stToolbar"], [data-testid="stStatusWidget"],
  [data-testid="stChatMessageAvatarCustom"], .stButton, .stPopover, .stFeedback, .stForm, .stDownloadButton, .stNumberInput,
  .mn-actions, .mn-useful, .mn-ways, .mn-suggested, .mn-open, .mn-source details:not([open]), .mn-about + p { display: none !important; }
  html, body, #root, .stApp, [data-testid="stAppViewContainer"], [data-testid="stMain"], [data-testid="stMainBlockContainer"],
  .mn-frame, .mn-text {
    position: static !important; overflow: visible !important; height: auto !important; max-height: none !important;
    width: auto !important; max-width: none !important; background: #fff !important; color: #000 !important; padding-left: 0;
  }
  .stApp * { color: #000 !important; }
  .mn-answer a { text-decoration: none; }
  .mn-source, .mn-question, .mn-answer blockquote { break-inside: avoid; }
  .mn-question, .mn-answer h3, .mn-answer h4, .mn-where { break-after: avoid; }
  .mn-page { width: 100% !important; }
  .mn-mark, .mn-text mark { print-color-adjust: exact; }
}
</style>""")
