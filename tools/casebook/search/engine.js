/* Casebook search, the engine: from a query to verified results.
 *
 *   const index = await casebookSearch.open("zh-Hant-TW");
 *   for await (const step of index.search("改革 -試點")) step.results …
 *
 * Candidates come from postings of character pairs (see postings.py), which also put
 * them in order; each is then verified on its text, and texts are loaded only as they
 * are asked for, so that nothing false is shown and little is loaded.  No DOM in here.
 */
(() => {
  "use strict";

  const api = globalThis.casebookSearch;
  const {
    load, forget, fold, parse, compile, fileName, pairsOf, rangesIn,
    Codes, Names, Pack, Postings, Reading,
  } = api;

  /** So many packs of text are loaded at a time; where no more than `FEW` are left, all are. */
  const PACKS = 8;
  const FEW = 24;
  /** So many packs stay in memory: some 10 MB of text, as it stands and folded. */
  const KEPT_PACKS = 512;
  const NEAREST = 10;

  class Index {
    constructor(edition, head, units) {
      this.edition = edition;
      this.head = head;
      this.reading = new Reading(head, edition, units);
      this.postings = new Postings(head, "bins", head.bins, head.cases, head.marked);
      this.packs = new Map();
      this.firsts = [];
      let first = 0;
      for (const size of new Codes(head).numbers(head.packs)) {
        this.firsts.push(first);
        first += size + 1;
      }
    }

    /** What a search can be narrowed to: see facets.py. */
    async facets() {
      const codes = new Codes(this.head);
      const facets = await load(`facets/${this.edition}`);
      return facets.map(({ key, names, sets, of }) => ({
        key,
        names,
        sets: sets.split(" ").map((set) => codes.numbers(set)),
        of: codes.numbers(of),
      }));
    }

    /** Load what tells which cases may answer; what is then searched waits for that alone. */
    expect(query) {
      const terms = parse(query).flatMap((way) => compile(way).terms);
      for (const form of new Set(terms.flat())) this.postings.expect(form);
    }

    /**
     * Load and fold the texts that a query would be verified on first, were it sent; what is then
     * searched waits for nothing.  Of one character bins are many, so its texts are not looked for.
     */
    async expectTexts(query, isFirst) {
      const ways = parse(query).map(compile);
      const forms = ways.flatMap(({ terms }) => terms.flat());
      if (!forms.length || forms.some((form) => Array.from(form).length < 2)) return;
      const packs = [...(await this.answering(ways, isFirst)).keys()].slice(0, PACKS);
      await Promise.all(packs.map((number) => this.pack(number)));
    }

    /** Of each case, how well it may hold a term in one of its forms; 0 where it does not. */
    async mayHold(term) {
      const [grades, ...others] = await Promise.all(
        term.map((form) => this.postings.holding(form)),
      );
      for (const other of others) other.forEach((grade, at) => (grades[at] = Math.max(grades[at], grade)));
      return grades;
    }

    /**
     * Cases that may answer, those first that `isFirst`, then by the way to read the query and
     * by how well they may answer; the newest come first of equals.
     */
    async candidates(ways, isFirst) {
      const found = new Map();
      for (const [way, { terms }] of ways.entries()) {
        const held = await Promise.all(terms.map((term) => this.mayHold(term)));
        for (let doc = 0; doc < this.head.cases; doc += 1) {
          const grade = Math.min(...held.map((grades) => grades[doc]));
          if (grade && !found.has(doc)) found.set(doc, { doc, way, grade, first: isFirst(doc) });
        }
      }
      return [...found.values()]
        .sort((a, b) => b.first - a.first || a.way - b.way || b.grade - a.grade || a.doc - b.doc)
        .map(({ doc }) => doc);
    }

    /** The candidates of each pack, by its number, in the order in which packs are verified. */
    async answering(ways, isFirst) {
      const groups = new Map();
      for (const doc of await this.candidates(ways, isFirst)) {
        const pack = this.packOf(doc);
        if (!groups.has(pack)) groups.set(pack, []);
        groups.get(pack).push(doc);
      }
      return groups;
    }

    packOf(doc) {
      let [low, high] = [0, this.firsts.length];
      while (high - low > 1) {
        const middle = (low + high) >> 1;
        if (this.firsts[middle] <= doc) low = middle;
        else high = middle;
      }
      return low;
    }

    /** A pack of texts; those used last stay in memory. */
    pack(number) {
      const name = fileName("texts", number);
      const open = async () => {
        const rows = await load(name);
        forget(name);
        return new Pack(rows, this.head, this.reading);
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
      return (await this.pack(number)).rows[doc - this.firsts[number]];
    }

    /**
     * Yield `{results, rest, ways, isProved}` as texts are verified, pack by pack, as often as
     * it is asked: `results` are new ones only, `rest` the cases that may answer and were not
     * verified yet.  Where `isProved` all of these answer: one or two characters are proved by
     * their postings.
     */
    async *search(query, isFirst = () => false) {
      const ways = parse(query).map(compile);
      const groups = await this.answering(ways, isFirst);
      const isProved = ways.length === 1 && !ways[0].without.length
        && ways[0].terms.flat().every((form) => Array.from(form).length <= 2);
      const rest = new Set([...groups.values()].flat());
      let left = [...groups.keys()];
      do {
        const count = left.length > FEW ? PACKS : FEW;
        const numbers = left.slice(0, count);
        left = left.slice(count);
        const packs = await Promise.all(numbers.map((number) => this.pack(number)));
        const results = packs.flatMap((pack, at) =>
          pack.verify(this.firsts[numbers[at]], groups.get(numbers[at]), ways),
        );
        for (const number of numbers) for (const doc of groups.get(number)) rest.delete(doc);
        yield { results, rest: [...rest], ways, isProved };
      } while (left.length);
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

    /**
     * Cases that share the most character pairs with a query that finds nothing; a pair counts
     * the more the fewer cases have it.  A pair with a letter of an alphabet says nothing.
     */
    async nearest(query) {
      // What was asked to be left out must not come back by likeness.
      if (parse(query).some(({ none }) => none.length)) return [];
      const pairs = pairsOf(fold(query)).filter((pair) => !/[a-z ]/.test(pair));
      const having = await Promise.all(pairs.map((pair) => this.postings.having(pair)));
      const scores = new Float64Array(this.postings.size);
      const weights = new Map();
      pairs.forEach((pair, at) => {
        const docs = Array.from(having[at].keys()).filter((doc) => having[at][doc]);
        const weight = Math.log(1 + scores.length / Math.max(1, docs.length));
        weights.set(pair, weight);
        for (const doc of docs) scores[doc] += weight;
      });
      const docs = Array.from(scores.keys())
        .filter((doc) => scores[doc])
        .sort((a, b) => scores[b] - scores[a] || a - b)
        .slice(0, NEAREST);
      const found = await Promise.all(
        docs.map(async (doc) => {
          const [path, slug, published, entries] = await this.row(doc);
          const scored = entries.map((entry, at) => {
            const own = new Set(pairsOf(fold(entry[3])));
            const shared = pairs.filter((pair) => own.has(pair));
            return { at, shared: shared.reduce((sum, pair) => sum + weights.get(pair), 0) };
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
      const open = async () => new Names(this.head, await load("names/index"), this.reading);
      return (await (this.names ??= open())).suggest(typed.trim(), count);
    }
  }

  const opened = new Map();

  /** The index of an edition; it keeps the texts that it has loaded. */
  async function open(edition) {
    const [head, classes] = await Promise.all([load("index"), load("fold")]);
    api.setClasses(classes);
    api.setWordings(head.wordings);
    if (!opened.has(edition)) {
      opened.set(edition, new Index(edition, head, await load(`units/${edition}`)));
    }
    return opened.get(edition);
  }

  Object.assign(api, { open });
})();
