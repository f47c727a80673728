"""How questions, answers and their sources look. Colours come from the text's own colour, so that they fit light and dark."""

CSS = """
.mn-unseen { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
h2.mn-question { font-size: 1.25rem; font-weight: 600; line-height: 1.4; padding: 0.125rem 0; }
.mn-answer h3 { font-size: 1.125rem; font-weight: 600; margin: 1.25rem 0 0.5rem; padding: 0; }
.mn-answer h4 { font-size: 1rem; font-weight: 600; margin: 0 0 0.25rem; padding: 0; }
.mn-answer a, .mn-suggested a, .mn-ways a, .mn-about + p a {
  display: inline-block; min-width: 24px; min-height: 24px; line-height: 24px; color: light-dark(#1d70b8, #7fb7e6);
  text-decoration: underline; text-underline-offset: 0.15em;
}
.mn-answer .mn-marker { text-align: center; margin: 0 0.125rem; }
.mn-answer a:focus-visible, .mn-suggested a:focus-visible, .mn-ways a:focus-visible, .mn-actions button:focus-visible,
.mn-scrolls:focus-visible, .mn-about + p a:focus-visible { outline: 3px solid #fd0; outline-offset: 0; box-shadow: 0 0 0 5px #0b0c0c; }
ol.mn-sources, .mn-suggested ul, ul.mn-ways { list-style: none; margin: 0; padding: 0; }
.mn-sources li, .mn-suggested li, .mn-ways li { margin: 0; }
.mn-source {
  padding: 0.75rem 1rem; margin: 0 0 0.75rem !important; border: 1px solid color-mix(in srgb, currentColor 25%, transparent);
  scroll-margin-top: 5rem;
}
.mn-source summary { min-height: 24px; line-height: 24px; }
.mn-suggested h2 { font-size: 1.125rem; font-weight: 600; margin: 0.5rem 0; padding: 0; }
.mn-suggested li { padding: 0.5rem 0; border-bottom: 1px solid color-mix(in srgb, currentColor 20%, transparent); line-height: 1.5; }
.mn-looking p { margin: 0 0 0.25rem; }
.mn-looking p:first-child::after {
  content: ""; display: inline-block; width: 1.5em; text-align: left; animation: mn-dots 1.5s steps(1) infinite;
}
@keyframes mn-dots { 0% { content: "."; } 33% { content: ".."; } 66% { content: "..."; } }
@media (prefers-reduced-motion: reduce) { .mn-looking p:first-child::after { animation: none; content: "..."; } }
.mn-actions { display: flex; flex-wrap: wrap; gap: 0.5rem; }
.mn-actions button {
  font: inherit; font-size: 0.875rem; color: inherit; background: transparent; min-height: 2.5rem; padding: 0.25rem 0.75rem;
  cursor: pointer; border: 1px solid color-mix(in srgb, currentColor 55%, transparent); border-radius: 0.25rem;
}
.mn-actions button:hover { background: color-mix(in srgb, currentColor 8%, transparent); }
@media (max-width: 40rem) { [data-testid="stChatMessageAvatarCustom"] { display: none; } }
p.mn-useful, p.mn-remark { margin: 0; }
p.mn-remark { padding: 0.25rem 0 0.5rem; }
"""
