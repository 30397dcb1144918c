/* Gathering cases to compare, on every page, and copying text. Comfort only. */
"use strict";

(() => {
  /** As many as fit side by side. */
  const MOST = 4;
  const isSlug = (text) => /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(text);

  /** Copy text; also where the page is a file and the browser offers no clipboard. */
  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      const area = document.createElement("textarea");
      area.value = text;
      area.className = "copy-area";
      const before = document.activeElement;
      document.body.append(area);
      area.select();
      let done = false;
      try {
        done = document.execCommand("copy");
      } catch {
        // The reader must be informed.
      }
      area.remove();
      before?.focus();
      return done;
    }
  }

  const bar = document.getElementById("casebook-tray");
  const root = bar ? new URL(document.documentElement.dataset.content_root, location.href) : null;
  // Both editions share what was gathered; two sites on one machine do not.
  const key = root ? `casebook-compare ${new URL("../", root).pathname}` : "";

  function read() {
    try {
      const found = JSON.parse(localStorage.getItem(key));
      return Array.isArray(found) ? found.filter(isSlug).slice(0, MOST) : [];
    } catch {
      return [];
    }
  }

  function write(slugs) {
    try {
      localStorage.setItem(key, JSON.stringify(slugs));
    } catch {
      // A browser that keeps nothing for file:// still compares by address.
    }
  }

  // The passages that a reader gathered, in their order: objects as cite.js makes them.
  const excerptsKey = root ? `casebook-excerpts ${new URL("../", root).pathname}` : "";
  globalThis.casebookExcerpts = {
    key: excerptsKey,
    read() {
      try {
        const kept = JSON.parse(localStorage.getItem(excerptsKey));
        return Array.isArray(kept) ? kept.filter((entry) => isSlug(entry?.slug) && typeof entry.text === "string") : [];
      } catch {
        return [];
      }
    },
    /** Whether the browser kept them. */
    write(items) {
      try {
        localStorage.setItem(excerptsKey, JSON.stringify(items));
        return true;
      } catch {
        return false;
      }
    },
  };

  globalThis.casebookTray = { copy, read, write, MOST, isSlug };
  const onComparePage = document.getElementById("casebook-compare");
  if (!bar || onComparePage) return;

  const words = globalThis.casebookWords.tray;
  const page = (slugs) => `${new URL("compare.html", root).href}?cases=${slugs.join(",")}`;
  const buttons = [];
  const open = document.createElement("a");
  const clear = document.createElement("button");
  clear.type = "button";
  clear.textContent = words.clear;
  clear.addEventListener("click", () => set([]));
  bar.append(open, clear);

  function set(slugs) {
    write(slugs);
    draw(slugs);
  }

  function draw(slugs) {
    bar.hidden = !slugs.length;
    open.href = page(slugs);
    open.textContent = slugs.length === 1
      ? words.one : words.open.replace("{count}", slugs.length);
    for (const { button, slug } of buttons) {
      const added = slugs.includes(slug);
      button.setAttribute("aria-pressed", String(added));
      button.textContent = added ? words.added : words.add;
      button.disabled = !added && slugs.length >= MOST;
      button.title = button.disabled ? words.full : "";
    }
  }

  function button(slug, title) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "compare-add";
    made.addEventListener("click", () => {
      const slugs = read();
      set(slugs.includes(slug) ? slugs.filter((entry) => entry !== slug) : [...slugs, slug]);
    });
    made.setAttribute("aria-description", title);
    buttons.push({ button: made, slug });
    return made;
  }

  /** The case whose page an address is, or whose part of a theme page; "" for any other. */
  function caseOf(link) {
    const folder = new URL("cases/", root).href;
    const name = link.href.startsWith(folder) && link.href.slice(folder.length);
    const found = /^([a-z0-9-]+)\.html$/.exec(name || "") ?? /^#case-([a-z0-9-]+)$/.exec(link.hash);
    return found && found[1] !== "index" ? found[1] : "";
  }

  const here = caseOf({ href: location.href.split(/[?#]/)[0], hash: "" });
  const head = document.querySelector("article.bd-article .case-head");
  if (here && head) head.append(button(here, document.querySelector("h1")?.firstChild?.data ?? ""));

  // An en space before it is a gap that no line begins with.
  for (const facts of document.querySelectorAll("article.bd-article li .facts")) {
    const link = facts.previousElementSibling;
    const slug = link?.tagName === "A" ? caseOf(link) : "";
    if (!slug) continue;
    if (here) {
      const pair = document.createElement("a");
      pair.className = "compare-add";
      pair.href = page([here, slug]);
      pair.textContent = words.pair;
      facts.after("\u2002", pair);
    } else {
      const place = facts.parentElement.querySelector(".parts") ?? facts;
      place.append("\u2002", button(slug, link.textContent));
    }
  }

  draw(read());
  window.addEventListener("storage", (event) => event.key === key && draw(read()));
  window.addEventListener("pageshow", () => draw(read()));
})();
