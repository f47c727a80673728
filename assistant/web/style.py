"""How our own HTML looks. Colours come from the text's own colour, so that it fits the light and the dark theme."""

CSS = """<style>
.mn-answer, .mn-question, .mn-problem, .mn-table { overflow-wrap: anywhere; line-height: 1.5; }
.mn-answer p { margin: 0 0 0.5rem; }
.mn-question { margin: 0; padding: 0.25rem 0; scroll-margin-top: 5rem; }
.mn-answer h2 { font-size: 1.125rem; font-weight: 600; margin: 1.25rem 0 0.5rem; padding: 0; }
.mn-answer .mn-where { font-weight: 600; margin-bottom: 0.25rem; }
.mn-answer a { color: inherit; color: light-dark(#1d70b8, #7fb7e6); }
.mn-answer blockquote {
  margin: 0 0 0.75rem; padding: 0 0 0 0.75rem; border-left: 4px solid color-mix(in srgb, currentColor 35%, transparent);
}
.mn-source { padding: 0.75rem 0; border-top: 1px solid color-mix(in srgb, currentColor 20%, transparent); scroll-margin-top: 4rem; }
.mn-source:target { background: color-mix(in srgb, currentColor 6%, transparent); }
.mn-source blockquote { margin-bottom: 0.5rem; }
.mn-source summary { cursor: pointer; width: fit-content; text-decoration: underline; }
.mn-source summary:focus-visible, .mn-answer a:focus-visible, .mn-table:focus-visible { outline: 3px solid #fd0; outline-offset: 2px; }
.mn-passage {
  white-space: pre-line; margin-top: 0.5rem; padding: 0.75rem; background: color-mix(in srgb, currentColor 6%, transparent);
}
.mn-passage mark { background: #fd0; color: #0b0c0c; }
.mn-not-found > p:first-child { font-weight: 600; }
.mn-searched { margin-top: 0.75rem; }
.mn-problem { padding: 0.75rem 1rem; border: 2px solid #d4351c; border-left-width: 8px; }
.mn-table { overflow-x: auto; }
.mn-table table { border-collapse: collapse; width: 100%; font-size: 0.875rem; overflow-wrap: normal; }
.mn-table caption { text-align: left; font-weight: 600; padding-bottom: 0.5rem; caption-side: top; color: inherit; }
.mn-table th, .mn-table td {
  text-align: left; vertical-align: top; padding: 0.5rem 0.75rem 0.5rem 0; min-width: 5rem;
  border: 0; border-bottom: 1px solid color-mix(in srgb, currentColor 25%, transparent);
}
.mn-table th { font-weight: 600; }
.mn-table tbody th { font-weight: 400; min-width: 9rem; }
.mn-table td:first-child { min-width: 6.5rem; }
.mn-table .mn-number { min-width: 0; text-align: right; font-variant-numeric: tabular-nums; }
</style>"""
