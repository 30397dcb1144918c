/* Casebook search, the query: how it is read, and how results are narrowed and ranked.
 *
 * No DOM and no data files in here.
 */
(() => {
  "use strict";

  const api = globalThis.casebookSearch;
  const { fold, pattern } = api;

  // --- wordings: the same as casebook/search/wordings.py ------------------------------

  const YEAR = /^(?:一九|二[〇○◯零]).{2}$/u;
  const DIGITS = "〇一二三四五六七八九";
  const ZEROS = "○◯零";
  const HAN = /^[\u4e00-\u9fff]$/u;
  let wordings = null;

  /** Take what the index says of wordings. */
  function setWordings({ pattern: replaced, signs, spelling, spellings }) {
    wordings = { replaced: new RegExp(replaced, "gu"), signs, spellings };
    wordings.spelling = new RegExp(spelling, "gu");
  }

  const arabic = (digits) =>
    Array.from(digits, (digit) => (ZEROS.includes(digit) ? 0 : DIGITS.indexOf(digit))).join("");

  /** The folded form of a text: what several wordings of it have in common. */
  function form(text) {
    const replaced = text.replace(wordings.replaced, (all, several, digits, raised, at) => {
      if (several) return wordings.signs[several];
      if (digits) return YEAR.test(digits) ? arabic(digits) : all;
      if (raised) return HAN.test(text[at - 1] ?? "") ? "" : all;
      return "";
    });
    return fold(replaced).replace(wordings.spelling, (spelt) => wordings.spellings[spelt]);
  }

  /** What a term is searched as: as it stands, and in its form. */
  const forms = (text) => [...new Set([fold(text), form(text)])].filter(Boolean);

  // --- the language of the query ------------------------------------------------------

  /** So many terms a query has at most: one bit each. */
  const TERMS = 30;
  const TIERS = { title: 1, heading: 2, term: 3, policy: 3, place: 3, publisher: 3 };
  const EXACT_TIER = 0;
  const BODY_TIER = 4;
  const SPREAD_TIER = 5;

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

  /** A way with the forms of its terms, and the patterns that mark them in unfolded text. */
  function compile({ all, none }) {
    const terms = all.map(forms);
    return {
      all,
      terms,
      without: none.map(forms),
      patterns: terms.flat().map(pattern),
      title: fold(all.join(" ")),
      full: 2 ** all.length - 1,
    };
  }

  /** Whether a result has all terms of one of its ways within a theme. */
  const isWithin = ({ read }, theme) => read.some((way) => way && way.bitsOf[theme] === way.full);

  /** A result as it ranks within a theme (-1: all of the case), or null. */
  function grade(result, theme) {
    for (const [way, read] of result.read.entries()) {
      if (!read || (theme >= 0 && read.bitsOf[theme] !== read.full)) continue;
      const held = theme < 0 ? read.held : read.held.filter((each) => each.theme === theme);
      let [hits, tier] = [0, SPREAD_TIER];
      for (const each of held) {
        hits += each.hits;
        if (each.bits !== read.full) continue;
        tier = Math.min(tier, each.exact ? EXACT_TIER : (TIERS[each.kind] ?? BODY_TIER));
      }
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

  /** Results that fit what is chosen, ranked. */
  function rank(results, facets, chosen) {
    return results
      .filter((result) => fitsFacets(result.doc, facets, chosen))
      .map((result) => grade(result, chosen.theme ?? -1))
      .filter(Boolean)
      .sort(byRank);
  }

  /**
   * Of each facet the number of results with each name, were it chosen instead.  `rest` are
   * cases that may answer too: they count for all names but those of themes.
   */
  function count(results, rest, facets, chosen, themes) {
    const fitting = results.filter((result) => fitsFacets(result.doc, facets, chosen));
    const counts = { theme: themes.map((_, at) => fitting.filter((r) => isWithin(r, at)).length) };
    const { theme } = chosen;
    const within = theme === undefined ? results : results.filter((r) => isWithin(r, theme));
    const docs = [...within.map(({ doc }) => doc), ...rest];
    for (const { key, names, sets, of } of facets) {
      counts[key] = names.map(() => 0);
      for (const doc of docs) {
        if (!fitsFacets(doc, facets, chosen, key)) continue;
        for (const name of sets[of[doc]]) counts[key][name] += 1;
      }
    }
    return counts;
  }

  Object.assign(api, { setWordings, form, forms, parse, compile, fitsFacets, rank, count });
})();
