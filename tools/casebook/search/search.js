/* Casebook search, the part that every page loads.
 *
 *   <script defer src="…/search/search.js" data-edition="zh-Hant-TW" data-page="…/search.html">
 *
 * Makes elements, loads data files, folds text, marks on a page what a result led to (?mark=…),
 * and answers the key "/".  The page with #casebook-search has the rest (search-page.js) below it.
 * Plain scripts only: everything works from a folder (file://).
 */
(() => {
  "use strict";

  const script = typeof document === "undefined" ? null : document.currentScript;
  const folder = script ? new URL(".", script.src).href : "";

  // --- what every script of the site makes its elements with ---------------------

  /** An element with attributes and children; an empty text makes no node. */
  function make(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children.filter((child) => child !== ""));
    return element;
  }

  /** A label with {names} filled in. */
  function fill(label, values) {
    return label.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  }

  // --- data files: each calls put(name, data) when it has loaded ----------------

  const arrived = new Map();
  const waiting = new Map();

  function put(name, data) {
    arrived.set(name, data);
  }

  function runScript(address) {
    return new Promise((resolve, reject) => {
      const element = document.createElement("script");
      element.src = address;
      element.onload = resolve;
      element.onerror = () => reject(new Error(`cannot load ${address}`));
      document.head.append(element);
      element.addEventListener("load", () => element.remove());
    });
  }

  async function fetchData(name) {
    // The stamp changes with the index, so that a cache never mixes two builds.
    const stamp = name === "stamp" ? "" : `?${await load("stamp")}`;
    await api.runScript(`${folder}${name}.js${stamp}`);
    if (!arrived.has(name)) throw new Error(`no data in ${name}`);
    const data = arrived.get(name);
    arrived.delete(name);
    return data;
  }

  /** Load a data file once; forget(name) lets its memory go. */
  function load(name) {
    if (!waiting.has(name)) {
      const data = fetchData(name);
      waiting.set(name, data);
      data.catch(() => forget(name));
    }
    return waiting.get(name);
  }

  function forget(name) {
    waiting.delete(name);
  }

  // --- fold: the same as `Level.SEARCH` of casebook/text/fold.py --------------------------------

  const representative = new Map();
  const members = new Map();
  /** What each UTF-16 unit that is a character folds to. */
  const units = Uint16Array.from({ length: 0x10000 }, (_, unit) => unit);
  /** So many arguments every browser takes. */
  const ARGUMENTS = 8192;

  /** Take classes of characters, a line each, with the representative first. */
  function setClasses(lines) {
    for (const line of lines.split("\n").filter(Boolean)) {
      const all = Array.from(line);
      members.set(all[0], all);
      for (const char of all) {
        representative.set(char, all[0]);
        if (char.length === 1) units[char.charCodeAt(0)] = all[0].charCodeAt(0);
      }
    }
  }

  function fold(text) {
    // A character of the basic plane never folds to one beyond it (see fold.py).
    if (/[\ud800-\udfff]/.test(text)) {
      return Array.from(text, (char) => representative.get(char) ?? char).join("");
    }
    const folded = new Uint16Array(text.length);
    for (let at = 0; at < text.length; at += 1) folded[at] = units[text.charCodeAt(at)];
    let whole = "";
    for (let at = 0; at < folded.length; at += ARGUMENTS) {
      // Not with three dots: these ask a typed array for one number after the other.
      whole += String.fromCharCode.apply(null, folded.subarray(at, at + ARGUMENTS));
    }
    return whole;
  }

  /** A pattern that finds in unfolded text whatever folds like `text`. */
  function pattern(text) {
    const escape = (char) => `\\u{${char.codePointAt(0).toString(16)}}`;
    const source = Array.from(fold(text), (char) => {
      const all = members.get(char);
      return all ? `[${all.map(escape).join("")}]` : escape(char);
    });
    return new RegExp(source.join(""), "gu");
  }

  /** Sorted ranges without overlap, from ranges in any order. */
  function merge(ranges) {
    const merged = [];
    for (const [start, end] of ranges.sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
      const last = merged[merged.length - 1];
      if (last && start <= last[1]) last[1] = Math.max(last[1], end);
      else merged.push([start, end]);
    }
    return merged;
  }

  function rangesOf(text, patterns) {
    return merge(
      patterns.flatMap((each) =>
        Array.from(text.matchAll(each), (found) => [found.index, found.index + found[0].length]),
      ),
    );
  }

  // --- texts in units: see units.py ---------------------------------------------

  const PRIVATE = 0xe000;
  const FIRST_TWO = 0xa1;
  const THREE_BYTES = 0x800;

  class Units {
    /** `units` of an edition; `changed` has in pairs what is no unit and changes there. */
    constructor({ units, changed, one, escape, parter }) {
      this.escape = escape;
      this.table = new Array(THREE_BYTES).fill("");
      units.split(parter).forEach((unit, at) => {
        const code = at < one.length ? one.charCodeAt(at) : FIRST_TWO + at - one.length;
        this.table[code] = unit;
      });
      const chars = Array.from(changed);
      this.changed = new Map();
      for (let at = 0; at < chars.length; at += 2) this.changed.set(chars[at], chars[at + 1]);
    }

    /** Texts that spaces part. */
    texts(written) {
      return written.split(" ").map((each) => this.text(each));
    }

    text(written) {
      let text = "";
      let escaped = false;
      for (const char of written) {
        const code = char.codePointAt(0);
        if (!escaped && code < THREE_BYTES) {
          text += this.table[code];
        } else if (!escaped && char === this.escape) {
          escaped = true;
        } else {
          const isMoved = !escaped && code >= PRIVATE && code < PRIVATE + THREE_BYTES;
          const plain = isMoved ? String.fromCharCode(code - PRIVATE) : char;
          text += this.changed.get(plain) ?? plain;
          escaped = false;
        }
      }
      return text;
    }
  }

  // --- marks on a page ----------------------------------------------------------

  const BLOCKS = "p,li,h1,h2,h3,h4,h5,h6,td,th,dt,dd,figcaption,caption,blockquote,pre,div,section";
  const UNMARKED = "script,style,noscript,button,select,textarea,nav,.headerlink,[data-no-marks]";

  /** The text nodes of each block below `root`; inline tags do not part a text. */
  function textsBelow(root) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const blocks = new Map();
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!node.data || node.parentElement.closest(UNMARKED)) continue;
      const block = node.parentElement.closest(BLOCKS) ?? root;
      if (!blocks.has(block)) blocks.set(block, []);
      blocks.get(block).push(node);
    }
    return blocks.values();
  }

  function wrap(node, start, end) {
    const inside = start > 0 ? node.splitText(start) : node;
    if (end - start < inside.data.length) inside.splitText(end - start);
    const element = document.createElement("mark");
    element.className = "casebook-mark";
    inside.replaceWith(element);
    element.append(inside);
  }

  /** Mark all that folds like one of `texts` below `root`; returns how many places. */
  function mark(root, texts) {
    const patterns = texts.filter((text) => text.trim()).map(pattern);
    let count = 0;
    for (const nodes of textsBelow(root)) {
      const ranges = rangesOf(nodes.map((node) => node.data).join(""), patterns);
      count += ranges.length;
      let from = 0;
      const parts = nodes.map((node) => ({ node, from, to: (from += node.data.length) }));
      // Backwards, so that splitting a node leaves the offsets before it as they are.
      for (const part of parts.reverse()) {
        for (const [start, end] of [...ranges].reverse()) {
          const [left, right] = [Math.max(start, part.from), Math.min(end, part.to)];
          if (left < right) wrap(part.node, left - part.from, right - part.from);
        }
      }
    }
    return count;
  }

  function clearMarks(root) {
    for (const element of root.querySelectorAll("mark.casebook-mark")) {
      const parent = element.parentNode;
      element.replaceWith(...element.childNodes);
      parent.normalize();
    }
  }

  async function markPage() {
    const texts = new URLSearchParams(location.search).getAll("mark");
    if (!texts.length) return;
    const [classes, labels] = await Promise.all([
      load("fold"),
      load(`labels/${script.dataset.edition}`),
    ]);
    setClasses(classes);
    const root = document.querySelector("[data-marks]") ?? document.querySelector("main, article");
    const count = mark(root ?? document.body, texts);
    const bar = document.createElement("div");
    bar.className = "casebook-marks";
    bar.dataset.noMarks = "";
    const said = document.createElement("span");
    said.setAttribute("role", "status");
    said.textContent = fill(labels.marked, { count });
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = labels.clear;
    bar.append(said, button);
    document.body.append(bar);
    const clear = () => {
      clearMarks(document.body);
      bar.remove();
      document.removeEventListener("keydown", onEscape);
      const address = new URL(location.href);
      address.searchParams.delete("mark");
      try {
        history.replaceState(history.state, "", address);
      } catch {
        // Some browsers keep the address of a file as it is; the marks are gone all the same.
      }
    };
    const onEscape = (event) => event.key === "Escape" && clear();
    button.addEventListener("click", clear);
    document.addEventListener("keydown", onEscape);
    document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
  }

  // --- the key "/" and what the search page needs ------------------------------------------

  function onSlash(event) {
    const busy = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || busy) return;
    event.preventDefault();
    const fields = document.querySelectorAll("#casebook-search input, input[name=q]");
    const field = Array.from(fields).find((each) => each.getClientRects().length);
    if (field) field.focus();
    else if (script.dataset.page) location.href = script.dataset.page;
  }

  async function start() {
    document.addEventListener("keydown", onSlash);
    // On a slow line each wait counts: what the page needs in any case is asked for before it runs.
    const edition = document.getElementById("casebook-search")?.dataset.edition;
    const needed = ["index", "fold", ...["units", "labels", "facets"].map((name) => `${name}/${edition}`)];
    if (edition) needed.forEach(load);
    await markPage();
  }

  const api = {
    put, load, forget, runScript, setClasses, fold, pattern, merge, rangesOf, mark, clearMarks,
    make, fill, Units,
  };
  globalThis.casebookSearch = api;
  if (script) {
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
    else start();
  }
})();
