"""How a page of a paper looks: its picture with the marks over it, the ways to other pages, its text."""

from assistant.web.html import Html

CSS = Html("""<style>
.mn-turning h2, .mn-beside h2 { font-size: 1.25rem; font-weight: 600; margin: 0; padding: 0.25rem 0; }
.mn-about { margin: 0 0 0.25rem; }
.mn-no-way { display: inline-block; min-height: 24px; line-height: 24px; color: light-dark(#505a5f, #b1b4b6); }
.mn-frame { overflow: auto; max-height: 85vh; border: 1px solid color-mix(in srgb, currentColor 35%, transparent); background: #fff; }
.mn-page { position: relative; }
.mn-page img { display: block; width: 100%; height: auto; max-width: none; }
.mn-page .mn-mark { position: absolute; background: #fd0; mix-blend-mode: multiply; forced-color-adjust: none; }
.mn-page .mn-lines { background: none; mix-blend-mode: normal; border-left: 4px solid #d4351c; transform: translateX(-8px); }
.mn-text {
  white-space: pre-line; overflow: auto; max-height: 85vh; overflow-wrap: anywhere; line-height: 1.5; padding: 0.75rem 1rem;
  border: 1px solid color-mix(in srgb, currentColor 25%, transparent);
}
.mn-text mark { background: #fd0; color: #0b0c0c; }
</style>""")
