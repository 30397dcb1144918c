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

  /** The id of the last paragraph or heading that begins above a third of the window. */
  const reading = () => {
    let found = "";
    for (const element of document.querySelectorAll("article.bd-article [id]")) {
      if (element.getBoundingClientRect().top > window.innerHeight / 3) break;
      found = element.id;
    }
    return window.scrollY > 0 ? found : "";
  };

  for (const link of document.querySelectorAll("a.edition-switch")) {
    link.addEventListener("click", () => {
      remember(link.dataset.edition);
      const id = reading();
      if (id) link.hash = id;
    });
  }
})();
