// Leads each reader to the edition of their language.
"use strict";
(() => {
  const editions = JSON.parse(document.currentScript.dataset.editions);
  let tag = "";
  try { tag = localStorage.getItem("casebook-edition") || ""; } catch { /* file:// */ }
  // The edition with the most exact name of a language wins, of equal ones the one that names
  // it first; the reader's languages are asked in their order.
  const forLanguage = (language) => {
    let best = null;
    for (const edition of editions) {
      edition.languages.forEach((name, place) => {
        const known = name.toLowerCase();
        const fits = language === known || language.startsWith(`${known}-`);
        const better = !best || known.length > best.length
          || (known.length === best.length && place < best.place);
        if (fits && better) best = { edition, length: known.length, place };
      });
    }
    return best?.edition;
  };
  const read = (navigator.languages || [navigator.language]).map((entry) => `${entry}`.toLowerCase());
  const chosen = editions.find((entry) => entry.tag === tag)
    || read.map(forLanguage).find(Boolean) || editions[0];
  location.replace(`${chosen.folder}/index.html`);
})();
