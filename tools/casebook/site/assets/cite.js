/* Copying a citation, and a paragraph with its source. Comfort only: the text is on the page. */
"use strict";

(() => {
  const script = document.currentScript?.src;
  const cite = document.querySelector(".cite");
  if (!cite) return;
  const words = globalThis.casebookWords.cite;
  const forms = JSON.parse(document.querySelector("[data-citations]").dataset.citations);
  const { copy } = globalThis.casebookTray;
  const said = document.createElement("p");
  said.className = "cite-said";
  said.setAttribute("role", "status");
  document.body.append(said);

  async function take(text, done) {
    const copied = await copy(text);
    said.textContent = copied ? done : words.failed;
    setTimeout(() => { said.textContent = ""; }, 4000);
  }

  /** The lasting address of this page where the site has one, else the one it is read at. */
  const here = (document.querySelector("link[rel=canonical]")?.href ?? location.href).split(/[?#]/)[0];
  const isFile = here.startsWith("file:");

  /* What only a reader knows is completed: the day of reading and, on the web, the address. */
  const now = new Date();
  const parts = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
  const iso = parts.map((part) => String(part).padStart(2, "0")).join("-");
  const days = [iso, `${parts[0]}年${parts[1]}月${parts[2]}日`];
  const texts = cite.querySelectorAll(".cite-text");
  if (!isFile) {
    forms.forEach((form, at) => {
      if (texts[at]) texts[at].textContent = form.replaceAll(words.day, days[at]).replaceAll(words.address, () => here);
    });
  }

  for (const line of cite.querySelectorAll(".cite-line")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "cite-copy";
    button.textContent = words.copy;
    const name = line.querySelector(".cite-name").textContent;
    button.setAttribute("aria-label", `${words.copy} ${name}`);
    button.addEventListener("click", () =>
      take(line.querySelector(".cite-text").textContent, words.copied));
    line.append(button);
  }

  // The path of a file on this machine is nobody else's business: only the part in the site.
  const page = isFile ? here.split("/").slice(-3).join("/") : here;
  const site = document.querySelector(".casebook-brand")?.textContent.trim() ?? "";
  const printed = cite.querySelector(".cite-text").textContent;
  const meta = (name) => [...document.querySelectorAll(`meta[name="${name}"]`)].map((entry) => entry.content);
  /** The text of a paragraph without what this site puts beside it, and without the points below it. */
  const textOf = (element) => {
    const copied = element.cloneNode(true);
    for (const added of copied.querySelectorAll(".marks, .source-mark, ul, ol, figure, svg")) added.remove();
    return copied.textContent.trim();
  };

  // --- passages gathered -------------------------------------------------------------------

  const excerpts = globalThis.casebookExcerpts;
  // Where there is no tray, there is no page of passages either.
  const own = document.getElementById("casebook-tray") && globalThis.casebookWords.excerpts;
  function gather(element) {
    const [edition, , name] = location.pathname.split("/").slice(-3);
    const entry = { slug: name.replace(/\.html$/, ""), paragraph: element.id };
    const items = excerpts.read();
    const same = (other) => other.slug === entry.slug && other.paragraph === entry.paragraph && other.edition === edition;
    if (items.some(same)) return own.there;
    items.push({
      ...entry, edition, text: textOf(element), note: "", taken: iso, cite: printed,
      title: meta("citation_title")[0] ?? document.title, authors: meta("citation_author"),
      date: (meta("citation_publication_date")[0] ?? "").replaceAll("/", "-"),
      publisher: meta("citation_publisher")[0] ?? "", language: document.documentElement.lang,
      site,
      url: isFile ? "" : `${here}#${element.id}`,
    });
    return excerpts.write(items) ? own.added.replace("{count}", items.length) : own.failed;
  }

  // --- the marks at the end of each paragraph: one stop of the Tab key for all of them ----------

  /**
   * The address of a paragraph: by its id, and on the web by its first words too, which a
   * browser marks and which still find the text where the id is gone (URL fragment text
   * directive, https://wicg.github.io/scroll-to-text-fragment/).
   */
  const addressOf = (element) => {
    if (isFile) {
      return words.unknown.replace("{site}", () => site).replace("{page}", page)
        .replace("{case}", page.split("/").pop().replace(/\.html$/, "")).replace("{paragraph}", element.id);
    }
    const plain = `${page}#${element.id}`;
    const first = textOf(element).match(/^[^。！？；\n]{1,16}/u)?.[0] ?? "";
    return !first ? plain
      : `${plain}:~:text=${encodeURIComponent(first).replaceAll("-", "%2D")}`;
  };

  // What the ids of paragraphs look like: a theme, the way down from it, and a number.
  const id = /^[a-z]+\d*-[a-z0-9-]*p\d+$/;
  const marks = [];
  const stop = (mark) => {
    for (const other of marks) other.tabIndex = other === mark ? 0 : -1;
  };
  const say = (text) => {
    said.textContent = text;
    setTimeout(() => { said.textContent = ""; }, 4000);
  };
  for (const element of document.querySelectorAll("article.bd-article :is(p, li)[id]")) {
    if (!id.test(element.id)) continue;
    const link = document.createElement("a");
    link.className = "cite-take";
    link.href = `#${element.id}`;
    link.textContent = "¶";
    link.title = words.take;
    link.setAttribute("aria-label", words.take);
    link.addEventListener("click", () =>
      take(`${textOf(element)}\n${printed}\n${addressOf(element)}\n`, words.taken));
    const group = document.createElement("span");
    group.className = "marks";
    group.dataset.noMarks = "";
    group.append(link);
    if (own) {
      const add = document.createElement("button");
      add.type = "button";
      add.className = "excerpt-add";
      add.textContent = "＋";
      add.title = own.add;
      add.setAttribute("aria-label", own.add);
      add.addEventListener("click", () => say(gather(element)));
      group.append(add);
    }
    const before = element.querySelector(":scope > :is(ul, ol)");
    if (before) before.before(group);
    else element.append(group);
    marks.push(...group.children);
  }
  stop(marks[0]);
  /** From mark to mark with the arrows. */
  const STEPS = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: own ? 2 : 1, ArrowUp: own ? -2 : -1 };
  document.querySelector("article.bd-article").addEventListener("keydown", (event) => {
    const at = marks.indexOf(event.target);
    const to = marks[at + (STEPS[event.key] ?? 0)];
    if (at < 0 || !STEPS[event.key] || !to) return;
    event.preventDefault();
    stop(to);
    to.focus();
  });
  // Who reads on finds the stop where the text is.
  let waiting = false;
  addEventListener("scroll", () => {
    if (waiting) return;
    waiting = true;
    setTimeout(() => {
      waiting = false;
      if (marks.includes(document.activeElement)) return;
      const first = marks.find((mark) => mark.getBoundingClientRect().top > 0);
      if (first) stop(first);
    }, 200);
  }, { passive: true });

  // --- the marks of what this edition chose ----------------------------------------------------

  const differences = document.querySelector("[data-differences]");
  const box = document.querySelector(".case-head");
  if (differences && box) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "compare-add";
    button.textContent = globalThis.casebookWords.differences.show;
    button.setAttribute("aria-pressed", "false");
    button.addEventListener("click", async () => {
      if (!globalThis.casebookMarkDifferences) {
        await globalThis.casebookSearch.runScript(new URL("differences.js", script).href);
      }
      globalThis.casebookMarkDifferences(button);
    });
    box.append(button);
  }
})();
