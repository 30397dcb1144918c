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

  const address = (one) => one.url || `${one.edition}/cases/${one.slug}.html#${one.paragraph}`;

  const asText = (items) => items.map((one, at) => [
    `${at + 1}. ${one.text}`,
    `   ${one.cite}`,
    `   ${address(one)}`,
    ...(one.note.trim() ? [`   ${words.note}：${one.note.trim().replaceAll("\n", "\n   ")}`] : []),
  ].join("\n")).join("\n\n") + "\n";

  /** One line of a record: what has lines becomes one. */
  const field = (tag, value) => (value ? [`${tag}  - ${String(value).replaceAll(/\s*\n\s*/g, " ")}`] : []);
  const asRis = (items) => items.map((one) => [
    "TY  - ELEC",
    ...field("ID", `${one.slug}-${one.paragraph}`),
    ...(one.authors ?? []).flatMap((name) => field("AU", name)),
    ...field("TI", one.title),
    ...field("T2", one.publisher || one.site),
    ...field("PB", one.publisher),
    ...field("PY", (one.date ?? "").slice(0, 4)),
    ...field("DA", (one.date ?? "").replaceAll("-", "/")),
    ...field("UR", address(one)),
    ...field("Y2", one.taken.replaceAll("-", "/")),
    ...field("LA", one.language),
    ...field("N2", one.text),
    ...field("N1", one.note.trim()),
    "ER  - ",
  ].join("\r\n")).join("\r\n") + "\r\n";

  const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
  const asPage = (items) => [
    `<!DOCTYPE html>\n<html lang="${document.documentElement.lang}"><head><meta charset="utf-8"><title>${escaped(words.title)}</title></head><body>`,
    `<h1>${escaped(words.title)}</h1>`,
    ...items.flatMap((one, at) => [
      `<h2>${at + 1}. ${escaped(one.title)}</h2>`,
      `<blockquote>${one.text.split("\n").map((line) => `<p>${escaped(line)}</p>`).join("")}</blockquote>`,
      `<p>${escaped(one.cite)}<br>${escaped(address(one))}</p>`,
      ...(one.note.trim() ? [`<p><b>${escaped(words.note)}：</b>${escaped(one.note.trim()).replaceAll("\n", "<br>")}</p>`] : []),
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
    const [one] = items.splice(at, 1);
    items.splice(at + by, 0, one);
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

  function item(one, at, count) {
    const note = make("textarea", { rows: "2", placeholder: " " });
    note.value = one.note;
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
    const href = `${root}../${one.edition}/cases/${one.slug}.html#${one.paragraph}`;
    return make("li", { "aria-label": fill(words.item, { number: at + 1, count, title: one.title }) },
      make("p", { class: "excerpt-title" }, make("a", { href }, one.title)),
      make("blockquote", { class: "excerpt-text", lang: one.language }, one.text),
      make("p", { class: "excerpt-cite" }, one.cite),
      make("label", { class: "excerpt-note" }, words.note, note),
      make("div", { class: "excerpt-tools" },
        button(words.up, "excerpt-up", () => move(at, -1), at === 0),
        button(words.down, "excerpt-down", () => move(at, 1), at === count - 1),
        button(words.remove, "excerpt-remove", () => remove(at), false)));
  }

  function draw() {
    const items = read();
    list.replaceChildren(...items.map((one, at) => item(one, at, items.length)));
    tools.hidden = !items.length;
    const cases = new Set(items.map((one) => one.slug)).size;
    status.textContent = items.length ? fill(words.count, { count: items.length, cases }) : words.empty;
  }

  place.replaceChildren(status, tools, list);
  draw();
  addEventListener("storage", (event) => event.key === key && draw());
})();
