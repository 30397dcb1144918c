/* All indicators of the site in one table, narrowed by choices that stand in the address.
 *
 * Needs data/indicators.js (casebook/exports/indicator_data.py), search.js and casebook.js;
 * without them the page lists the indicators by field.
 */
(() => {
  "use strict";

  const place = document.querySelector(".indicator-explorer");
  const data = globalThis.casebookIndicators;
  const search = globalThis.casebookSearch;
  if (!place || !data || !search) return;

  const SHOWN = 100;
  const { labels } = data;
  const rows = data.rows.map(
    ([at, paragraph, theme, measured, text, unit, number, date, year]) => {
      const [slug, title, field, region, own] = data.cases[at];
      const href = `../cases/${slug}.html#${paragraph}`;
      return {
        href, measured, text, unit, number, date, title, field, region, place: own,
        theme: data.themes[theme] ?? "", year: year === null ? "" : String(year),
      };
    },
  );

  const { make, fill } = search;
  const { fold, sortable } = globalThis.casebookTables;
  const language = document.documentElement.lang;
  const compare = (one, two) => one.localeCompare(two, language, { numeric: true });

  // --- form ---------------------------------------------------------------------

  const CHOICES = ["theme", "field", "region", "year", "unit"];
  const address = new URL(location.href);
  const words = make("input", { type: "search", name: "words", placeholder: labels.placeholder });
  words.value = address.searchParams.get("words") ?? "";
  const form = make("form", { class: "indicator-form" }, make("label", {}, labels.words, words));
  const choices = new Map();
  for (const name of CHOICES) {
    const counts = new Map();
    for (const row of rows) if (row[name]) counts.set(row[name], (counts.get(row[name]) ?? 0) + 1);
    const order = [...counts].sort((one, two) =>
      name === "year" ? two[0] - one[0] : name === "theme" ? 0 : two[1] - one[1],
    );
    if (name === "theme") {
      order.sort((one, two) => data.themes.indexOf(one[0]) - data.themes.indexOf(two[0]));
    }
    const select = make("select", { name }, make("option", { value: "" }, labels.all));
    for (const [value, count] of order) select.append(make("option", { value }, `${value}（${count}）`));
    select.value = address.searchParams.get(name) ?? "";
    if (select.selectedIndex < 0) select.value = "";
    choices.set(name, select);
    form.append(make("label", {}, labels[name], select));
  }
  const reset = make("button", { type: "reset" }, labels.reset);
  const status = make("output", { "aria-live": "polite" });
  form.append(reset, status);

  // --- table --------------------------------------------------------------------

  const COLUMNS = ["measured", "value", "date", "place", "theme", "case"];
  const KEYS = {
    measured: (one, two) => compare(one.measured, two.measured),
    value: (one, two) => one.number - two.number,
    date: (one, two) => compare(one.date, two.date),
    place: (one, two) => compare(one.place, two.place),
    theme: (one, two) => data.themes.indexOf(one.theme) - data.themes.indexOf(two.theme),
    case: (one, two) => compare(one.title, two.title),
  };
  const head = make("tr");
  const body = make("tbody");
  const more = make("button", { type: "button" }, labels.more);
  const sorting = { column: "", up: true };
  head.append(...COLUMNS.map((name) => make("th", { scope: "col" }, labels[name])));
  sortable(head, (at, up) => {
    [sorting.column, sorting.up] = [COLUMNS[at], up];
    show();
  });
  const table = make(
    "table", { class: "table filterable" },
    make("caption", {}, labels.caption), make("thead", {}, head), body,
  );

  let found = [];
  function grow() {
    for (const row of found.slice(body.rows.length, body.rows.length + SHOWN)) {
      const cell = (content) => make("td", {}, content || "—");
      body.append(
        make(
          "tr", {}, cell(row.measured), cell(make("a", { href: row.href }, row.text)),
          cell(row.date), cell(row.place), cell(row.theme),
          cell(make("a", { href: row.href.replace(/#.*/, "") }, row.title)),
        ),
      );
    }
    more.hidden = body.rows.length >= found.length;
  }

  function show() {
    const wanted = fold(words.value.trim()).split(/\s+/).filter(Boolean);
    const chosen = CHOICES.map((name) => [name, choices.get(name).value]).filter(([, one]) => one);
    found = rows.filter((row) => {
      if (!chosen.every(([name, value]) => row[name] === value)) return false;
      if (!wanted.length) return true;
      row.folded ??= fold(`${row.measured} ${row.text} ${row.unit} ${row.place} ${row.region} ${row.field} ${row.title}`);
      return wanted.every((word) => row.folded.includes(word));
    });
    if (sorting.column) {
      const order = KEYS[sorting.column];
      found.sort((one, two) => (sorting.up ? order(one, two) : order(two, one)));
    }
    status.textContent = found.length
      ? fill(labels.count, { shown: found.length, all: rows.length })
      : labels.none;
    body.replaceChildren();
    grow();
    const to = new URL(location.href);
    to.search = new URLSearchParams([
      ...(words.value.trim() ? [["words", words.value.trim()]] : []), ...chosen,
    ]);
    history.replaceState(null, "", to);
  }

  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(show));
  more.addEventListener("click", () => {
    const next = body.rows.length;
    grow();
    body.rows[next]?.querySelector("a").focus();
  });

  const scroll = make("div", { class: "pst-scrollable-table-container" }, table);
  place.replaceChildren(form, scroll, more);
  show();
  search.load("fold").then((classes) => {
    search.setClasses(classes);
    for (const row of rows) delete row.folded;
    show();
  });
})();
