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

  // What the buttons of the menu show, on a field of 24 by 24; what is filled stands last.
  const ICONS = {
    auto: ["M20 12a8 8 0 1 1-16 0 8 8 0 0 1 16 0z", "M12 4a8 8 0 0 1 0 16z"],
    light: ["M16 12a4 4 0 1 1-8 0 4 4 0 0 1 8 0zM12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6 7 7M17 17l1.4 1.4M18.4 5.6 17 7M7 17l-1.4 1.4"],
    dark: ["M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z"],
  };
  const draw = (name, attributes, ...inside) => {
    const drawn = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) drawn.setAttribute(key, value);
    drawn.append(...inside);
    return drawn;
  };
  const icon = (mode, attributes) => {
    const [lines, filled] = ICONS[mode];
    const parts = [draw("path", { d: lines })];
    if (filled) parts.push(draw("path", { d: filled, fill: "currentColor" }));
    return draw("svg", { viewBox: "0 0 24 24", "aria-hidden": "true", ...attributes }, ...parts);
  };
  const make = (name, attributes, ...inside) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...inside);
    return made;
  };

  const menu = document.querySelector(".theme-switch-container");
  if (menu) {
    const words = globalThis.casebookWords.shell;
    const modes = Object.keys(ICONS);
    const named = { title: words.colours, "aria-label": words.colours };
    menu.append(
      make("button", {
        class: "btn btn-sm theme-switch-button", type: "button", ...named,
        "aria-expanded": "false", "aria-controls": "casebook-colours",
      }, ...modes.map((mode) => icon(mode, { class: "icon theme-switch", "data-mode": mode }))),
      make("ul", { id: "casebook-colours", class: "dropdown-menu", hidden: "" }, ...modes.map((mode) => make("li", {},
        make("button", { class: "dropdown-item theme-change-button", type: "button", "data-mode": mode },
          icon(mode, { class: "icon" }), ` ${words[mode]}`)))),
    );
  }
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
    if (!button || !sidebar) return;
    const said = sidebar.querySelector("nav");
    const named = said.getAttribute("aria-label") ?? document.getElementById(said.getAttribute("aria-labelledby")).textContent;
    const dialog = make("dialog", { id: `pst-${name}-sidebar-modal`, "aria-label": named });
    sidebar.before(dialog);
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
