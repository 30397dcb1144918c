// Comfort only: every page works without this script.
"use strict";

(() => {
  const remember = (edition) => {
    try {
      localStorage.setItem("casebook-edition", edition);
    } catch {
      // A browser that keeps nothing for file:// still follows the link.
    }
  };

  /**
   * The id of what is being read: the first paragraph that ends below the page's
   * header; on pages without such, the last section that begins in the upper third.
   * The paragraph that an address leads to is itself found again.
   */
  const reading = () => {
    if (window.scrollY === 0) return "";
    const header = 6 * parseFloat(getComputedStyle(document.documentElement).fontSize);
    let section = "";
    for (const element of document.querySelectorAll("article.bd-article [id]")) {
      const box = element.getBoundingClientRect();
      if (element.tagName !== "SECTION") {
        if (box.bottom > header) return element.id;
      } else if (box.top < window.innerHeight / 3) {
        section = element.id;
      }
    }
    return section;
  };

  for (const link of document.querySelectorAll("a.edition-switch")) {
    link.addEventListener("click", () => {
      remember(link.dataset.edition);
      const id = reading();
      if (id) link.hash = id;
    });
  }
})();
