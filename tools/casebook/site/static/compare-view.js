/* Comparing cases, what is shown: elements made from the data of the cases.
 *
 * Text of an article is only ever put in as text, never as HTML.
 */
"use strict";

(() => {
  const { make, fill } = globalThis.casebookSearch;

  const address = (entry, id = "") => `cases/${entry.slug}.html${id && `#${id}`}`;

  /** The way from a block to its place on the case page; its mark is drawn by the style sheet. */
  function where(entry, id, words) {
    const label = fill(words.where, { title: entry.title });
    return make("a", { class: "compare-where", href: address(entry, id), "aria-label": label, title: label });
  }

  function table(entry, [, id, form, lines], words) {
    const rows = [...lines];
    const element = make("table");
    if (form & 2) element.append(make("caption", {}, rows.shift()[0]));
    if (form & 1 && rows.length > 1) {
      const head = rows.shift().map((cell) => make("th", { scope: "col" }, cell));
      element.append(make("thead", {}, make("tr", {}, ...head)));
    }
    const cells = (row) => row.map((cell) => make("td", {}, cell));
    element.append(make("tbody", {}, ...rows.map((row) => make("tr", {}, ...cells(row)))));
    const label = fill(words.where, { title: entry.title });
    return make("div", { class: "compare-scroll", role: "group", tabindex: "0", "aria-label": label },
      element, where(entry, id, words));
  }

  /** The blocks of one part of one case, in reading order. */
  function blocks(entry, part, words) {
    const shown = [];
    let points = null;
    for (const block of entry.parts[part] ?? []) {
      const [kind, id, depth, lines] = block;
      const own = { id: `${entry.slug}/${id}` };
      const text = lines[0]?.[0] ?? "";
      if (kind === "point") {
        if (!points) shown.push((points = make("ul")));
        points.append(make("li", { ...own, "data-depth": depth }, text, where(entry, id, words)));
        continue;
      }
      points = null;
      if (kind === "heading") {
        shown.push(make(`h${Math.min(depth + 3, 6)}`, own, text, where(entry, id, words)));
      } else if (kind === "table") {
        const made = table(entry, block, words);
        made.id = own.id;
        shown.push(made);
      } else if (kind === "picture") {
        shown.push(make("p", { ...own, class: "compare-picture" },
          `${lines.map((line) => line[0]).join(" ")}${words.picture}`, where(entry, id, words)));
      } else {
        shown.push(make("p", own, text, where(entry, id, words)));
      }
    }
    return shown;
  }

  function theme([part, name], cases, words) {
    const title = make("h2", { id: `${part}-title` }, name);
    const columns = cases.map((entry) => {
      const found = blocks(entry, part, words);
      return make("section", { class: "compare-case", "aria-label": `${name} ${entry.title}` },
        make("h3", {}, make("a", { href: address(entry) }, entry.title)),
        ...(found.length ? found : [make("p", { class: "compare-none" }, words.none)]));
    });
    return make("section", { class: "compare-theme", id: part, "aria-labelledby": title.id }, title,
      make("div", { class: "compare-columns" }, ...columns));
  }

  // --- indicators ------------------------------------------------------------------

  /** The rows of a unit: what more cases share first, then what is of one kind side by side. */
  function inOrder(rows) {
    const filled = (row) => row.cells.filter((cell) => cell.size).length;
    // What a thing is stands at the end of its name: 接入事項 comes beside 證明事項.
    const spans = new Map();
    for (const row of rows) {
      row.kind = row.end.slice(0, 2);
      if (!spans.has(row.kind)) spans.set(row.kind, new Set());
      row.cells.forEach((cell, column) => cell.size && spans.get(row.kind).add(column));
    }
    return rows.sort((a, b) => filled(b) - filled(a)
      || Number(!a.measured) - Number(!b.measured)
      || spans.get(b.kind).size - spans.get(a.kind).size
      || (a.end < b.end ? -1 : Number(a.end > b.end)));
  }

  /** Indicators of all cases by unit, then by what is measured; what more cases share comes first. */
  function groups(cases) {
    const units = new Map();
    cases.forEach((entry, column) => {
      for (const [key, measured, unitKey, unit, text, date, paragraph] of entry.indicators) {
        if (!units.has(unitKey)) units.set(unitKey, { unit, shared: new Set(), rows: new Map() });
        const group = units.get(unitKey);
        group.shared.add(column);
        if (!group.rows.has(key)) group.rows.set(key, {
          measured, end: Array.from(key).reverse().join(""), cells: cases.map(() => new Map()),
        });
        const cell = group.rows.get(key).cells[column];
        const said = `${text} ${date}`;
        if (!cell.has(said)) cell.set(said, { text, date, paragraphs: new Set() });
        cell.get(said).paragraphs.add(paragraph);
      }
    });
    const sorted = [...units.values()].sort((a, b) => b.shared.size - a.shared.size);
    for (const group of sorted) group.rows = inOrder([...group.rows.values()]);
    return sorted;
  }

  /** Of each unit first the rows that more than one case has: these are what is compared. */
  function parts(units) {
    const filled = (row) => (row.measured ? row.cells.filter((cell) => cell.size).length : 1);
    const both = units.map(({ unit, rows }) => ({ unit, rows: rows.filter((row) => filled(row) > 1) }));
    const single = units.map(({ unit, rows }) => ({ unit, rows: rows.filter((row) => filled(row) < 2) }));
    return [...both, ...single].filter(({ rows }) => rows.length)
      .map((part) => ({ ...part, shared: Math.max(...part.rows.map(filled)) }))
      .sort((a, b) => b.shared - a.shared);
  }

  function indicatorRow(row, cases, words) {
    const cells = row.cells.map((found, column) => make("td", {}, ...[...found.values()].map(
      ({ text, date, paragraphs }) => {
        const [first, ...others] = paragraphs;
        return make("div", {},
          make("a", { href: address(cases[column], first) }, text),
          date ? make("small", {}, ` ${date}`) : "",
          ...others.map((id) => where(cases[column], id, words)));
      })));
    return make("tr", {}, make("th", { scope: "row" }, row.measured || words.unnamed), ...cells);
  }

  function indicators(cases, words) {
    const found = groups(cases);
    const title = make("h2", { id: "figures-title" }, words.figures);
    const section = make("section", {
      class: "compare-indicators", id: "figures", "aria-labelledby": title.id }, title);
    if (!found.length) {
      section.append(make("p", { class: "compare-none" }, words.noFigures));
      return section;
    }
    const head = [words.measured, ...cases.map((entry) => entry.title)];
    const bodies = parts(found).map(({ unit, rows, shared }) => {
      const name = unit ? fill(words.unit, { unit }) : words.noUnit;
      const body = make("tbody", {},
        make("tr", { class: "compare-unit" },
          make("th", { scope: "rowgroup", colspan: cases.length + 1 }, name)),
        ...rows.map((row) => indicatorRow(row, cases, words)));
      body.dataset.shared = shared;
      return body;
    });
    const box = make("input", { type: "checkbox", id: "compare-shared" });
    box.addEventListener("change", () => {
      for (const body of bodies) body.hidden = box.checked && Number(body.dataset.shared) < 2;
    });
    section.append(
      make("p", { class: "compare-note" }, words.figuresNote),
      make("p", { class: "compare-note compare-screen" },
        make("label", {}, box, ` ${words.onlyShared}`)),
      make("div", { class: "compare-scroll", role: "group", tabindex: "0", "aria-labelledby": title.id },
        make("table", {},
          make("thead", {}, make("tr", {}, ...head.map((text) => make("th", { scope: "col" }, text)))),
          ...bodies)));
    return section;
  }

  // --- the whole ----------------------------------------------------------------

  function card(entry, remove, words) {
    const facts = [["field", entry.field], ["region", entry.region], ["years", entry.years],
      ["kind", words[entry.kind]], ["source", entry.kind === "original" ? entry.source : ""]];
    const list = make("dl");
    for (const [name, value] of facts) {
      if (value) list.append(make("dt", {}, words[name]), make("dd", {}, value));
    }
    return make("section", { class: "compare-card", "aria-label": entry.title },
      make("h3", {}, make("a", { href: address(entry) }, entry.title)), list, remove);
  }

  /** Everything that is shown of the chosen cases. `removal(one)` makes a card's link. */
  function view(cases, removal, words) {
    const shown = words.parts.filter(([part]) => part !== "other" || cases.some((entry) => entry.parts.other));
    const jumps = [...shown, ["figures", words.figures]].map(([part, name]) => make("a", { href: `#${part}` }, name));
    const cards = make("section", { "aria-labelledby": "compare-cases" },
      make("h2", { id: "compare-cases", class: "compare-quiet" }, words.cases),
      make("div", { class: "compare-columns" },
        ...cases.map((entry) => card(entry, removal(entry), words))));
    if (cases.length < 2) return [cards];
    return [
      cards,
      make("nav", { class: "compare-jump", "aria-label": words.jump }, ...jumps),
      ...shown.map((part) => theme(part, cases, words)),
      indicators(cases, words),
    ];
  }

  globalThis.casebookCompareView = { view };
})();
