"""How our own HTML looks, and what of Streamlit's own parts has to be mended for everyone to use them.

Colours come from the text's own colour or from `light-dark`, so that they fit both themes; each pair has a contrast of 4.5 to 1 or
more (3 to 1 for lines and outlines). Tables become blocks on a phone.
"""

from assistant.web.html import Html

CSS = Html("""<style>
:root { --mn-faint: color-mix(in srgb, currentColor 6%, transparent); --mn-line: color-mix(in srgb, currentColor 25%, transparent); }
[data-testid="stHtml"] { overflow-wrap: anywhere; line-height: 1.5; }
[data-testid="stHtml"] :is(a, summary) {
  color: light-dark(#1d70b8, #7fb7e6); text-decoration: underline; text-underline-offset: 0.15em; min-height: 24px; line-height: 24px;
}
[data-testid="stHtml"] a { display: inline-block; min-width: 24px; }
[data-testid="stHtml"] summary { cursor: pointer; width: fit-content; }
[data-testid="stHtml"] ul[role="list"], [data-testid="stHtml"] ol[role="list"] { list-style: none; margin: 0; padding: 0; }
[data-testid="stHtml"] [role="list"] > li { margin: 0; }
.mn-unseen { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

/* A focus that is seen in both themes: yellow beside black, as on GOV.UK. */
[data-testid="stHtml"] :is(a, summary, button, [tabindex="0"]):focus-visible {
  outline: 3px solid #fd0; outline-offset: 0; box-shadow: 0 0 0 5px #0b0c0c;
}

/* What went wrong, and what is good to know: told by a heading, and only then by the colour of the edge. */
.mn-problem, .mn-note { padding: 0.75rem 1rem; border: 2px solid light-dark(#d4351c, #f4776b); border-left-width: 8px; }
.mn-note { border-color: light-dark(#1d70b8, #7fb7e6); }
.mn-problem h2, .mn-note h2, .mn-note h3 { font-size: 1.125rem; font-weight: 600; margin: 0 0 0.25rem; padding: 0; }
.mn-problem p, .mn-note p { margin: 0 0 0.25rem; }

.mn-ways { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; padding: 0.25rem 0; }
.mn-more .mn-table { margin-top: 0.5rem; }

.mn-table { overflow-x: auto; }
.mn-table table { border-collapse: collapse; width: 100%; font-size: 0.9375rem; overflow-wrap: normal; }
.mn-table caption { text-align: left; font-weight: 600; padding-bottom: 0.5rem; caption-side: top; color: inherit; }
.mn-table th, .mn-table td {
  text-align: left; vertical-align: top; padding: 0.5rem 0.75rem 0.5rem 0; min-width: 5rem;
  border: 0; border-bottom: 1px solid var(--mn-line);
}
.mn-table th { font-weight: 600; }
.mn-table th[aria-sort="ascending"]::after { content: " ↑" / ""; }
.mn-table th[aria-sort="descending"]::after { content: " ↓" / ""; }
.mn-table tbody th { font-weight: 400; min-width: 12rem; }
.mn-table td:first-child { min-width: 6.5rem; }
.mn-table [data-column="Body"], .mn-table td:has(ul) { min-width: 9.5rem; }
.mn-table ul { margin: 0; padding-left: 1rem; }
.mn-table li { margin: 0; font-size: inherit; }
.mn-table .mn-number { min-width: 0; text-align: right; font-variant-numeric: tabular-nums; }
.mn-file { display: block; font-size: 0.875rem; overflow-wrap: anywhere; color: light-dark(#505a5f, #b1b4b6); }

/* Streamlit's own parts, mended: the name of the app above its pages; text of a picture in the colour of the page's; parts of a date
   at least 24 pixels wide (WCAG 2.5.8); a box of choices as high with the focus as without it, for else what stands below moves away
   from under a click; the label of a box that waits, and what is about to be drawn anew, as dark as any other text (1.4.3). */
[data-testid="stSidebarNav"]::before {
  content: "Minuted"; display: block; font-size: 1.25rem; font-weight: 700; padding: 0 0.5rem 0.5rem;
}
[data-testid="stVegaLiteChart"] text { fill: currentColor !important; }
[data-testid="stDateInput"] [role="spinbutton"] {
  display: inline-block; min-width: 24px; min-height: 24px; line-height: 24px; text-align: center;
}
[data-testid="stMultiSelectTagsContainer"] input { min-width: 4rem !important; }
[data-testid="stFileUploader"] label, [data-testid="stFileUploader"] label * { color: inherit !important; opacity: 1 !important; }
[data-stale="true"] { opacity: 1 !important; }

@media (max-width: 40rem) {
  .mn-table thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .mn-table table, .mn-table caption, .mn-table tbody, .mn-table tr, .mn-table tbody th, .mn-table td { display: block; min-width: 0; }
  .mn-table tr { padding: 0.5rem 0; border-bottom: 1px solid var(--mn-line); }
  .mn-table tbody th, .mn-table td, .mn-table .mn-number { border: 0; padding: 0.125rem 0; text-align: left; }
  .mn-table [data-column]::before { content: attr(data-column) ": "; font-weight: 600; }
}
@media (prefers-reduced-motion: reduce) { *, *::before, *::after { animation: none !important; transition: none !important; } }
</style>""")

# For a page with a wide table: narrower margins, so that its last column is in view on a small laptop too.
WIDE = Html("<style>@media (min-width: 40rem) { [data-testid=stMainBlockContainer] { padding-left: 3rem; padding-right: 3rem; } }</style>")
