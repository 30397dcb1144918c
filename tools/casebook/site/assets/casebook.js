// Comfort only: every page works without this script.
"use strict";

(() => {
  /* Headings and tables link to themselves; without scripts the contents do. */
  const { heading, table } = globalThis.casebookWords.shell;
  const NAMED = "section[id] > :is(h1, h2, h3, h4, h5, h6), table[id] > caption, figure[id] > figcaption, dt[id]";
  for (const named of document.querySelectorAll(`article.bd-article :is(${NAMED})`)) {
    const link = document.createElement("a");
    link.className = "headerlink";
    link.href = `#${named.id || named.parentElement.id}`;
    link.title = named.tagName === "CAPTION" ? table : heading;
    link.textContent = "#";
    named.append(link);
  }

  /* What is the same on many links stands on the first alone. */
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

  /** Give each cell of a head row a button that sorts: `sort(cell, up)`.  Return what gives one. */
  const sortable = (head, sort) => {
    const offer = (cell) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = cell.textContent.trim();
      cell.replaceChildren(button);
      button.addEventListener("click", () => {
        const up = cell.getAttribute("aria-sort") !== "ascending";
        for (const other of head.cells) other.removeAttribute("aria-sort");
        cell.setAttribute("aria-sort", up ? "ascending" : "descending");
        sort(cell, up);
      });
    };
    [...head.cells].forEach(offer);
    return offer;
  };
  globalThis.casebookTables = { fold, sortable };

  const holds = (text, words) => words.every((word) => text.includes(word));
  const number = (text) => {
    const found = text.replaceAll(",", "").match(/-?\d+(?:\.\d+)?/);
    if (!found) return NaN;
    const unit = /[亿億]/.test(text) ? 1e8 : /[万萬]/.test(text) ? 1e4 : 1;
    return Number(found[0]) * unit;
  };
  /**
   * Give each row what stands once for several, before rows are hidden or change places: the
   * sentence of several figures, and the case of a group of rows as a column before the last.
   * Return the head of that column where it is a new one.
   */
  const spread = (table) => {
    for (const cell of table.querySelectorAll("td[rowspan]")) {
      let row = cell.parentElement;
      for (let left = cell.rowSpan; left > 1; left -= 1) {
        row = row.nextElementSibling;
        const own = cell.cloneNode(true);
        own.removeAttribute("rowspan");
        row.append(own);
      }
      cell.removeAttribute("rowspan");
    }
    const [all, ...others] = table.tBodies;
    if (!table.dataset.across) return null;
    const name = document.createElement("th");
    name.className = "head";
    name.scope = "col";
    name.textContent = table.dataset.across;
    table.tHead.rows[0].lastElementChild.before(name);
    table.style.setProperty("--h4", `'${table.dataset.across}'`);
    for (const body of [all, ...others]) {
      const [head, ...rows] = body.rows;
      for (const row of rows) {
        const cell = document.createElement("td");
        for (const part of head.cells[0].childNodes) cell.append(part.cloneNode(true));
        row.lastElementChild.before(cell);
      }
      head.remove();
      if (body !== all) all.append(...rows);
    }
    for (const body of others) body.remove();
    delete table.dataset.across;
    return name;
  };

  for (const table of document.querySelectorAll("table.filterable")) {
    const rows = [...table.querySelectorAll("tbody tr:not(:has(> th))")];
    if (rows.length < 8 && !table.dataset.across) continue;
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
      if (wanted.length) single();
      let shown = 0;
      for (const row of rows) {
        row.hidden = wanted.length > 0 && !holds(fold(row.textContent), wanted);
        if (!row.hidden) shown += 1;
      }
      count.textContent = `${shown} / ${rows.length}`;
    };
    input.addEventListener("input", narrow);
    input.addEventListener("focus", async () => {
      const search = globalThis.casebookSearch;
      if (!search) return;
      search.setClasses(await search.load("fold"));
      narrow();
    });
    (table.closest(".pst-scrollable-table-container") || table).before(bar);
    const offer = sortable(table.tHead.rows[0], (cell, up) => {
      single();
      const key = (row) => row.cells[cell.cellIndex].textContent.trim();
      const sorted = [...rows].sort((left, right) => {
        const [a, b] = [number(key(left)), number(key(right))];
        const order = Number.isNaN(a) || Number.isNaN(b)
          ? Number.isNaN(a) - Number.isNaN(b) || key(left).localeCompare(key(right), document.documentElement.lang)
          : a - b;
        return up ? order : -order;
      });
      table.tBodies[0].replaceChildren(...sorted);
    });
    const single = () => {
      const added = spread(table);
      if (added) offer(added);
    };
    narrow();
  }
})();
