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
  const { load, forget, fold, pattern, merge, rangesOf } = api;

  /** So many pairs of a term are looked up; verification makes up for the rest. */
  const PAIRS = 6;
  /** So many packs of text are loaded before the first results, and then at a time. */
  const FIRST_PACKS = 16;
  const MORE_PACKS = 48;
  /** So many packs stay in memory: some 30 MB of text. */
  const KEPT_PACKS = 512;
  /** So many terms a query has at most: one bit each. */
  const TERMS = 30;
  const NEAREST = 10;
  const TIERS = { title: 1, heading: 2, term: 3, policy: 3, place: 3, publisher: 3 };
  const BODY_TIER = 4;
  const SPREAD_TIER = 5;

  // --- the query ------------------------------------------------------------------

  /** Ways to read a query: as it stands, and by its signs (space, “…”, -x). */
  function parse(query) {
    const whole = query.trim();
    if (!whole) return [];
    const all = [];
    const none = [];
    const term = /([-－]?)(?:["“”「『]([^"“”「」『』]+)["“”」』](?=\s|$)|(\S+))/gu;
    for (const [, sign, phrase, word] of whole.matchAll(term)) {
      const text = phrase ?? word;
      if (text.trim()) (sign ? none : all).push(text);
    }
    const ways = [{ all: [whole], none: [] }];
    const read = { all: [...new Set(all)].slice(0, TERMS), none: none.slice(0, TERMS) };
    if (read.all.length && (read.none.length || read.all.join() !== whole)) ways.push(read);
    return ways;
  }

  function compile(way) {
    const patterns = way.all.map(pattern);
    return { ...way, patterns, without: way.none.map(pattern), full: 2 ** patterns.length - 1 };
  }

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

  // --- text of an entry -----------------------------------------------------------

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

  function countIn(entry, each) {
    let count = entry[3].match(each)?.length ?? 0;
    for (const variant of entry.slice(4)) {
      count = Math.max(count, otherText(entry[3], variant).text.match(each)?.length ?? 0);
    }
    return count;
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

    async pack(number) {
      const name = `texts/${this.edition}/${String(number).padStart(4, "0")}`;
      const rows = await load(name);
      this.packs.delete(number);
      this.packs.set(number, name);
      for (const [oldest, file] of this.packs) {
        if (this.packs.size <= KEPT_PACKS) break;
        this.packs.delete(oldest);
        forget(file);
      }
      return rows;
    }

    async row(doc) {
      const number = this.packOf(doc);
      return (await this.pack(number))[doc - this.head.packs[number]];
    }

    kind(entry) {
      return this.head.kinds[entry[1]];
    }

    /** Verify a case: its entries with what they hold, or null. */
    verify(doc, [path, slug, published, entries], ways) {
      const read = ways.map((way) => {
        if (way.without.some((each) => entries.some((entry) => countIn(entry, each)))) return null;
        const held = [];
        let mask = 0;
        entries.forEach((entry, at) => {
          let [bits, hits] = [0, 0];
          way.patterns.forEach((each, bit) => {
            const count = countIn(entry, each);
            if (count) bits |= 2 ** bit;
            hits += count;
          });
          if (!bits) return;
          mask |= bits;
          const exact = entry[1] === 0 && fold(entry[3]) === fold(way.all.join(" "));
          held.push({ at, kind: this.kind(entry), theme: entry[2], bits, hits, exact });
        });
        return mask === way.full ? { full: way.full, held } : null;
      });
      if (!read.some(Boolean)) return null;
      const length = entries.reduce((sum, entry) => sum + entry[3].length, 0);
      return { doc, path, slug, published, title: entries[0][3], length, read };
    }

    /** Candidates by pack; where they are many, those with a fitting title first. */
    async order(candidates, ways) {
      const groups = new Map();
      const add = (doc) => {
        const pack = this.packOf(doc);
        if (!groups.has(pack)) groups.set(pack, new Set());
        groups.get(pack).add(doc);
      };
      candidates.forEach(add);
      if (groups.size <= FIRST_PACKS) return [...groups];
      const { title } = await load(`suggestions/${this.edition}`);
      const fits = (doc) =>
        ways.some((way) => way.patterns.every((each) => title[doc].search(each) >= 0));
      const first = [...new Set(candidates.filter(fits).map((doc) => this.packOf(doc)))];
      const rest = [...groups.keys()].filter((pack) => !first.includes(pack));
      return [...first, ...rest].map((pack) => [pack, groups.get(pack)]);
    }

    /** Yield `{results, done, all}` as texts are verified; results are new ones only. */
    async *search(query) {
      const ways = parse(query).map(compile);
      const candidates = await this.candidates(ways);
      const packs = await this.order(candidates, ways);
      let done = 0;
      for (let at = 0; at < packs.length || !at; ) {
        const batch = packs.slice(at, at + (at ? MORE_PACKS : FIRST_PACKS));
        const rows = await Promise.all(batch.map(([number]) => this.pack(number)));
        const results = batch.flatMap(([number, docs], place) =>
          [...docs].map((doc) => this.verify(doc, rows[place][doc - this.head.packs[number]], ways)),
        );
        done += results.length;
        at += Math.max(1, batch.length);
        yield { results: results.filter(Boolean), ways, done, all: candidates.length };
      }
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

  // --- narrowing and ranking ------------------------------------------------------

  /** A result as it ranks within a theme (-1: all of the case), or null. */
  function grade(result, theme) {
    for (const [way, read] of result.read.entries()) {
      if (!read) continue;
      const held = theme < 0 ? read.held : read.held.filter((each) => each.theme === theme);
      if (held.reduce((bits, each) => bits | each.bits, 0) !== read.full) continue;
      const tiers = held
        .filter((each) => each.bits === read.full)
        .map((each) => (each.exact ? 0 : (TIERS[each.kind] ?? BODY_TIER)));
      const hits = held.reduce((sum, each) => sum + each.hits, 0);
      const tier = Math.min(SPREAD_TIER, ...tiers);
      return { ...result, way, held, tier, density: hits / result.length };
    }
    return null;
  }

  const byRank = (a, b) =>
    a.way - b.way ||
    a.tier - b.tier ||
    b.density - a.density ||
    a.length - b.length ||
    a.doc - b.doc;

  /** Whether a case has the name chosen in every facet but `except`. */
  function fitsFacets(doc, facets, chosen, except) {
    return facets.every(({ key, sets, of }) => {
      const name = chosen[key];
      return key === except || name === undefined || sets[of[doc]].includes(name);
    });
  }

  /** Results that fit what is chosen, ranked; and of each facet the count of each name. */
  function narrow(results, facets, chosen, themes) {
    const theme = chosen.theme ?? -1;
    const graded = new Map(results.map((result) => [result, grade(result, theme)]));
    const fitting = results.filter((result) => fitsFacets(result.doc, facets, chosen));
    const counts = { theme: themes.map((_, at) => fitting.filter((r) => grade(r, at)).length) };
    for (const { key, names, sets, of } of facets) {
      counts[key] = names.map(() => 0);
      for (const result of results) {
        if (!graded.get(result) || !fitsFacets(result.doc, facets, chosen, key)) continue;
        for (const name of sets[of[result.doc]]) counts[key][name] += 1;
      }
    }
    return { ranked: fitting.map((r) => graded.get(r)).filter(Boolean).sort(byRank), counts };
  }

  async function open(edition) {
    const [head, classes] = await Promise.all([load("index"), load("fold")]);
    api.setClasses(classes);
    return new Index(edition, head);
  }

  Object.assign(api, { open, parse, narrow });
})();
