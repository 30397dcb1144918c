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
    ([at, paragraph, theme, measured, text, unit, value, date, year, family, number, change, sentence, base, high]) => {
      const [slug, title, field, region, own] = data.cases[at];
      return {
        slug, paragraph, href: `../cases/${slug}.html#${paragraph}`,
        measured, text, unit, value, number, date, title, field, region, place: own, family, change,
        base: base ?? "", high: high ?? "", sentence: data.sentences[sentence],
        theme: data.themes[theme] ?? "", year: year === null ? "" : String(year),
      };
    },
  );

  const { make, fill } = search;
  const { fold, sortable } = globalThis.casebookTables;
  const language = document.documentElement.lang;
  const compare = (left, right) => left.localeCompare(right, language, { numeric: true });

  // --- form ---------------------------------------------------------------------

  const CHOICES = ["family", "change", "theme", "field", "region", "year", "unit"];
  /* Choices whose values in the address are keys, the same in every edition. */
  const NAMES = { family: data.families, change: { more: labels.more_, less: labels.less_ } };
  const address = new URL(location.href);
  const words = make("input", { type: "search", name: "words", placeholder: labels.placeholder });
  words.value = address.searchParams.get("words") ?? "";
  const form = make("form", { class: "indicator-form" }, make("label", {}, labels.words, words));
  const choices = new Map();
  for (const name of CHOICES) {
    const counts = new Map();
    for (const row of rows) if (row[name]) counts.set(row[name], (counts.get(row[name]) ?? 0) + 1);
    const order = [...counts].sort((left, right) =>
      name === "year" ? right[0] - left[0] : name === "theme" ? 0 : right[1] - left[1],
    );
    if (NAMES[name]) {
      const keys = Object.keys(NAMES[name]);
      order.sort((left, right) => keys.indexOf(left[0]) - keys.indexOf(right[0]));
    }
    if (name === "theme") {
      order.sort((left, right) => data.themes.indexOf(left[0]) - data.themes.indexOf(right[0]));
    }
    const select = make("select", { name }, make("option", { value: "" }, labels.all));
    for (const [value, count] of order) select.append(make("option", { value }, `${NAMES[name]?.[value] ?? value}（${count}）`));
    select.value = address.searchParams.get(name) ?? "";
    if (select.selectedIndex < 0) select.value = "";
    choices.set(name, select);
    form.append(make("label", {}, labels[name], select));
  }
  const reset = make("button", { type: "reset" }, labels.reset);
  const status = make("output", { "aria-live": "polite" });
  const save = make("button", { type: "button", class: "indicator-save" });
  form.append(reset, save, status);

  /* What is asked most often, as one choice. */
  const PRESETS = [["time_less", { family: "time", change: "less" }],
    ["money_more", { family: "money", change: "more" }], ["people_level", { family: "people" }]];
  const presets = make("p", { class: "indicator-presets" }, labels.presets);
  for (const [name, wanted] of PRESETS) {
    if (!rows.some((row) => Object.entries(wanted).every(([key, value]) => row[key] === value))) continue;
    const link = make("a", { href: `?${new URLSearchParams(wanted)}` }, labels[name]);
    link.addEventListener("click", (event) => {
      event.preventDefault();
      words.value = "";
      for (const [key, select] of choices) select.value = wanted[key] ?? "";
      show();
    });
    presets.append(link, " ");
  }

  // --- table --------------------------------------------------------------------

  const COLUMNS = ["measured", "value", "date", "place", "case", "sentence"];
  const KEYS = {
    measured: (left, right) => compare(left.measured, right.measured),
    value: (left, right) => left.number - right.number,
    date: (left, right) => compare(left.date, right.date),
    place: (left, right) => compare(left.place, right.place),
    sentence: (left, right) => compare(left.sentence, right.sentence),
    case: (left, right) => compare(left.title, right.title),
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
  // A phone shows a row as a card, whose lines these name.
  const named = COLUMNS.map((name, at) => `--h${at + 1}:'${labels[name]}'`).join(";");
  const table = make(
    "table", { class: "table filterable figures", style: named },
    make("caption", {}, labels.caption), make("thead", {}, head), body,
  );

  /** The sentence, in which the words of the figure stand out. */
  function marked({ sentence, text }) {
    const at = sentence.indexOf(text);
    if (at < 0) return sentence;
    const line = make("span", {}, sentence.slice(0, at), make("b", {}, text));
    line.append(sentence.slice(at + text.length));
    return line;
  }

  let found = [];
  function grow() {
    for (const row of found.slice(body.rows.length, body.rows.length + SHOWN)) {
      const cells = {
        measured: row.measured,
        value: make("a", { href: row.href }, row.text),
        date: row.date,
        place: row.place,
        case: make("a", { href: row.href.replace(/#.*/, "") }, row.title),
        sentence: marked(row),
      };
      const cell = (name) => make("td", {}, cells[name] || "");
      body.append(make("tr", {}, ...COLUMNS.map(cell)));
    }
    more.hidden = body.rows.length >= found.length;
  }

  function show() {
    const wanted = fold(words.value.trim()).split(/\s+/).filter(Boolean);
    const chosen = CHOICES.map((name) => [name, choices.get(name).value]).filter(([, entry]) => entry);
    found = rows.filter((row) => {
      if (!chosen.every(([name, value]) => row[name] === value)) return false;
      if (!wanted.length) return true;
      row.folded ??= fold(`${row.measured} ${row.text} ${row.unit} ${row.place} ${row.region} ${row.field} ${row.title} ${row.sentence}`);
      return wanted.every((word) => row.folded.includes(word));
    });
    if (sorting.column) {
      const order = KEYS[sorting.column];
      found.sort((left, right) => (sorting.up ? order(left, right) : order(right, left)));
    }
    status.textContent = found.length
      ? fill(labels.count, { shown: found.length, all: rows.length })
      : labels.none;
    save.textContent = fill(labels.download, { count: found.length });
    save.hidden = !found.length;
    body.replaceChildren();
    grow();
    const to = new URL(location.href);
    to.search = new URLSearchParams([
      ...(words.value.trim() ? [["words", words.value.trim()]] : []), ...chosen,
    ]);
    history.replaceState(null, "", to);
  }

  // --- what is shown, as a file -------------------------------------------------

  const FIELDS = {
    case: "slug", case_title: "title", field_name: "field", region_name: "place", paragraph: "paragraph",
    theme: "theme", measured: "measured", text: "text", value: "value", high: "high", base: "base",
    unit: "unit", family: "family", change: "change", date: "date", year: "year", sentence: "sentence",
  };
  /* A cell that a spreadsheet would take for a formula starts with an apostrophe, as in data/. */
  const csv = (value) => {
    const text = typeof value === "string" && /^[=+\-@＝＋－＠]/.test(value) ? `'${value}` : String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  save.addEventListener("click", () => {
    const lines = [Object.keys(FIELDS), ...found.map((row) => Object.values(FIELDS).map((name) => row[name]))];
    const text = lines.map((line) => line.map(csv).join(",")).join("\r\n");
    const chosen = [...choices.values()].map((select) => select.selectedOptions[0])
      .filter((option) => option?.value).map((option) => option.textContent.replace(/（\d+）$/, ""));
    const name = [labels.file, ...chosen, words.value.trim()].filter(Boolean).join("-").replace(/[\\/:*?"<>|\s]+/g, "_");
    const link = make("a", {
      href: URL.createObjectURL(new Blob(["\ufeff", text, "\r\n"], { type: "text/csv" })), download: `${name}.csv`,
    });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  });

  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(show));
  more.addEventListener("click", () => {
    const next = body.rows.length;
    grow();
    body.rows[next]?.querySelector("a").focus();
  });

  const scroll = make("div", { class: "pst-scrollable-table-container" }, table);
  place.replaceChildren(presets, form, scroll, more);
  show();
  search.load("fold").then((classes) => {
    search.setClasses(classes);
    for (const row of rows) delete row.folded;
    show();
  });
})();
