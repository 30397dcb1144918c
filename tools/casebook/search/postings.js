/* Casebook search, the postings: which cases may hold a run of characters (see postings.py). */
(() => {
  "use strict";

  const api = globalThis.casebookSearch;
  const { load } = api;

  /** So many pairs of a run are looked up; verification makes up for the rest. */
  const PAIRS = 6;
  const FIRST_LETTER = 0xa1;
  const THREE_BYTES = 0x800;
  const PRIVATE = 0xe000;
  const SPACE = 32;

  const pairsOf = (folded) => {
    const chars = Array.from(folded);
    return [...new Set(chars.slice(1).map((char, at) => chars[at] + char))];
  };

  function spread(list, count) {
    if (list.length <= count) return list;
    const step = (list.length - 1) / (count - 1);
    return Array.from({ length: count }, (_, at) => list[Math.round(at * step)]);
  }

  const fileName = (folder, number) => `${folder}/${String(number).padStart(4, "0")}`;

  /** Reads the codes of numbers. */
  class Codes {
    constructor({ digits, stoppers }) {
      this.values = new Uint8Array(128).fill(255);
      Array.from(digits, (digit, at) => (this.values[digit.charCodeAt(0)] = at));
      this.stoppers = stoppers;
      this.continuers = digits.length - stoppers;
    }

    /** Call `take` with each number from `at` on; returns where they end. */
    read(text, at, take) {
      let high = 0;
      for (; at < text.length; at += 1) {
        const digit = this.values[text.charCodeAt(at)] ?? 255;
        if (digit === 255) break;
        if (digit < this.stoppers) {
          take(high * this.stoppers + digit);
          high = 0;
        } else {
          high = high * this.continuers + digit - this.stoppers + 1;
        }
      }
      return at;
    }

    numbers(text) {
      const numbers = [];
      this.read(text, 0, (number) => numbers.push(number));
      return numbers;
    }
  }

  class Postings {
    /**
     * `head` is that of the index; `firstKeys` are those of the bins in `folder`.  All marks are
     * true of keys that fewer than `marked` cases have.
     */
    constructor(head, folder, firstKeys, size, marked) {
      Object.assign(this, { head, folder, firstKeys, size, marked });
      this.codes = new Codes(head);
      this.letters = new Map();
      Array.from(head.letters, (char, at) =>
        this.letters.set(char, String.fromCharCode(FIRST_LETTER + at)),
      );
    }

    /** A folded character as keys write it. */
    written(char) {
      const code = char.codePointAt(0);
      const moved = code < THREE_BYTES ? String.fromCharCode(PRIVATE + code) : char;
      return this.letters.get(char) ?? moved;
    }

    /** Bins that may hold keys from `first` to `last`. */
    binsBetween(first, last) {
      const numbers = [];
      this.firstKeys.forEach((key, at) => {
        const next = this.firstKeys[at + 1];
        if (key <= last && (next === undefined || next > first)) numbers.push(at);
      });
      return Promise.all(numbers.map((number) => load(fileName(this.folder, number))));
    }

    binsOfPair(pair) {
      const key = Array.from(pair, (char) => this.written(char)).join("");
      return this.binsBetween(key, key);
    }

    /** Load what the postings of a run stand in; of one character they are many. */
    expect(folded) {
      for (const pair of spread(pairsOf(folded), PAIRS)) this.binsOfPair(pair).catch(() => {});
    }

    /** Tallies of cases: of those that have a key, and of each mark those it is true of. */
    tallies() {
      return Array.from({ length: this.head.marks.length + 1 }, () => new Uint16Array(this.size));
    }

    /** Add 1 to the tallies for the postings that start at `at`. */
    tally(bin, at, [all, ...marked]) {
      const cases = [];
      let last = -1;
      at = this.codes.read(bin, at, (gap) => {
        last += gap + 1;
        all[last] += 1;
        cases.push(last);
      });
      if (cases.length < this.marked) {
        for (const mark of marked) for (const each of cases) mark[each] += 1;
      }
      for (let mark = this.head.marks.indexOf(bin[at]); at < bin.length && mark >= 0; ) {
        let place = -1;
        at = this.codes.read(bin, at + 1, (gap) => {
          place += gap + 1;
          marked[mark][cases[place]] += 1;
        });
        mark = this.head.marks.indexOf(bin[at]);
      }
    }

    /** Call `use` with the part of each bin that has the keys of a first character. */
    inGroup(bins, first, use) {
      for (const bin of bins) {
        const group = bin.indexOf(` ${first}`);
        if (group < 0) continue;
        const next = bin.indexOf(" ", group + 1);
        use(bin, group + 1 + first.length, next < 0 ? bin.length : next);
      }
    }

    async tallyPair(pair, tallies) {
      const [first, second] = Array.from(pair, (char) => this.written(char));
      const bins = await this.binsOfPair(pair);
      this.inGroup(bins, first, (bin, start, end) => {
        const at = bin.indexOf(second, start);
        if (at >= 0 && at < end) this.tally(bin, at + second.length, tallies);
      });
    }

    async tallyChar(char, tallies) {
      const first = this.written(char);
      const bins = await this.binsBetween(first, `${first}\uffff`);
      this.inGroup(bins, first, (bin, start, end) => {
        for (let at = start; at < end; at += 1) {
          // A second character may take two units; its postings follow the last of them.
          const [code, next] = [bin.charCodeAt(at), bin.charCodeAt(at + 1)];
          if (code >= 128 && next < 128 && next !== SPACE) this.tally(bin, at + 1, tallies);
        }
      });
    }

    /** Which cases have a pair: of each 0 where it does not. */
    async having(pair) {
      const tallies = this.tallies();
      await this.tallyPair(pair, tallies);
      return tallies[0];
    }

    /**
     * Of each case 0 where it does not hold the folded run; else, from 1 up, how well it may:
     * somewhere, often, in headings, in its title, by the marks that all its pairs have.
     */
    async holding(folded) {
      const tallies = this.tallies();
      const pairs = spread(pairsOf(folded), PAIRS);
      if (pairs.length) await Promise.all(pairs.map((pair) => this.tallyPair(pair, tallies)));
      else await this.tallyChar(folded, tallies);
      const wanted = Math.max(1, pairs.length);
      const grades = new Uint8Array(this.size);
      const grade = (at) => {
        const mark = tallies.findIndex((tally, place) => place && tally[at] >= wanted);
        return mark < 0 ? 1 : tallies.length - mark + 1;
      };
      for (let at = 0; at < this.size; at += 1) if (tallies[0][at] >= wanted) grades[at] = grade(at);
      return grades;
    }
  }

  Object.assign(api, { Codes, Postings, pairsOf, fileName });
})();
