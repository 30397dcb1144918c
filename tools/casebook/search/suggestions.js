/* Casebook search, the list of names that is suggested below the field while somebody types. */
(() => {
  "use strict";

  const api = globalThis.casebookSearch;
  const { make } = api;

  const SUGGESTIONS = 8;
  /** Names are suggested when nothing was typed for so many milliseconds: longer than between keys. */
  const PAUSE = 150;

  class Suggestions {
    /** `page` has the field, the index and the labels, and is sent when a name was chosen. */
    constructor(page) {
      this.page = page;
      this.input = page.input;
      this.list = make("ul", {
        id: "casebook-suggestions", role: "listbox", "aria-label": page.labels.suggestions, hidden: "",
      });
      this.input.addEventListener("input", (event) => this.onInput(event));
      this.input.addEventListener("compositionend", () => this.expect());
      this.input.addEventListener("blur", () => this.close());
    }

    onInput(event) {
      this.forgetTyping();
      // Letters that become Han are no part of what will be sent.
      if (!event.isComposing) this.expect();
      this.pause = setTimeout(() => this.suggest(), PAUSE);
    }

    /** Pairs of what is typed are pairs of what will be sent: what they stand in is asked for. */
    expect() {
      this.page.index.expect(this.input.value);
    }

    /** Suggest nothing for what was typed until now; what is sent waits for no names. */
    forgetTyping() {
      clearTimeout(this.pause);
      this.typed = null;
    }

    async suggest() {
      const { index, labels } = this.page;
      const typed = (this.typed = { text: this.input.value });
      const names = await index.suggest(typed.text, SUGGESTIONS);
      if (typed !== this.typed || document.activeElement !== this.input) return;
      this.list.replaceChildren(...names.map(({ kind, name }, at) => {
        const option = make("li", { role: "option", id: `casebook-suggestion-${at}` },
          make("span", {}, name), make("small", {}, labels[`${kind}Kind`]));
        option.dataset.name = name;
        option.addEventListener("mousedown", (event) => {
          event.preventDefault();
          this.choose(option);
        });
        return option;
      }));
      this.list.hidden = !names.length;
      this.input.setAttribute("aria-expanded", String(names.length > 0));
      this.input.removeAttribute("aria-activedescendant");
      // Names come first: they are seen.  What cannot be loaded is said where it is searched.
      index.expectTexts(typed.text, (doc) => this.page.fits(doc)).catch(() => {});
    }

    choose(option) {
      const { name } = option.dataset;
      // A name with a space in it is one phrase; quotation marks of its own would end it early.
      this.input.value = /\s/.test(name) && !/["“”「」『』]/.test(name) ? `“${name}”` : name;
      this.page.submit();
    }

    close() {
      this.forgetTyping();
      this.list.hidden = true;
      this.input.setAttribute("aria-expanded", "false");
      this.input.removeAttribute("aria-activedescendant");
    }

    /** A key in the field while the list is open. */
    onKey(event) {
      const options = Array.from(this.list.children);
      if (event.key === "Escape") {
        event.preventDefault();
        this.close();
      } else if (/^Arrow(Up|Down)$/.test(event.key)) {
        event.preventDefault();
        const now = options.findIndex((option) => option.id === this.activeId());
        const step = event.key === "ArrowDown" ? 1 : -1;
        const next = now < 0 && step < 0 ? options.length - 1 : now + step;
        options.forEach((option, at) => option.setAttribute("aria-selected", String(at === next)));
        if (options[next]) this.input.setAttribute("aria-activedescendant", options[next].id);
        else this.input.removeAttribute("aria-activedescendant");
      } else if (event.key === "Enter" && this.activeId()) {
        event.preventDefault();
        this.choose(document.getElementById(this.activeId()));
      }
    }

    activeId() {
      return this.input.getAttribute("aria-activedescendant");
    }
  }

  Object.assign(api, { Suggestions });
})();
