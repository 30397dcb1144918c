/* Comparing cases, the page: what is chosen stands in the address (?cases=a,b,c).
 *
 * Data comes in scripts that call casebookCompare.put(name, data), so that it works
 * from a folder; only the chosen cases are loaded.
 */
"use strict";

(() => {
  const place = document.getElementById("casebook-compare");
  const { make, fill, load: loadSearch, runScript, Units } = globalThis.casebookSearch;
  const { view } = globalThis.casebookCompareView;
  const words = JSON.parse(place.dataset.words);
  const tray = globalThis.casebookTray;
  const { MOST, isSlug } = tray;
  /** So many cases are listed to choose from at a time. */
  const LISTED = 20;

  // --- data ---------------------------------------------------------------------

  const arrived = new Map();
  globalThis.casebookCompare = { put: (name, data) => arrived.set(name, data) };
  const waiting = new Map();

  function load(name) {
    if (!waiting.has(name)) {
      waiting.set(name, runScript(`compare/${name}.js`).then(
        () => arrived.get(name) ?? null,
        () => null,
      ));
    }
    return waiting.get(name);
  }

  /** What a block may be (exports/comparison.py). */
  const KINDS = ["heading", "paragraph", "point", "table", "picture"];
  /** So many texts a figure has before the id of its paragraph. */
  const OF_FIGURE = 6;

  /** A case with its texts where they belong. */
  function read({ parts, indicators, texts, ...entry }, units) {
    const all = units.texts(texts);
    const take = (count) => all.splice(0, count);
    const block = ([kind, id, level, shape = [1]]) => [KINDS[kind], id, level, shape.map(take)];
    const named = Object.entries(parts).map(([part, blocks]) => [part, blocks.map(block)]);
    const figures = indicators.map((id) => [...take(OF_FIGURE), id]);
    return { ...entry, parts: Object.fromEntries(named), indicators: figures };
  }

  async function loadCase(slug) {
    const { edition } = document.querySelector("script[data-edition]").dataset;
    const units = loadSearch(`units/${edition}`).catch(() => null);
    const loaded = await Promise.all([load(`cases/${slug}`), units]);
    if (!loaded.every(Boolean)) return null;
    // The text is that of the edition already: nothing in it changes.
    return read(loaded[0], new Units({ ...loaded[1], changed: "" }));
  }

  // --- address ------------------------------------------------------------------

  function asked() {
    const given = new URLSearchParams(location.search).get("cases") ?? "";
    return [...new Set(given.split(",").filter(isSlug))];
  }

  function addressOf(slugs) {
    const address = new URL(location.href);
    address.hash = "";
    address.search = slugs.length ? `?cases=${slugs.join(",")}` : "";
    return address;
  }

  /** Show other cases, and remember them for the next page. */
  function go(slugs) {
    tray.write(slugs);
    try {
      history.pushState(null, "", addressOf(slugs));
    } catch {
      // A browser that keeps a script from writing a file's address can still follow it.
      location.assign(addressOf(slugs));
      return Promise.resolve();
    }
    return show();
  }

  // --- the page -----------------------------------------------------------------

  const status = make("p", { role: "status", class: "compare-status" });
  const copy = make("button", { type: "button" }, words.copy);
  const print = make("button", { type: "button" }, words.print);
  const tools = make("div", { class: "compare-tools compare-screen" }, copy, print);
  const input = make("input", { type: "search", id: "compare-find", autocomplete: "off" });
  const count = make("output", { for: "compare-find" });
  const list = make("ul", { class: "compare-list" });
  const chooser = make("details", { class: "compare-chooser compare-screen" },
    make("summary", {}, words.choose),
    make("label", { for: "compare-find" }, words.find), input, count, list);
  const result = make("div", { class: "compare-result" });
  const source = make("p", { class: "compare-address" });

  let turn = 0;
  let chosen = [];
  const titleOfSite = document.title;

  async function show() {
    turn += 1;
    const now = turn;
    const slugs = asked();
    chosen = slugs.slice(0, MOST);
    result.setAttribute("aria-busy", "true");
    const loaded = await Promise.all(chosen.map(loadCase));
    if (now !== turn) return;
    const cases = loaded.filter(Boolean);
    const missing = chosen.filter((_, at) => !loaded[at]);
    chosen = cases.map((entry) => entry.slug);
    result.replaceChildren(...(cases.length ? view(cases, removal, words) : []));
    result.style.setProperty("--compare-columns", cases.length);
    result.removeAttribute("aria-busy");
    const message = [words.empty, words.one][cases.length]
      ?? fill(words.comparing, { count: cases.length });
    status.textContent = [message, slugs.length > MOST ? words.tooMany : "",
      ...missing.map((slug) => fill(words.missing, { slug }))].filter(Boolean).join(" ");
    tools.hidden = cases.length < 2;
    document.title = cases.length ? `${cases.map((entry) => entry.title).join(" / ")} — ${titleOfSite}` : titleOfSite;
    // The path of a file on this machine is nobody else's business: only the part in the site.
    const whole = addressOf(chosen);
    source.textContent = whole.protocol === "file:"
      ? `${whole.pathname.split("/").slice(-2).join("/")}${whole.search}` : whole.href;
    // The other edition compares the same cases.
    for (const link of document.querySelectorAll("a.edition-switch")) link.search = location.search;
    if (cases.length < 2) chooser.open = true;
    tick();
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target) target.scrollIntoView();
  }

  /** A real link, so that it can be opened beside; followed, it keeps the page. */
  function removal(entry) {
    const rest = chosen.filter((slug) => slug !== entry.slug);
    const label = fill(words.removeCase, { title: entry.title });
    const link = make("a", {
      href: addressOf(rest).href, class: "compare-remove compare-screen", "aria-label": label,
    }, words.remove);
    link.addEventListener("click", async (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      const at = chosen.indexOf(entry.slug);
      await go(rest);
      const links = result.querySelectorAll(".compare-remove");
      (links[Math.min(at, links.length - 1)] ?? input).focus();
    });
    return link;
  }

  // --- choosing -----------------------------------------------------------------

  async function offer() {
    const cases = await load("list");
    if (!cases) {
      count.textContent = words.failed;
      return;
    }
    const wanted = input.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    const found = cases.filter((row) => {
      const text = row.join(" ").toLowerCase();
      return wanted.every((word) => text.includes(word));
    });
    const message = found.length > LISTED ? words.foundPart : found.length ? words.found : words.foundNone;
    count.textContent = fill(message, { count: found.length, shown: LISTED });
    list.replaceChildren(...found.slice(0, LISTED).map(([slug, title, field, region, years]) => {
      const box = make("input", { type: "checkbox", value: slug });
      box.addEventListener("change", () =>
        go(box.checked ? [...chosen, slug] : chosen.filter((entry) => entry !== slug)));
      const about = [field, region, years].filter(Boolean).join(" · ");
      return make("li", {}, make("label", {}, box, ` ${title} `, make("small", {}, about)));
    }));
    tick();
  }

  /** Tick what is chosen; nothing more can be ticked when there are enough. */
  function tick() {
    for (const box of list.querySelectorAll("input")) {
      box.checked = chosen.includes(box.value);
      box.disabled = !box.checked && chosen.length >= MOST;
    }
    if (chosen.length >= MOST && list.children.length) count.textContent = words.full;
  }

  input.addEventListener("input", offer);
  chooser.addEventListener("toggle", () => chooser.open && offer());
  print.addEventListener("click", () => window.print());
  copy.addEventListener("click", async () => {
    const done = await tray.copy(source.textContent);
    status.textContent = done ? words.copied : `${words.notCopied}${source.textContent}`;
  });
  window.addEventListener("popstate", show);

  place.replaceChildren(chooser, status, tools, result, source);
  const kept = tray.read();
  if (!asked().length && kept.length) go(kept);
  else show();
})();
