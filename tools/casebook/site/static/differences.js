/* Marks where this edition differs from the original of a case by more than the shape of a
 * character, with what stood there and what decided.  Loaded when a reader asks for it.
 *
 * Data: differences/SLUG.js (casebook/exports/differences.py).
 */
"use strict";

(() => {
  const { make, fill, runScript } = globalThis.casebookSearch;
  const place = document.querySelector("[data-differences]");
  const words = globalThis.casebookWords.differences;
  const root = document.documentElement.dataset.content_root;
  const article = document.querySelector("article.bd-article");
  const HEADING = ":scope > :is(h1, h2, h3, h4, h5, h6)";
  // What is not text of the article: signs of links, marks of sources, lists below a point.
  const ADDED = ".headerlink, .marks, .source-mark, ul, ol, svg";

  let rows = null;
  globalThis.casebookDifferences = { put: (_, found) => { rows = found; } };

  /** The elements that hold the texts of a block, in the order in which they are counted. */
  function holders(id) {
    if (id === "title") return [article.querySelector("h1")];
    if (id === "kicker" || id === "subtitle") return [article.querySelector(`p.${id}`)];
    const element = document.getElementById(id);
    if (!element) return [];
    if (element.tagName === "SECTION") return [element.querySelector(HEADING)];
    const table = element.tagName === "TABLE" ? element : element.querySelector("table");
    const parts = table
      ? [...table.querySelectorAll(".caption-text, th, td")].filter((entry) => entry.textContent.trim())
      : element.tagName === "FIGURE" ? [...element.querySelectorAll(".caption-text")] : [element];
    return parts;
  }

  /** Mark one character of a text; returns the mark, or null where something else stands there. */
  function markAt(holder, start, row) {
    const walker = document.createTreeWalker(holder, NodeFilter.SHOW_TEXT);
    let at = 0;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const added = node.parentElement.closest(ADDED);
      if (added && holder !== added && holder.contains(added)) continue;
      const signs = Array.from(node.data);
      if (start >= at + signs.length) {
        at += signs.length;
        continue;
      }
      const before = signs.slice(0, start - at).join("").length;
      if (!node.data.startsWith(row.after, before)) return null;
      const here = node.splitText(before);
      here.splitText(row.after.length);
      const mark = make("mark", { class: "differs", title: row.said, "data-rule": row.rule }, row.after);
      here.replaceWith(mark);
      return mark;
    }
    return null;
  }

  function draw() {
    const marked = [];
    for (const [id, text, start, after, before, could, rule] of rows) {
      const ground = words[rule] ?? fill(words.group, { name: rule });
      const said = fill(words.mark, { before, ground }) + (could ? fill(words.could, { could }) : "");
      const row = { id, after, before, ground, said, rule };
      const holder = holders(id)[text];
      row.mark = holder ? markAt(holder, start, row) : null;
      marked.push(row);
    }
    return marked;
  }

  function legend(marked) {
    const counts = new Map();
    for (const { ground } of marked) counts.set(ground, (counts.get(ground) ?? 0) + 1);
    const grounds = [...counts].map(([ground, count]) => make("li", {}, `${ground}：${count}`));
    const list = marked.map(({ id, before, after, said, mark }) => make("li", {},
      mark ? make("a", { href: `#${id}` }, `${before}→${after}`) : `${before}→${after}`, ` ${said}`));
    const text = marked.length ? fill(words.legend, { count: marked.length }) : words.none;
    const box = make("div", { class: "differences-legend", role: "status" }, make("p", {}, text));
    if (marked.length) {
      box.append(make("ul", { class: "differences-grounds" }, ...grounds),
        make("details", {}, make("summary", {}, words.all), make("ol", {}, ...list)));
    }
    return box;
  }

  let box = null;
  globalThis.casebookMarkDifferences = async (button) => {
    if (box) {
      box.remove();
      box = null;
      for (const mark of article.querySelectorAll("mark.differs")) {
        const parent = mark.parentNode;
        mark.replaceWith(...mark.childNodes);
        parent.normalize();
      }
    } else {
      if (!rows) await runScript(`${root}differences/${place.dataset.differences}.js`).catch(() => null);
      box = rows ? legend(draw()) : make("p", { role: "status" }, words.failed);
      button.closest(".case-head").after(box);
    }
    button.setAttribute("aria-pressed", String(Boolean(box)));
    button.textContent = box ? words.hide : words.show;
  };
})();
