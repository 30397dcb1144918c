/* Casebook search, the texts: a pack of cases, folded once, in which terms are counted.
 *
 * Counting goes through one long folded text with `indexOf`, so that a character
 * that every case has is counted in millions of characters within one frame or
 * two; only what is shown is gone through with patterns, for its offsets.
 */
(() => {
  "use strict";

  const api = globalThis.casebookSearch;
  const { Units, fold, merge, rangesOf } = api;

  /** The text as another edition has it, and the way back from its offsets. */
  function otherText(text, variant) {
    const pieces = [];
    let at = 0;
    let length = 0;
    const add = (start, end, shown) => {
      pieces.push({ start, end, from: length, to: (length += shown.length), shown });
    };
    for (const [start, end, replacement] of variant) {
      add(at, start, text.slice(at, start));
      add(start, end, replacement);
      at = end;
    }
    add(at, text.length, text.slice(at));
    const back = ([from, to]) => {
      const first = pieces.find((piece) => from < piece.to);
      const last = pieces.find((piece) => to <= piece.to);
      const same = (piece) => piece.end - piece.start === piece.to - piece.from;
      return [
        same(first) ? first.start + from - first.from : first.start,
        same(last) ? last.start + to - last.from : last.end,
      ];
    };
    return { text: pieces.map((piece) => piece.shown).join(""), back };
  }

  /** Where the patterns stand in the text that is shown. */
  function rangesIn(entry, patterns) {
    const ranges = rangesOf(entry[3], patterns);
    for (const variant of entry.slice(4)) {
      const other = otherText(entry[3], variant);
      ranges.push(...rangesOf(other.text, patterns).map(other.back));
    }
    return merge(ranges);
  }

  /** Reads packed texts in an edition: see packs.py. */
  class Reading {
    /** `units` are those of the edition, as they were loaded. */
    constructor({ editions }, edition, units) {
      this.place = editions.indexOf(edition);
      this.units = new Units(units);
    }

    /** A case as `[path, slug, published, [[id, kind, theme, text, …variants], …]]`. */
    row([path, slug, published, heads, written, differences]) {
      const texts = this.units.texts(written);
      const [changes, variants] = differences?.[this.place] ?? [[], []];
      // From the last to the first, so that offsets stay what they are.
      for (let at = changes.length - 4; at >= 0; at -= 4) {
        const [entry, start, end, replacement] = changes.slice(at, at + 4);
        texts[entry] = texts[entry].slice(0, start) + replacement + texts[entry].slice(end);
      }
      let before = "";
      const entries = heads.split(" ").map((head, at) => {
        const [kind, theme, shared] = Array.from({ length: 3 }, (_, n) => head.charCodeAt(n) - 48);
        before = before.slice(0, shared) + head.slice(3);
        return [before, kind, theme - 1, texts[at]];
      });
      for (const [entry, spans] of variants) {
        const variant = [];
        for (let at = 0; at < spans.length; at += 3) variant.push(spans.slice(at, at + 3));
        entries[entry].push(variant);
      }
      return [path, slug, published, entries];
    }
  }

  class Pack {
    /** `packed` as packs.py writes it; `kinds` are the names of the kinds. */
    constructor(packed, { kinds }, reading) {
      const rows = packed.map((row) => reading.row(row));
      this.rows = rows;
      this.kinds = kinds;
      /** Of each case, the place of its first entry among all of the pack. */
      this.firsts = [];
      this.lengths = [];
      /** Of each line of the folded text, where it starts and which entry it is. */
      this.starts = [];
      this.entries = [];
      const lines = [];
      let at = 0;
      const add = (text) => {
        lines.push(text);
        this.entries.push(at);
      };
      for (const [, , , entries] of rows) {
        this.firsts.push(at);
        this.lengths.push(entries.reduce((sum, entry) => sum + entry[3].length, 0));
        for (const entry of entries) {
          add(entry[3]);
          for (const variant of entry.slice(4)) add(otherText(entry[3], variant).text);
          at += 1;
        }
      }
      this.size = at;
      // No text has a line feed: all are folded at once.
      this.text = fold(lines.join("\n"));
      let start = 0;
      for (const line of this.text.split("\n")) {
        this.starts.push(start);
        start += line.length + 1;
      }
      this.starts.push(start);
    }

    /** Of each entry, how often it has a term, in the form and the wording that has it most. */
    hitsOf(forms) {
      return forms.map((form) => this.hits(form)).reduce((all, other) => {
        for (let at = 0; at < all.length; at += 1) all[at] = Math.max(all[at], other[at]);
        return all;
      });
    }

    /** Of each entry, how often it has a folded run, in the wording that has it most. */
    hits(term) {
      const { text, starts, entries } = this;
      const hits = new Uint16Array(this.size);
      let line = 0;
      let at = text.indexOf(term);
      while (at >= 0) {
        while (starts[line + 1] <= at) line += 1;
        const next = starts[line + 1];
        let count = 0;
        // What runs over the end of a line is no text of any entry.
        for (; at >= 0 && at < next; at = text.indexOf(term, at + term.length)) {
          if (at + term.length < next) count += 1;
        }
        if (count > hits[entries[line]]) hits[entries[line]] = count;
      }
      return hits;
    }

    /** Verify cases by their place in the pack: `{doc, read, …}` of those that answer. */
    verify(first, docs, ways) {
      const counted = ways.map((way) => ({
        way,
        terms: way.terms.map((term) => this.hitsOf(term)),
        without: way.without.map((term) => this.hitsOf(term)),
      }));
      const results = [];
      for (const doc of docs) {
        const place = doc - first;
        const read = counted.map((each) => this.read(place, each));
        if (!read.some(Boolean)) continue;
        const [path, slug, published, entries] = this.rows[place];
        const [length, title] = [this.lengths[place], entries[0][3]];
        results.push({ doc, path, slug, published, title, length, read });
      }
      return results;
    }

    /** What the entries of a case hold of one way to read the query, or null. */
    read(place, { way, terms, without }) {
      const entries = this.rows[place][3];
      const from = this.firsts[place];
      const held = [];
      const bitsOf = {};
      let mask = 0;
      for (let at = 0; at < entries.length; at += 1) {
        if (without.some((hits) => hits[from + at])) return null;
        let [bits, count] = [0, 0];
        for (let bit = 0; bit < terms.length; bit += 1) {
          const hits = terms[bit][from + at];
          if (hits) bits |= 2 ** bit;
          count += hits;
        }
        if (!bits) continue;
        const [, kind, theme, text] = entries[at];
        mask |= bits;
        bitsOf[theme] |= bits;
        const exact = kind === 0 && fold(text) === way.title;
        held.push({ at, kind: this.kinds[kind], theme, bits, hits: count, exact });
      }
      return mask === way.full ? { full: way.full, held, bitsOf } : null;
    }
  }

  Object.assign(api, { Pack, Reading, rangesIn });
})();
