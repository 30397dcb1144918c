/* Casebook search, the engine: from a query to verified results.
 *
 *   const index = await casebookSearch.open("zh-Hant-TW");
 *   for await (const step of index.search("改革 -試點")) step.results …
 *
 * Candidates come from postings of character pairs (see postings.py); each is
 * then verified on its text, so that nothing false is shown.  No DOM in here.
 */
(() => {
  "use strict";

  const api = globalThis.casebookSearch;
  const { load, forget, fold, pattern, parse, compile, Pack, rangesIn } = api;

  /** So many pairs of a term are looked up; verification makes up for the rest. */
  const PAIRS = 6;
  /** So many packs of text are loaded before the first results, and then at a time. */
  const FIRST_PACKS = 16;
  const MORE_PACKS = 48;
  /** So many packs stay in memory: some 50 MB of text, as it stands and folded. */
  const KEPT_PACKS = 512;
  /** Milliseconds of work after which a page can do something else. */
  const SLICE = 24;
  const NEAREST = 10;

  // --- postings -------------------------------------------------------------------

  const FIRST_LETTER = 0xa1;
  const THREE_BYTES = 0x800;
  const PRIVATE = 0xe000;

  const pairsOf = (folded) => {
    const chars = Array.from(folded);
    return [...new Set(chars.slice(1).map((char, at) => chars[at] + char))];
  };

  function spread(list, count) {
    if (list.length <= count) return list;
    const step = (list.length - 1) / (count - 1);
    return Array.from({ length: count }, (_, at) => list[Math.round(at * step)]);
  }

  // --- the index ------------------------------------------------------------------

  class Index {
    constructor(edition, head) {
      this.edition = edition;
      this.head = head;
      this.values = new Uint8Array(128);
      Array.from(head.digits, (digit, at) => (this.values[digit.charCodeAt(0)] = at));
      this.letters = new Map();
      Array.from(head.letters, (char, at) =>
        this.letters.set(char, String.fromCharCode(FIRST_LETTER + at)),
      );
      this.packs = new Map();
    }

    /** A folded character as keys write it. */
    written(char) {
      const code = char.codePointAt(0);
      const moved = code < THREE_BYTES ? String.fromCharCode(PRIVATE + code) : char;
      return this.letters.get(char) ?? moved;
    }

    /** Bins that may hold keys from `first` to `last`. */
    binsBetween(first, last) {
      const bins = [];
      this.head.bins.forEach((key, at) => {
        const next = this.head.bins[at + 1];
        if (key <= last && (next === undefined || next > first)) bins.push(at);
      });
      return Promise.all(bins.map((at) => load(`bins/${String(at).padStart(4, "0")}`)));
    }

    /** Add 1 to `counts` for every case in the postings that start at `at`. */
    count(bin, at, counts) {
      const continuers = this.head.digits.length - this.head.stoppers;
      let doc = -1;
      let high = 0;
      for (let code = bin.charCodeAt(at); code < 128 && code !== 32; code = bin.charCodeAt(++at)) {
        const digit = this.values[code];
        if (digit >= this.head.stoppers) {
          high = high * continuers + digit - this.head.stoppers + 1;
        } else {
          doc += high * this.head.stoppers + digit + 1;
          counts[doc] += 1;
          high = 0;
        }
      }
    }

    async countPair(pair, counts) {
      const [first, second] = Array.from(pair, (char) => this.written(char));
      for (const bin of await this.binsBetween(first + second, first + second)) {
        const group = bin.indexOf(` ${first}`);
        if (group < 0) continue;
        const next = bin.indexOf(" ", group + 1);
        const at = bin.indexOf(second, group + 1 + first.length);
        if (at >= 0 && (next < 0 || at < next)) this.count(bin, at + second.length, counts);
      }
    }

    async countChar(char, counts) {
      const first = this.written(char);
      for (const bin of await this.binsBetween(first, `${first}\uffff`)) {
        const group = bin.indexOf(` ${first}`);
        if (group < 0) continue;
        const next = bin.indexOf(" ", group + 1);
        const end = next < 0 ? bin.length : next;
        for (let at = group + 1 + first.length; at < end; at += 1) {
          // A second character may take two units; its postings follow the last of them.
          if (bin.charCodeAt(at) >= 128 && bin.charCodeAt(at + 1) < 128) {
            this.count(bin, at + 1, counts);
          }
        }
      }
    }

    /** Of each case, whether it may hold the term. */
    async mayHold(term) {
      const folded = fold(term);
      const counts = new Uint16Array(this.head.cases);
      const pairs = spread(pairsOf(folded), PAIRS);
      if (pairs.length) await Promise.all(pairs.map((pair) => this.countPair(pair, counts)));
      else await this.countChar(folded, counts);
      return counts.map((count) => count >= Math.max(1, pairs.length));
    }

    async candidates(ways) {
      const found = new Set();
      for (const way of ways) {
        const terms = await Promise.all(way.all.map((term) => this.mayHold(term)));
        for (let doc = 0; doc < this.head.cases; doc += 1) {
          if (terms.every((holds) => holds[doc])) found.add(doc);
        }
      }
      return [...found].sort((a, b) => a - b);
    }

    packOf(doc) {
      const { packs } = this.head;
      let [low, high] = [0, packs.length];
      while (high - low > 1) {
        const middle = (low + high) >> 1;
        if (packs[middle] <= doc) low = middle;
        else high = middle;
      }
      return low;
    }

    /** A pack of texts; those used last stay in memory. */
    pack(number) {
      const name = `texts/${this.edition}/${String(number).padStart(4, "0")}`;
      const open = async () => {
        const rows = await load(name);
        forget(name);
        return new Pack(rows, this.head.kinds);
      };
      const pack = this.packs.get(number) ?? open();
      pack.catch(() => this.packs.delete(number));
      this.packs.delete(number);
      this.packs.set(number, pack);
      if (this.packs.size > KEPT_PACKS) this.packs.delete(this.packs.keys().next().value);
      return pack;
    }

    async row(doc) {
      const number = this.packOf(doc);
      return (await this.pack(number)).rows[doc - this.head.packs[number]];
    }

    /** Candidates by pack; where they are many, those with a fitting title first. */
    async order(candidates, ways) {
      const groups = new Map();
      for (const doc of candidates) {
        const pack = this.packOf(doc);
        if (!groups.has(pack)) groups.set(pack, []);
        groups.get(pack).push(doc);
      }
      if (groups.size <= FIRST_PACKS) return [...groups];
      const titles = await this.titles();
      const fits = (doc) =>
        ways.some((way) => way.terms.every((term) => titles[doc].includes(term)));
      const first = new Set(candidates.filter(fits).map((doc) => this.packOf(doc)));
      const rest = [...groups.keys()].filter((pack) => !first.has(pack));
      return [...first, ...rest].map((pack) => [pack, groups.get(pack)]);
    }

    /** The folded titles of all cases. */
    titles() {
      const all = async () => (await load(`suggestions/${this.edition}`)).title.map(fold);
      return (this.folded ??= all());
    }

    /**
     * Yield `{results, ways, done, all}` as texts are verified; results are new ones only.
     * Comes up for air after each slice of work, so that a page can show and answer.
     */
    async *search(query) {
      const ways = parse(query).map(compile);
      const candidates = await this.candidates(ways);
      const groups = await this.order(candidates, ways);
      const batch = (from, to) => {
        const packs = Promise.all(groups.slice(from, to).map(([number]) => this.pack(number)));
        // Nobody waits for the next batch of a search that was given up.
        packs.catch(() => {});
        return packs;
      };
      let [done, results, since] = [0, [], performance.now()];
      let [at, to] = [0, FIRST_PACKS];
      for (let ahead = batch(at, to); at < groups.length; ) {
        const packs = await ahead;
        ahead = batch(to, to + MORE_PACKS);
        for (const pack of packs) {
          const [number, docs] = groups[at];
          results.push(...pack.verify(this.head.packs[number], docs, ways));
          done += docs.length;
          at += 1;
          // First results come whole with the first packs, and wait for no others.
          const due = at > FIRST_PACKS ? performance.now() - since > SLICE : at === FIRST_PACKS;
          if (!due || done === candidates.length) continue;
          yield { results, ways, done, all: candidates.length };
          [results, since] = [[], performance.now()];
        }
        to += MORE_PACKS;
      }
      yield { results, ways, done, all: candidates.length };
    }

    /** The passages of a graded result: entries in the order to show them, with ranges. */
    async passages(graded, ways) {
      const [, , , entries] = await this.row(graded.doc);
      const patterns = ways[graded.way].patterns;
      const bits = (held) => held.bits.toString(2).replaceAll("0", "").length;
      return [...graded.held]
        .sort((a, b) => bits(b) - bits(a) || a.at - b.at)
        .map((held) => {
          const entry = entries[held.at];
          const ranges = rangesIn(entry, patterns);
          return { id: entry[0], kind: held.kind, theme: held.theme, text: entry[3], ranges };
        });
    }

    /** The texts to mark on the page of a result: its terms, and what stands for them there. */
    marks(ways, way, passages) {
      const { all, patterns } = ways[way];
      const odd = passages.flatMap(({ text, ranges }) =>
        ranges
          .map(([start, end]) => text.slice(start, end))
          .filter((shown) => !patterns.some((each) => shown.search(each) >= 0)),
      );
      return [...new Set([...all, ...odd])].filter((text) => text.trim());
    }

    /** Cases that share the most character pairs with a query that finds nothing. */
    async nearest(query) {
      // What was asked to be left out must not come back by likeness.
      if (parse(query).some(({ none }) => none.length)) return [];
      const pairs = pairsOf(fold(query)).filter((pair) => !pair.includes(" "));
      const counts = new Uint16Array(this.head.cases);
      await Promise.all(pairs.map((pair) => this.countPair(pair, counts)));
      const docs = Array.from(counts.keys())
        .filter((doc) => counts[doc])
        .sort((a, b) => counts[b] - counts[a] || a - b)
        .slice(0, NEAREST);
      const found = await Promise.all(
        docs.map(async (doc) => {
          const [path, slug, published, entries] = await this.row(doc);
          const scored = entries.map((entry, at) => {
            const own = new Set(pairsOf(fold(entry[3])));
            return { at, shared: pairs.filter((pair) => own.has(pair)).length };
          });
          const best = scored.reduce((a, b) => (b.shared > a.shared ? b : a));
          const [id, kind, theme, text] = entries[best.at];
          const shared = best.shared;
          const passage = { id, kind: this.head.kinds[kind], theme, text, ranges: [] };
          return { doc, path, slug, published, title: entries[0][3], shared, passage };
        }),
      );
      return found.filter((each) => each.shared).sort((a, b) => b.shared - a.shared || a.doc - b.doc);
    }

    /** Names that hold what is typed; those that begin with it come first. */
    async suggest(typed, count) {
      if (!typed.trim()) return [];
      const each = pattern(typed.trim());
      const lists = await load(`suggestions/${this.edition}`);
      const found = Object.entries(lists).flatMap(([kind, names]) =>
        names.map((name) => ({ kind, name, at: name.search(each) })).filter(({ at }) => at >= 0),
      );
      const rank = ({ kind, at }) => (at ? 1 : 0) + (kind === "title" ? 0.5 : 0);
      return found.sort((a, b) => rank(a) - rank(b)).slice(0, count);
    }
  }

  const opened = new Map();

  /** The index of an edition; it keeps the texts that it has loaded. */
  async function open(edition) {
    const [head, classes] = await Promise.all([load("index"), load("fold")]);
    api.setClasses(classes);
    if (!opened.has(edition)) opened.set(edition, new Index(edition, head));
    return opened.get(edition);
  }

  Object.assign(api, { open });
})();
