/* Casebook search, the names: what is suggested while somebody types (see names.py). */
(() => {
  "use strict";

  const api = globalThis.casebookSearch;
  const { load, forms, pattern, Pack, Postings, fileName, rangesIn } = api;

  class Names {
    /** `head` is that of the index, `names` that of the names. */
    constructor(head, names, reading) {
      Object.assign(this, { names, head, reading });
      this.postings = new Postings(head, "names/bins", names.bins, names.count, 0);
      this.packs = new Map();
    }

    /** The names of a pack, as entries of a case. */
    pack(number) {
      const open = async () => {
        const rows = await load(fileName("names/texts", number));
        return new Pack(rows, this.head, this.reading).rows[0][3].slice(1);
      };
      if (!this.packs.has(number)) this.packs.set(number, open());
      return this.packs.get(number);
    }

    /** Names that may hold what is typed: first those that begin with it, terms before titles. */
    async candidates(typed) {
      const grades = await Promise.all(forms(typed).map((each) => this.postings.holding(each)));
      const rank = (at) => {
        const begins = grades.some((each) => each[at] > 1);
        return (begins ? 0 : 2) + (at < this.names.titles ? 0 : 1);
      };
      return Array.from({ length: this.names.count }, (_, at) => at)
        .filter((at) => grades.some((each) => each[at]))
        .sort((a, b) => rank(a) - rank(b) || a - b);
    }

    /** The first `count` names that hold what is typed. */
    async suggest(typed, count) {
      const patterns = forms(typed).map(pattern);
      const candidates = await this.candidates(typed);
      const found = [];
      for (let from = 0; from < candidates.length && found.length < count; from += count) {
        const some = candidates.slice(from, from + count);
        const size = this.names.pack;
        const packs = await Promise.all(some.map((at) => this.pack(Math.floor(at / size))));
        packs.forEach((entries, place) => {
          const entry = entries[some[place] % size];
          if (!rangesIn(entry, patterns).length) return;
          found.push({ kind: this.head.kinds[entry[1]], name: entry[3] });
        });
      }
      return found.slice(0, count);
    }
  }

  Object.assign(api, { Names });
})();
