// The shell of the page: colours, the two sidebars, what is being read. Every page works without it.
"use strict";

(() => {
  const root = document.documentElement;
  const rem = parseFloat(getComputedStyle(root).fontSize);
  const system = matchMedia("(prefers-color-scheme: dark)");

  // --- colours: light, dark, or those of the system -------------------------------

  const colours = () => {
    const mode = root.dataset.mode;
    root.dataset.theme = mode === "auto" ? (system.matches ? "dark" : "light") : mode;
  };
  system.addEventListener("change", colours);

  const menu = document.querySelector(".theme-switch-container");
  const opener = menu?.querySelector(".theme-switch-button");
  const open = (wanted) => {
    opener.setAttribute("aria-expanded", String(wanted));
    menu.querySelector(".dropdown-menu").hidden = !wanted;
  };
  const chosen = () => {
    for (const button of menu.querySelectorAll(".theme-change-button")) {
      button.setAttribute("aria-pressed", String(button.dataset.mode === root.dataset.mode));
    }
  };
  if (menu) {
    chosen();
    opener.addEventListener("click", () => open(opener.getAttribute("aria-expanded") !== "true"));
    menu.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      open(false);
      opener.focus();
    });
    menu.addEventListener("focusout", (event) => menu.contains(event.relatedTarget) || open(false));
    document.addEventListener("click", (event) => menu.contains(event.target) || open(false));
    for (const button of menu.querySelectorAll(".theme-change-button")) {
      button.addEventListener("click", () => {
        root.dataset.mode = button.dataset.mode;
        try {
          localStorage.setItem("mode", button.dataset.mode);
        } catch {
          // A browser that keeps nothing still changes this page.
        }
        colours();
        chosen();
        open(false);
        opener.focus();
      });
    }
  }

  // --- sidebars: beside the text where there is room, else in a dialog ------------

  /** Let a button open a sidebar as a dialog; on a wide page `fold` says what it does instead. */
  const drawer = (button, name, fold) => {
    const sidebar = document.getElementById(`pst-${name}-sidebar`);
    const dialog = document.getElementById(`pst-${name}-sidebar-modal`);
    if (!button || !sidebar || !dialog) return;
    const move = (from, to) => {
      to.append(...from.childNodes);
      [to.className, from.className] = [from.className, ""];
    };
    button.addEventListener("click", () => {
      if (fold?.(sidebar)) return;
      move(sidebar, dialog);
      dialog.showModal();
    });
    dialog.addEventListener("close", () => move(dialog, sidebar));
    dialog.addEventListener("click", (event) => {
      const box = dialog.getBoundingClientRect();
      const inside = event.clientX >= box.left && event.clientX <= box.right
        && event.clientY >= box.top && event.clientY <= box.bottom;
      // A link in the page's contents leads to a place on this page: out of the way.
      if (!inside || event.target.closest("a[href^='#']")) dialog.close();
    });
  };
  drawer(document.querySelector(".primary-toggle"), "primary", (sidebar) => {
    if (!matchMedia("(min-width: 992px)").matches) return false;
    sidebar.classList.toggle("pst-sidebar-hidden");
    return true;
  });
  drawer(document.querySelector(".secondary-toggle"), "secondary");

  // --- what scrolls sideways can be reached by the keyboard --------------------------

  const wide = () => {
    for (const one of document.querySelectorAll(".pst-scrollable-table-container, article pre")) {
      const scrolls = one.scrollWidth > one.clientWidth;
      one.classList.toggle("scrolls", scrolls);
      if (scrolls) one.tabIndex = 0;
      else one.removeAttribute("tabindex");
    }
  };
  wide();
  addEventListener("resize", wide);

  // --- what is being read: a shadow below the head, a mark in the contents --------

  const entries = new Map();
  for (const link of document.querySelectorAll("nav.page-toc a")) {
    const section = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (section) entries.set(section, link);
  }
  let waiting = false;
  let marked = null;
  const mark = () => {
    waiting = false;
    document.body.classList.toggle("scrolled", scrollY > 0);
    let now = null;
    for (const [section, link] of entries) {
      // A little below where a link leads to: 9rem, by scroll-padding and the margin of :target.
    if (section.getBoundingClientRect().top > 10 * rem) break;
      now = link;
    }
    if (now === marked) return;
    for (const one of document.querySelectorAll("nav.page-toc .active")) one.classList.remove("active");
    marked?.removeAttribute("aria-current");
    marked = now;
    marked?.setAttribute("aria-current", "true");
    marked?.classList.add("active");
    for (let one = marked?.closest("li"); one; one = one.parentElement.closest("li")) one.classList.add("active");
  };
  addEventListener("scroll", () => {
    if (!waiting) requestAnimationFrame(mark);
    waiting = true;
  }, { passive: true });
  mark();
})();
