"use strict";
// A press on a column's button sorts the rows by it, another turns the order round. Without this script the page is whole but unsorted.
const table = document.querySelector("table.cases");
const told = document.querySelector("#told");
const words = new Intl.Collator("en-GB", { numeric: true });
for (const button of table.querySelectorAll("thead button")) {
  button.addEventListener("click", () => {
    const head = button.closest("th");
    const down = head.getAttribute("aria-sort") === "ascending";
    for (const other of table.querySelectorAll("th[aria-sort]")) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const column = head.cellIndex;
    const key = (row) => row.cells[column].dataset.key;
    const rows = [...table.tBodies[0].rows];
    rows.sort((a, b) => (down ? -1 : 1) * words.compare(key(a), key(b)));
    table.tBodies[0].append(...rows);
    told.textContent = `Sorted by ${button.textContent}, ${down ? "from the highest" : "from the lowest"}.`;
  });
}
