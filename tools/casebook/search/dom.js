/* Casebook search, texts with marks. */
(() => {
  "use strict";

  const { make } = globalThis.casebookSearch;

  /** Length of a passage in UTF-16 units, and how much of it stands before the match. */
  const EXCERPT = 180;
  const BEFORE = 50;

  /** Let the browser draw and answer before going on. */
  const breath = () => new Promise((resume) => setTimeout(resume));

  /** Text with marks; long text is cut around its first match. */
  function marked(text, ranges, whole = false) {
    let [start, end] = [0, text.length];
    if (!whole && text.length > EXCERPT) {
      const first = ranges.length ? ranges[0] : [0, 0];
      start = Math.max(0, Math.min(first[0] - BEFORE, text.length - EXCERPT));
      end = Math.max(start + EXCERPT, first[1]);
    }
    const isLow = (at) => (text.charCodeAt(at) & 0xfc00) === 0xdc00;
    if (isLow(start)) start += 1;
    if (isLow(end)) end += 1;
    const parts = [start ? "……" : ""];
    let at = start;
    for (const [from, to] of ranges.filter((range) => range[0] < end && range[0] < range[1])) {
      parts.push(text.slice(at, from), make("mark", {}, text.slice(from, Math.min(to, end))));
      at = Math.min(to, end);
    }
    parts.push(text.slice(at, end), end < text.length ? "……" : "");
    return parts.filter(Boolean);
  }

  Object.assign(globalThis.casebookSearch, { marked, breath });
})();
