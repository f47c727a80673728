"""How questions, answers and their sources look. Colours come from the text's own colour, so that they fit light and dark."""

from assistant.web.html import Html

CSS = Html("""<style>
.mn-question { font-size: 1.25rem; font-weight: 600; line-height: 1.4; margin: 0; padding: 0.125rem 0; scroll-margin-top: 5rem; }
.mn-answer p { margin: 0 0 0.5rem; }
.mn-answer h3 { font-size: 1.125rem; font-weight: 600; margin: 1.25rem 0 0.5rem; padding: 0; }
.mn-answer h4 { font-size: 1rem; font-weight: 600; margin: 0 0 0.25rem; padding: 0; }
.mn-answer .mn-where { font-weight: 600; margin-bottom: 0.25rem; }
.mn-answer blockquote {
  margin: 0 0 0.75rem; padding: 0 0 0 0.75rem; border-left: 4px solid color-mix(in srgb, currentColor 35%, transparent);
}
.mn-answer .mn-marker { text-align: center; margin: 0 0.125rem; }
.mn-not-found > p:first-child { font-weight: 600; }
.mn-searched { margin-top: 0.75rem; }
.mn-source {
  padding: 0.75rem 1rem; margin: 0 0 0.75rem !important; border: 1px solid var(--mn-line); scroll-margin-top: 5rem;
}
.mn-source:target { background: var(--mn-faint); }
.mn-source blockquote { margin-bottom: 0.5rem; }
.mn-passage { white-space: pre-line; margin-top: 0.5rem; padding: 0.75rem; background: var(--mn-faint); }
.mn-passage mark { background: #fd0; color: #0b0c0c; }
.mn-suggested :is(h2, h3) { font-size: 1.125rem; font-weight: 600; margin: 0.5rem 0; padding: 0; }
.mn-suggested li { padding: 0.5rem 0; border-bottom: 1px solid var(--mn-line); }
.mn-looking p { margin: 0 0 0.25rem; }
.mn-looking p:first-child::after {
  content: ""; display: inline-block; width: 1.5em; text-align: left; animation: mn-dots 1.5s steps(1) infinite;
}
@keyframes mn-dots { 0% { content: "."; } 33% { content: ".."; } 66% { content: "..."; } }
@media (prefers-reduced-motion: reduce) { .mn-looking p:first-child::after { content: "..."; } }
.mn-actions { display: flex; flex-wrap: wrap; gap: 0.5rem; }
.mn-actions button {
  font: inherit; font-size: 0.875rem; color: inherit; background: transparent; min-height: 2.5rem; padding: 0.25rem 0.75rem;
  cursor: pointer; border: 1px solid color-mix(in srgb, currentColor 55%, transparent); border-radius: 0.25rem;
}
.mn-actions button:hover { background: color-mix(in srgb, currentColor 8%, transparent); }
@media (max-width: 40rem) { [data-testid="stChatMessageAvatarCustom"] { display: none; } }
p.mn-useful, p.mn-remark { margin: 0; }
p.mn-remark { padding: 0.25rem 0 0.5rem; }
</style>""")
