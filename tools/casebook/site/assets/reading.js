// What is being read: named in the head of the page, found again in the other edition. Comfort only.
"use strict";

(() => {
  const root = document.documentElement;
  /** The height of the head of the page, below which reading begins. */
  const head = () => 6 * parseFloat(getComputedStyle(root).fontSize);

  // --- which case, and which part of it -----------------------------------------------

  const line = document.querySelector(".reading-line");
  const article = document.querySelector("article.bd-article");
  const title = article?.querySelector("h1");
  const headings = article ? [...article.querySelectorAll("h1, h2, h3")] : [];
  /** The words of a heading, without the sign of its link. */
  const words = (heading) => [...heading.childNodes]
    .filter((node) => !node.classList?.contains("headerlink"))
    .map((node) => node.textContent).join("").trim();

  let waiting = false;
  const report = () => {
    waiting = false;
    const passed = headings.filter((entry) => entry.getBoundingClientRect().bottom < head() * 0.6);
    const shown = [];
    for (const heading of passed) {
      const level = Number(heading.tagName[1]);
      while (shown.length && shown.at(-1).level >= level) shown.pop();
      shown.push({ level, text: words(heading) });
    }
    const text = shown.map((entry) => entry.text).join("\n");
    if (line.dataset.text === text) return;
    line.dataset.text = text;
    line.replaceChildren(...shown.map((entry) => {
      const name = document.createElement("b");
      name.textContent = entry.text;
      return name;
    }));
  };
  if (line && title) {
    addEventListener("scroll", () => {
      if (!waiting) requestAnimationFrame(report);
      waiting = true;
    }, { passive: true });
    report();
  }

  // --- the other edition, at the line that is read -------------------------------------

  const KEY = "casebook-line";
  const keep = (store, key, value) => {
    try {
      store.setItem(key, value);
    } catch {
      // A browser that keeps nothing for file:// still follows the link.
    }
  };

  /**
   * What is being read: the first paragraph that ends below the page's head; on pages
   * without such, the last section that begins in the upper third.  The paragraph that
   * an address leads to is itself found again.
   */
  const reading = () => {
    if (scrollY === 0) return null;
    let section = null;
    for (const element of document.querySelectorAll("article.bd-article [id]")) {
      if (element.closest("svg")) continue;
      const box = element.getBoundingClientRect();
      if (element.tagName !== "SECTION") {
        if (box.bottom > head()) return element;
      } else if (box.top < innerHeight / 3) {
        section = element;
      }
    }
    return section;
  };

  for (const link of document.querySelectorAll("a.edition-switch")) {
    link.addEventListener("click", () => {
      keep(localStorage, "casebook-edition", link.dataset.edition);
      const element = reading();
      if (element) {
        link.hash = element.id;
        // Both editions have as many characters: the same part of a paragraph is the same line.
        const box = element.getBoundingClientRect();
        const part = box.height ? (head() - box.top) / box.height : 0;
        keep(sessionStorage, KEY, JSON.stringify([element.id, part]));
      }
      // What was searched or chosen stands in the address and holds in both editions.
      if (location.search) link.search = location.search;
    });
  }

  const back = () => {
    let kept = null;
    try {
      kept = JSON.parse(sessionStorage.getItem(KEY));
      sessionStorage.removeItem(KEY);
    } catch {
      return;
    }
    const [id, part] = Array.isArray(kept) ? kept : [];
    const element = id && document.getElementById(id);
    if (!element || decodeURIComponent(location.hash.slice(1)) !== id) return;
    const box = element.getBoundingClientRect();
    scrollBy({ top: box.top + part * box.height - head(), behavior: "instant" });
  };
  addEventListener("load", back);

  // --- what is printed says where it is from, and when ---------------------------------

  const from = document.querySelector(".print-from");
  const named = from?.firstChild.data.trim();
  const lasting = document.querySelector("link[rel=canonical]")?.href;
  addEventListener("beforeprint", () => {
    if (!from) return;
    const now = new Date();
    const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()]
      .map((part) => String(part).padStart(2, "0")).join("-");
    // The path of a file on this machine is nobody else's business.
    const here = location.href.startsWith("file:")
      ? decodeURIComponent(location.pathname).split("/").slice(-3).join("/") + location.search
      : location.href.split("#")[0];
    const address = lasting ? lasting + location.search : here;
    const said = document.createElement("span");
    said.textContent = address;
    from.replaceChildren(`${named}　`, said, `　${globalThis.casebookWords.shell.printed}${day}`);
  });
})();
