/* The report of a mistake: filled in for the paragraph that the reader names, and copied. */
"use strict";

(() => {
  const place = document.querySelector(".case-report");
  if (!place) return;
  const words = globalThis.casebookWords.report;
  const text = place.querySelector("textarea");
  const { copy } = globalThis.casebookTray;
  // A line for each thing that is to be said: what it is, a colon, what is known of it.
  const lines = text.value.split("\n").map((line) => /^(.*?：)(.*)$/.exec(line).slice(1));
  // What the ids of paragraphs and tables look like.
  const id = /^[a-z]+\d*-[a-z0-9-]*[pt]\d+$/;
  const parts = [...document.querySelectorAll("article.bd-article [id]")].filter((entry) => id.test(entry.id));
  const wording = (element) => {
    const clean = element.cloneNode(true);
    for (const added of clean.querySelectorAll(".source-mark, .cite-take, .headerlink")) added.remove();
    return clean.textContent.trim().replace(/\s+/g, " ");
  };

  const select = document.createElement("select");
  select.append(new Option(words.whole, ""));
  for (const element of parts) {
    select.append(new Option(`${element.id}　${wording(element).slice(0, 18)}`, element.id));
  }
  const label = document.createElement("label");
  label.append(`${words.choose} `, select);
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = words.copy;
  const said = document.createElement("span");
  said.setAttribute("role", "status");
  text.before(label);
  text.after(button, " ", said);

  const isFile = location.protocol === "file:";
  function fill() {
    const element = document.getElementById(select.value);
    const known = lines.map((line) => line[1]);
    known[2] = select.value;
    known[3] = element ? wording(element) : "";
    // The path of a file on this machine is nobody else's business.
    const page = isFile ? known[6] : location.href.split(/[?#]/)[0];
    known[6] = page + (select.value ? `#${select.value}` : "");
    text.value = lines.map(([label], at) => label + known[at]).join("\n");
  }

  /** Take up the paragraph that the address, or the reader's selection, names. */
  function follow() {
    const own = decodeURIComponent(location.hash.slice(1));
    if (!parts.some((element) => element.id === own)) return;
    select.value = own;
    fill();
  }
  document.addEventListener("selectionchange", () => {
    const selection = getSelection();
    const from = selection.isCollapsed ? null : selection.anchorNode?.parentElement?.closest("[id]");
    if (!from || !parts.includes(from)) return;
    select.value = from.id;
    fill();
  });
  select.addEventListener("change", fill);
  addEventListener("hashchange", follow);
  button.addEventListener("click", async () => {
    said.textContent = (await copy(text.value)) ? words.copied : words.failed;
  });
  fill();
  follow();
})();
