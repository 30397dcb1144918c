/* Copying a citation, and a paragraph with its source. Comfort only: the text is on the page. */
"use strict";

(() => {
  const cite = document.querySelector(".cite");
  if (!cite) return;
  const words = JSON.parse(document.querySelector("[data-cite-words]").dataset.citeWords);
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
    words.forms.forEach((form, at) => {
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
  const printed = cite.querySelector(".cite-text").textContent;
  // What the ids of paragraphs look like: a theme, the way down from it, and a number.
  const id = /^[a-z]+\d*-[a-z0-9-]*p\d+$/;
  for (const element of document.querySelectorAll("article.bd-article :is(p, li)[id]")) {
    if (!id.test(element.id)) continue;
    const clean = element.cloneNode(true);
    for (const mark of clean.querySelectorAll(".source-mark")) mark.remove();
    const text = clean.textContent;
    const link = document.createElement("a");
    link.className = "cite-take";
    link.href = `#${element.id}`;
    link.textContent = "¶";
    link.title = words.take;
    link.setAttribute("aria-label", words.take);
    link.dataset.noMarks = "";
    const address = `${page}#${element.id}`;
    link.addEventListener("click", () => take(`${text}\n${printed}\n${address}\n`, words.taken));
    element.append(link);
  }
})();
