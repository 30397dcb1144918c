/* The passages that a reader gathered across cases: in order, with notes, to be taken along.
 *
 * They lie in the storage of the browser (tray.js: casebookExcerpts), so that the page works
 * from a folder and nothing leaves the machine.  Text is only ever put in as text.
 */
"use strict";

(() => {
  const place = document.getElementById("casebook-excerpts");
  const { make, fill } = globalThis.casebookSearch;
  const { read, write, key } = globalThis.casebookExcerpts;
  const { copy } = globalThis.casebookTray;
  const words = JSON.parse(place.dataset.words);
  const root = place.dataset.root;

  // --- as text, as records, as a page for a word processor -----------------------------

  const isFile = location.protocol === "file:";
  /** Where a passage stands, from this page. */
  const placeOf = (entry) => `${root}../${entry.edition}/cases/${entry.slug}.html#${entry.paragraph}`;
  /** The address on the web: as it was kept, else that of this site where it is read there. */
  const url = (entry) => entry.url || (isFile ? "" : new URL(placeOf(entry), location.href).href);
  /** What stands for the address: without one, that there is none, and what the passage is. */
  const address = (entry) => url(entry) || fill(words.nowhere, {
    site: entry.site, case: entry.slug, paragraph: entry.paragraph,
    page: `${entry.edition}/cases/${entry.slug}.html`,
  });

  const asText = (items) => items.map((entry, at) => [
    `${at + 1}. ${entry.text}`,
    `   ${entry.cite}`,
    `   ${address(entry)}`,
    ...(entry.note.trim() ? [`   ${words.note}：${entry.note.trim().replaceAll("\n", "\n   ")}`] : []),
  ].join("\n")).join("\n\n") + "\n";

  /** One line of a record: what has lines becomes one. */
  const field = (tag, value) => (value ? [`${tag}  - ${String(value).replaceAll(/\s*\n\s*/g, " ")}`] : []);
  const asRis = (items) => items.map((entry) => [
    "TY  - ELEC",
    ...field("ID", `${entry.slug}-${entry.paragraph}`),
    ...(entry.authors ?? []).flatMap((name) => field("AU", name)),
    ...field("TI", entry.title),
    ...field("T2", entry.publisher || entry.site),
    ...field("PB", entry.publisher),
    ...field("PY", (entry.date ?? "").slice(0, 4)),
    ...field("DA", (entry.date ?? "").replaceAll("-", "/")),
    ...field("UR", url(entry)),
    ...field("Y2", entry.taken.replaceAll("-", "/")),
    ...field("LA", entry.language),
    ...field("N2", entry.text),
    ...field("N1", entry.note.trim()),
    ...field("N1", url(entry) ? "" : address(entry)),
    "ER  - ",
  ].join("\r\n")).join("\r\n") + "\r\n";

  const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
  const asPage = (items) => [
    `<!DOCTYPE html>\n<html lang="${document.documentElement.lang}"><head><meta charset="utf-8"><title>${escaped(words.title)}</title></head><body>`,
    `<h1>${escaped(words.title)}</h1>`,
    ...items.flatMap((entry, at) => [
      `<h2>${at + 1}. ${escaped(entry.title)}</h2>`,
      `<blockquote>${entry.text.split("\n").map((line) => `<p>${escaped(line)}</p>`).join("")}</blockquote>`,
      `<p>${escaped(entry.cite)}<br>${escaped(address(entry))}</p>`,
      ...(entry.note.trim() ? [`<p><b>${escaped(words.note)}：</b>${escaped(entry.note.trim()).replaceAll("\n", "<br>")}</p>`] : []),
    ]),
    "</body></html>\n",
  ].join("\n");

  function save(content, type, ending) {
    const link = make("a", {
      href: URL.createObjectURL(new Blob([content], { type: `${type};charset=utf-8` })),
      download: `${words.file}.${ending}`,
    });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  }

  // --- the page --------------------------------------------------------------------------

  const status = make("p", { role: "status", class: "excerpts-status" });
  const list = make("ol", { class: "excerpts" });
  const tools = make("div", { class: "excerpts-tools" });
  const tool = (label, act) => {
    const button = make("button", { type: "button" }, label);
    button.addEventListener("click", act);
    tools.append(button);
  };
  tool(words.copy, async () => {
    status.textContent = (await copy(asText(read()))) ? words.copied : words.failed;
  });
  // Word and the editors of Windows know UTF-8 by this mark.
  tool(words.text, () => save(`\ufeff${asText(read()).replaceAll("\n", "\r\n")}`, "text/plain", "txt"));
  tool(words.word, () => save(asPage(read()), "text/html", "html"));
  tool(words.ris, () => save(asRis(read()), "application/x-research-info-systems", "ris"));
  tool(words.print, () => print());
  tool(words.clear, () => confirm(words.sure) && set([]));

  function set(items) {
    write(items);
    draw();
  }

  function move(at, by) {
    const items = read();
    const [entry] = items.splice(at, 1);
    items.splice(at + by, 0, entry);
    set(items);
    const moved = list.children[at + by];
    const again = moved.querySelector(by < 0 ? ".excerpt-up" : ".excerpt-down");
    (again.disabled ? moved.querySelector(".excerpt-tools button:not(:disabled)") : again).focus();
  }

  function remove(at) {
    const items = read();
    const [gone] = items.splice(at, 1);
    set(items);
    const undo = make("button", { type: "button" }, words.undo);
    undo.addEventListener("click", () => {
      const now = read();
      now.splice(at, 0, gone);
      set(now);
      list.children[at]?.querySelector("a").focus();
    });
    status.replaceChildren(`${words.removed} `, undo);
    undo.focus();
  }

  function item(entry, at, count) {
    const note = make("textarea", { rows: "2", placeholder: " " });
    note.value = entry.note;
    note.addEventListener("input", () => {
      const items = read();
      if (items[at]) items[at].note = note.value;
      write(items);
    });
    const button = (label, name, act, off) => {
      const made = make("button", { type: "button", class: name }, label);
      made.disabled = off;
      made.addEventListener("click", act);
      return made;
    };
    const href = placeOf(entry);
    return make("li", { "aria-label": fill(words.item, { number: at + 1, count, title: entry.title }) },
      make("p", { class: "excerpt-title" }, make("a", { href }, entry.title)),
      make("blockquote", { class: "excerpt-text", lang: entry.language }, entry.text),
      make("p", { class: "excerpt-cite" }, entry.cite),
      ...(url(entry) ? [] : [make("p", { class: "excerpt-cite excerpt-nowhere" }, address(entry))]),
      make("label", { class: "excerpt-note" }, words.note, note),
      make("div", { class: "excerpt-tools" },
        button(words.up, "excerpt-up", () => move(at, -1), at === 0),
        button(words.down, "excerpt-down", () => move(at, 1), at === count - 1),
        button(words.remove, "excerpt-remove", () => remove(at), false)));
  }

  function draw() {
    const items = read();
    list.replaceChildren(...items.map((entry, at) => item(entry, at, items.length)));
    tools.hidden = !items.length;
    const cases = new Set(items.map((entry) => entry.slug)).size;
    status.textContent = items.length ? fill(words.count, { count: items.length, cases }) : words.empty;
  }

  place.replaceChildren(status, tools, list);
  draw();
  addEventListener("storage", (event) => event.key === key && draw());
})();
