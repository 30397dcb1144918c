// Comfort only: every page works without this script.
"use strict";

(() => {
  /* What is the same on many links stands on none of them, or on the first alone. */
  const { heading, table } = globalThis.casebookWords.shell;
  for (const link of document.querySelectorAll("a.headerlink")) {
    link.title = link.closest("caption") ? table : heading;
  }
  const sources = new Map();
  for (const mark of document.querySelectorAll("a.source-mark")) {
    if (mark.title) sources.set(mark.hash, mark.title);
    else if (sources.has(mark.hash)) mark.title = sources.get(mark.hash);
  }

  /* A link to a term says on hover and on focus what the term means. */
  for (const link of document.querySelectorAll("article.bd-article a[title]:not(.headerlink)")) {
    const text = link.title;
    link.removeAttribute("title");
    link.classList.add("preview");
    let box = null;
    const hide = () => {
      box?.remove();
      box = null;
      link.removeAttribute("aria-describedby");
    };
    const show = () => {
      if (box) return;
      box = document.createElement("div");
      box.className = "preview-box";
      box.id = "preview-box";
      box.setAttribute("role", "tooltip");
      box.textContent = text;
      document.body.append(box);
      const place = link.getBoundingClientRect();
      const room = document.documentElement.clientWidth - box.offsetWidth - 8;
      box.style.left = `${Math.max(8, Math.min(place.left, room)) + window.scrollX}px`;
      const below = place.bottom + 6;
      const above = place.top - box.offsetHeight - 6;
      const fits = below + box.offsetHeight <= window.innerHeight || above < 0;
      box.style.top = `${(fits ? below : above) + window.scrollY}px`;
      link.setAttribute("aria-describedby", box.id);
    };
    link.addEventListener("mouseenter", show);
    link.addEventListener("mouseleave", hide);
    link.addEventListener("focus", show);
    link.addEventListener("blur", hide);
    document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
  }

  /* Long tables can be filtered by any words, in either script, and sorted by any column. */
  const fold = (text) => (globalThis.casebookSearch?.fold(text) ?? text).toLowerCase();

  /** Give each cell of a head row a button that sorts; `sort(column, up)` does it. */
  const sortable = (head, sort) => {
    [...head.cells].forEach((cell, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = cell.textContent.trim();
      cell.replaceChildren(button);
      button.addEventListener("click", () => {
        const up = cell.getAttribute("aria-sort") !== "ascending";
        for (const other of head.cells) other.removeAttribute("aria-sort");
        cell.setAttribute("aria-sort", up ? "ascending" : "descending");
        sort(column, up);
      });
    });
  };
  globalThis.casebookTables = { fold, sortable };

  const number = (text) => {
    const found = text.replaceAll(",", "").match(/-?\d+(?:\.\d+)?/);
    if (!found) return NaN;
    const unit = /[亿億]/.test(text) ? 1e8 : /[万萬]/.test(text) ? 1e4 : 1;
    return Number(found[0]) * unit;
  };
  /** Where a table of several cases names them (site/figures.py). */
  const COLUMN_OF_CASES = 3;
  for (const table of document.querySelectorAll("table.filterable")) {
    const bodies = [...table.tBodies];
    const rows = bodies.flatMap((body) => [...body.rows]).filter((row) => row.className !== "of-case");
    if (rows.length < 8) continue;
    /** The cell that says of which case the rows of its body are; none in a table of one case. */
    const ofCase = (body) => body.querySelector(".of-case th");
    const bar = document.createElement("div");
    bar.className = "table-filter";
    const label = document.createElement("label");
    label.textContent = `${globalThis.casebookWords.shell.filter} `;
    const input = document.createElement("input");
    input.type = "text";
    const count = document.createElement("output");
    label.append(input);
    bar.append(label, count);
    const narrow = () => {
      const wanted = fold(input.value.trim()).split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const row of rows) {
        const text = fold(`${row.textContent} ${ofCase(row.parentElement)?.textContent ?? ""}`);
        row.hidden = !wanted.every((word) => text.includes(word));
        if (!row.hidden) shown += 1;
      }
      for (const body of table.tBodies) body.hidden = !body.querySelector("tr:not(.of-case, [hidden])");
      count.textContent = `${shown} / ${rows.length}`;
    };
    input.addEventListener("input", narrow);
    input.addEventListener("focus", async () => {
      const search = globalThis.casebookSearch;
      if (!search) return;
      search.setClasses(await search.load("fold"));
      narrow();
    });
    narrow();
    (table.closest(".pst-scrollable-table-container") || table).before(bar);
    /** Rows of several cases in one order: each says itself of which case it is. */
    const join = () => {
      for (const body of bodies) {
        const head = ofCase(body);
        if (!head) continue;
        for (const row of [...body.rows].slice(1)) {
          row.insertCell(COLUMN_OF_CASES).append(...head.cloneNode(true).childNodes);
        }
        head.parentElement.remove();
      }
      for (const cell of table.tHead.rows[0].cells) cell.hidden = false;
      for (const body of bodies.slice(1)) body.remove();
      bodies[0].hidden = false;
    };
    sortable(table.tHead.rows[0], (column, up) => {
      join();
      const key = (row) => row.cells[column].textContent.trim();
      const sorted = [...rows].sort((left, right) => {
        const [a, b] = [number(key(left)), number(key(right))];
        const order = Number.isNaN(a) || Number.isNaN(b)
          ? Number.isNaN(a) - Number.isNaN(b) || key(left).localeCompare(key(right), document.documentElement.lang)
          : a - b;
        return up ? order : -order;
      });
      bodies[0].replaceChildren(...sorted);
    });
  }
})();
