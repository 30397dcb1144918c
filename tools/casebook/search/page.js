/* Casebook search, the page: form, suggestions, facets and results.
 *
 *   <div id="casebook-search" data-edition="zh-Hant-TW" data-root=""><noscript>…</noscript></div>
 *
 * The address says all of it (?q=…&theme=…&field=…), so that it can be shared.
 */
(() => {
  "use strict";

  const api = globalThis.casebookSearch;
  const { load, fill, fold, make, marked, breath, Suggestions } = api;

  /** So many cases are shown at first, or where all are verified, and so many more at a time. */
  const FIRST = 8;
  const SHOWN = 100;
  const CASES = 20;
  /** So many passages of a case are shown before the fold. */
  const PASSAGES = 3;
  /** So many sources of a case are named below its title. */
  const SOURCES = 2;

  class SearchPage {
    constructor(place, index, labels, facets) {
      Object.assign(this, { place, index, labels, facets });
      this.root = place.dataset.root ?? "";
      this.turn = 0;
      this.chosen = {};
      this.found = [];
      this.build();
      window.addEventListener("popstate", () => this.readAddress());
    }

    // --- the form ---------------------------------------------------------------

    build() {
      const { labels } = this;
      this.input = make("input", {
        type: "search", name: "q", role: "combobox", autocomplete: "off", maxlength: "300",
        placeholder: labels.placeholder, "aria-label": labels.search, "aria-expanded": "false",
        "aria-controls": "casebook-suggestions", "aria-autocomplete": "list",
        "aria-describedby": "casebook-search-help",
      });
      this.suggestions = new Suggestions(this);
      this.form = make("form", { role: "search", action: location.pathname },
        make("div", { class: "casebook-search-field" }, this.input, this.suggestions.list),
        make("button", { type: "submit" }, labels.search),
        make("p", { id: "casebook-search-help" }, labels.help));
      this.facetBox = make("div", { class: "casebook-facets" });
      this.facetBox.hidden = true;
      this.status = make("p", { role: "status", class: "casebook-search-status" });
      this.results = make("ol", { class: "casebook-results" });
      this.more = make("button", { type: "button", class: "casebook-more" }, labels.more);
      this.more.hidden = true;
      this.place.replaceChildren(this.form, this.facetBox, this.status, this.results, this.more);
      this.form.addEventListener("submit", (event) => this.submit(event));
      this.input.addEventListener("keydown", (event) => this.onKey(event));
      this.more.addEventListener("click", () => this.onMore());
      this.results.addEventListener("keydown", (event) => this.onResultKey(event));
    }

    submit(event) {
      event?.preventDefault();
      this.index.expect(this.input.value);
      this.suggestions.close();
      // What the reader has narrowed stays narrowed, as in a catalogue; the button lifts it.
      this.go({ ...this.address, q: this.input.value });
    }

    /** Put a query into the address and run it. */
    go(query) {
      const address = new URL(location.href);
      address.hash = "";
      address.search = new URLSearchParams(Object.entries(query).filter(([, value]) => value));
      try {
        history.pushState(null, "", address);
      } catch {
        // A browser that keeps a script from writing a file's address can still follow it.
        location.assign(address);
        return;
      }
      this.readAddress();
    }

    readAddress() {
      this.address = Object.fromEntries(new URLSearchParams(location.search));
      this.input.value = this.address.q ?? "";
      return this.run(this.input.value);
    }

    // --- keys -----------------------------------------------------------------------

    onKey(event) {
      if (event.isComposing) return;
      if (!this.suggestions.list.hidden) {
        this.suggestions.onKey(event);
      } else if (event.key === "ArrowDown") {
        event.preventDefault();
        this.results.querySelector("a")?.focus();
      }
    }

    onResultKey(event) {
      if (!/^Arrow(Up|Down)$/.test(event.key)) return;
      const links = Array.from(this.results.querySelectorAll("a")).filter(
        (link) => link.getClientRects().length,
      );
      const next = links.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
      if (next >= links.length) return;
      event.preventDefault();
      (links[next] ?? this.input).focus();
    }

    // --- running a query ----------------------------------------------------------

    async run(query) {
      this.turn += 1;
      const { turn } = this;
      this.place.dataset.state = "busy";
      this.found = [];
      this.rest = [];
      this.ranked = [];
      this.shown = 0;
      this.folded = [];
      this.results.replaceChildren();
      this.more.hidden = true;
      this.facetBox.hidden = true;
      this.status.textContent = query.trim() ? this.labels.loading : "";
      await this.guarded(turn, () => query.trim() && this.search(query, turn));
    }

    /** Do what loads texts, and say so where they cannot be loaded. */
    async guarded(turn, work) {
      try {
        await work();
      } catch (error) {
        if (turn !== this.turn) return;
        this.status.textContent = this.labels.failed;
        this.place.dataset.state = "failed";
        throw error;
      }
      if (turn === this.turn) this.place.dataset.state = "done";
    }

    async search(query, turn) {
      this.readChoice();
      this.steps = this.index.search(query, (doc) => this.fits(doc));
      await this.verify(FIRST, turn);
      if (turn !== this.turn) return;
      if (!this.found.length) {
        await this.showNearest(query, turn);
        return;
      }
      this.showFacets();
      await this.showMore(this.left() ? this.ranked.length : SHOWN, turn);
      while (turn === this.turn && this.folded.length) {
        for (const unfold of this.folded.splice(0, CASES)) unfold();
        await breath();
      }
    }

    /** Verify texts until so many results can be shown that are not shown yet, or all are. */
    async verify(count, turn) {
      do {
        const step = await this.steps.next();
        if (turn !== this.turn || step.done) return;
        const { results, rest, ways, isProved } = step.value;
        this.found.push(...results);
        Object.assign(this, { rest, ways, isProved });
        this.order(results);
      } while (this.found.length
        ? this.left() && this.ranked.length < this.shown + count
        : this.rest.length);
    }

    /** Put new results in their order, after those that are shown already. */
    order(results) {
      const fresh = new Set(results.map(({ doc }) => doc));
      const shown = this.ranked.slice(0, this.shown);
      const waiting = this.ranked.slice(this.shown).map(({ doc }) => doc);
      for (const doc of waiting) fresh.add(doc);
      const next = this.found.filter(({ doc }) => fresh.has(doc));
      this.ranked = [...shown, ...api.rank(next, this.facets, this.chosen)];
    }

    fits(doc) {
      return api.fitsFacets(doc, this.facets, this.chosen);
    }

    /** How many cases within what is chosen may answer and are not verified. */
    left() {
      return this.rest.filter((doc) => this.fits(doc)).length;
    }

    report() {
      const [cases, rest] = [this.ranked.length, this.left()];
      const places = this.ranked.reduce((sum, result) => sum + result.held.length, 0);
      const { labels, shown } = this;
      if (!rest) {
        this.status.textContent = cases ? fill(labels.results, { cases, places }) : labels.noneChosen;
      } else if (this.isProved && this.chosen.theme === undefined) {
        this.status.textContent = fill(labels.proved, { cases: cases + rest, shown });
      } else {
        this.status.textContent = fill(labels.verified, { cases, rest });
      }
    }

    // --- facets ---------------------------------------------------------------------

    /** What the address chooses, as numbers; names match in either script. */
    readChoice() {
      this.chosen = {};
      const theme = this.index.head.themes.indexOf(this.address.theme);
      if (theme >= 0) this.chosen.theme = theme;
      for (const { key, names } of this.facets) {
        const wanted = this.address[key];
        // A name that the index does not know narrows to nothing, not to everything.
        if (wanted) this.chosen[key] = names.findIndex((name) => fold(name) === fold(wanted));
      }
    }

    showFacets() {
      const { labels } = this;
      const numbers = api.count(this.found, this.rest, this.facets, this.chosen, labels.themes);
      // What is not verified may answer: so many at most.  Of its themes nothing is known.
      const isExact = !this.rest.length || (this.isProved && this.chosen.theme === undefined);
      const counted = (key, count) => {
        if (key === "theme" && this.rest.length) return "";
        return `（${isExact ? "" : "≤"}${count}）`;
      };
      const themes = {
        key: "theme", names: labels.themes, values: this.index.head.themes,
      };
      const facets = [themes, ...this.facets.map((facet) => ({ ...facet, values: facet.names }))];
      const boxes = facets.map(({ key, names, values }) => {
        const counts = numbers[key];
        const select = make("select", { name: key });
        select.append(make("option", { value: "" }, labels.all));
        const order = key === "year" || key === "theme"
          ? [...names.keys()]
          : [...names.keys()].sort((a, b) => counts[b] - counts[a] || a - b);
        if (key === "year") order.reverse();
        const isOffered = (at) =>
          counts[at] || this.chosen[key] === at || (key === "theme" && this.rest.length);
        for (const at of order.filter(isOffered)) {
          const option = make("option", { value: values[at] }, names[at] + counted(key, counts[at]));
          option.selected = this.chosen[key] === at;
          select.append(option);
        }
        select.addEventListener("change", () => {
          this.changed = key;
          this.go({ ...this.address, [key]: select.value });
        });
        const box = make("label", {}, make("span", {}, labels[key]), select);
        box.hidden = select.length < 2;
        return box;
      });
      this.facetBox.replaceChildren(...boxes);
      if (Object.keys(this.chosen).length) {
        const reset = make("button", { type: "button" }, labels.reset);
        reset.addEventListener("click", () => {
          this.changed = "theme";
          this.go({ q: this.address.q });
        });
        this.facetBox.append(reset);
      }
      this.facetBox.hidden = false;
      // What was chosen in keeps the focus, unless the reader has gone elsewhere.
      if (this.changed && document.activeElement === document.body) {
        this.facetBox.querySelector(`[name="${this.changed}"]`)?.focus();
      }
      this.changed = "";
    }

    // --- results --------------------------------------------------------------------

    async onMore() {
      const [first, { turn }] = [this.shown, this];
      this.place.dataset.state = "busy";
      await this.guarded(turn, async () => {
        if (this.left()) await this.verify(CASES, turn);
        await this.showMore(CASES, turn);
        if (turn !== this.turn) return;
        this.showFacets();
        this.folded.splice(0).forEach((unfold) => unfold());
        this.results.children[first]?.querySelector("a").focus();
      });
    }

    /** Show so many results more. */
    async showMore(count, turn) {
      const next = this.ranked.slice(this.shown, this.shown + count);
      const items = await Promise.all(next.map((result) => this.item(result)));
      if (turn !== this.turn) return;
      this.results.append(...items);
      this.shown += items.length;
      this.more.hidden = this.shown >= this.ranked.length && !this.left();
      this.report();
    }

    async item(result) {
      const passages = await this.index.passages(result, this.ways);
      const marks = this.index.marks(this.ways, result.way, passages);
      const title = passages.find((passage) => passage.kind === "title");
      const below = passages.filter((passage) => passage !== title);
      const head = this.link(result, "", marks, marked(result.title, title?.ranges ?? [], true));
      const lines = (some) => some.map((passage) => this.passage(result, passage, marks));
      const item = make("li", {}, make("h2", {}, head), this.about(result));
      item.append(make("ul", {}, ...lines(below.slice(0, PASSAGES))));
      if (below.length > PASSAGES) {
        const count = below.length - PASSAGES;
        const list = make("ul");
        const box = make("details", {},
          make("summary", {}, fill(this.labels.otherPlaces, { count })), list);
        // What is folded away is written when the first view stands, or when it is wanted.
        const unfold = () => list.replaceChildren(...lines(below.slice(PASSAGES)));
        this.folded.push(() => list.hasChildNodes() || unfold());
        box.addEventListener("toggle", () => list.hasChildNodes() || unfold());
        item.append(box);
      }
      return item;
    }

    about({ doc, published }) {
      const words = this.facets.flatMap(({ key, names, sets, of }) => {
        const own = key === "year" ? [] : sets[of[doc]].map((at) => names[at]);
        if (key !== "source" || own.length <= SOURCES) return own;
        // Names of publishers tell more than the domains that stand where none is known.
        own.sort((one, two) => /^[\w.-]+$/.test(one) - /^[\w.-]+$/.test(two));
        const shown = own.slice(0, SOURCES).join("、");
        return [shown + fill(this.labels.sources, { count: own.length })];
      });
      const parts = published.slice(0, 10).split("-").filter(Boolean);
      const day = parts.map((part, at) => `${Number(part)}${"年月日"[at]}`).join("");
      return make("p", { class: "casebook-about" }, [...words, day].filter(Boolean).join(" · "));
    }

    passage(result, { id, kind, theme, text, ranges }, marks) {
      const link = this.link(result, id, marks, marked(text, ranges));
      const label = theme < 0 || kind !== "paragraph"
        ? this.labels[`${kind}Kind`]
        : this.labels.themes[theme];
      return make("li", {}, make("small", {}, label), " ", link);
    }

    link({ path, slug }, id, marks, children) {
      const query = new URLSearchParams(marks.map((text) => ["mark", text]));
      const search = marks.length ? `?${query}` : "";
      const href = `${this.root}${path}${search}${id ? `#${id}` : ""}`;
      const link = make("a", { href }, ...children);
      link.dataset.case = slug;
      link.dataset.paragraph = id;
      return link;
    }

    async showNearest(query, turn) {
      const near = await this.index.nearest(query);
      if (turn !== this.turn) return;
      this.status.textContent = fill(near.length ? this.labels.nearest : this.labels.none, { query });
      this.results.append(...near.map((result) => {
        const head = this.link(result, "", [], [result.title]);
        const line = this.passage(result, result.passage, []);
        const item = make("li", { "data-nearest": "" }, make("h2", {}, head), this.about(result));
        item.append(make("ul", {}, line));
        return item;
      }));
    }
  }

  async function start(place) {
    const { edition } = place.dataset;
    const [index, labels] = await Promise.all([api.open(edition), load(`labels/${edition}`)]);
    const page = new SearchPage(place, index, labels, await index.facets());
    if (!location.hash) page.input.focus();
    await page.readAddress();
  }

  start(document.getElementById("casebook-search"));
})();
