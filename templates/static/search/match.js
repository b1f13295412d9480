/* Finds the records that a query asks for and puts them in order. */
(function () {
  "use strict";
  const COMPLETIONS = 12;
  const CONFIRMED = 10, CHECKED = 60;
  const EXACT_PHRASE = 8, EXACT_WORDS = 4, PHRASE = 2;

  const pairsOf = (words) => words.slice(1).map((word, place) => [words[place], word]);
  const threesOf = (words) => words.slice(2).map((word, place) => [words[place], words[place + 1], word]);

  function termsOf(index, query) {
    const terms = new Set();
    for (const node of query.nodes) for (const all of node.any) for (const term of all) terms.add(term);
    for (const run of query.runs.concat(query.excluded)) {
      for (const word of run.words) terms.add(word.key);
      for (const [before, after] of pairsOf(run.words)) terms.add(giaoban.pairKey(before, after));
      for (const three of threesOf(run.words)) terms.add(index.runKey(three));
    }
    return [...terms];
  }

  /* The last word, if nothing is found with it as it is, may be the beginning of one. */
  async function complete(index, query, entries) {
    const last = query.last;
    if (!last || !/^\p{L}+$/u.test(last.key)) return;
    const words = await index.completions(last.key, COMPLETIONS);
    const found = await index.entries(words.map((word) => word.key));
    for (const [key, entry] of found) entries.set(key, entry);
    query.completed = words.map((word) => word.key);
    const node = query.nodes[query.nodes.length - 1];
    const [literal, ...others] = node.any;
    node.any = query.completed.map((key) => literal.slice(0, -1).concat(key)).concat(others);
  }

  /* Records in which one word follows another, spelled as `before` and `after` accept. */
  function pairBits(pair, entries, places, accepts) {
    const [before, after] = pair;
    if (!giaoban.isListed(before, after)) {
      const both = pair.map((word) => wordBits(word, entries, places, accepts));
      return giaoban.andBits(both[0], both[1]);
    }
    const entry = entries.get(giaoban.pairKey(before, after));
    const cut = before.key.length;
    return entry ? entry.bits((spelled) => accepts(before, spelled.slice(0, cut)) && accepts(after, spelled.slice(cut + 1)))
      : giaoban.emptyBits(places);
  }

  function wordBits(word, entries, places, accepts) {
    const entry = entries.get(word.key);
    return entry ? entry.bits((spelled) => accepts(word, spelled)) : giaoban.emptyBits(places);
  }

  const anySpelling = () => true;
  const sameSpelling = (word, spelled) => word.spelled === spelled;
  /* A word typed with marks must have them. */
  const sameMarks = (word, spelled) => word.spelled === word.key || word.spelled === spelled;

  function termBits(term, entries, places) {
    const entry = entries.get(term);
    return entry ? entry.bits() : giaoban.emptyBits(places);
  }

  /* Records that have the words one after another, and some others. */
  function phraseBits(words, entries, index) {
    if (words.length === 1) return wordBits(words[0], entries, index.places, sameMarks);
    const pairs = pairsOf(words).map((pair) => pairBits(pair, entries, index.places, sameMarks));
    const threes = threesOf(words).map((three) => termBits(index.runKey(three), entries, index.places));
    return pairs.concat(threes).reduce(giaoban.andBits);
  }

  function nodeBits(node, entries, places) {
    return node.any.filter((all) => all.length)
      .map((all) => all.map((term) => termBits(term, entries, places)).reduce(giaoban.andBits))
      .reduce(giaoban.orBits, giaoban.emptyBits(places));
  }

  /* The records that have all that is asked for, or null if nothing is. */
  function matching(index, query, entries) {
    const sets = query.nodes.map((node) => nodeBits(node, entries, index.places));
    for (const run of query.runs) if (run.quoted) sets.push(phraseBits(run.words, entries, index));
    return sets.length ? sets.reduce(giaoban.andBits) : null;
  }

  /* The records that match, and the entries by which they can be ranked. */
  giaoban.find = async function (index, query) {
    const entries = await index.entries(termsOf(index, query));
    let bits = matching(index, query, entries);
    if (bits && !giaoban.countBits(bits)) {
      await complete(index, query, entries);
      bits = matching(index, query, entries);
    }
    if (!bits) {
      bits = giaoban.emptyBits(index.places);
      (await index.days()).forEach((day, place) => { if (day) bits[place >> 5] |= 1 << (place & 31); });
    }
    for (const run of query.excluded) giaoban.withoutBits(bits, phraseBits(run.words, entries, index));
    return { bits: bits, entries: entries };
  };

  /* What counts for the rank of a run's words: sets that lift a record to a tier, and weights within it.
     In "exact" the words stand so one after another; in the other tiers a concept may be written in other ways. */
  function evidence(run, found, query, index) {
    const { entries } = found;
    const tiers = { words: null, phrase: null, exact: null };
    const weights = [];
    const narrow = (name, bits) => { tiers[name] = tiers[name] ? giaoban.andBits(tiers[name], bits) : bits; };
    /* Records that name a concept which the words from `start` to `end` belong to. */
    const concept = function (start, end) {
      const terms = [].concat(...run.concepts.filter((each) => each.start < end && start < each.end).map((each) => each.terms));
      return terms.map((term) => termBits(term, entries, index.places)).reduce(giaoban.orBits, giaoban.emptyBits(index.places));
    };
    const weigh = function (entry, factor) {
      const bits = entry.bits();
      const rarity = Math.log(1 + index.records / (1 + giaoban.countBits(bits)));
      weights.push([entry.head(), 1.5 * factor * rarity]);
      if (factor > 1) weights.push([bits, factor * rarity]);
    };
    run.words.forEach(function (word, place) {
      const entry = entries.get(word.key);
      const exact = wordBits(word, entries, index.places, sameSpelling);
      if (query.toned) narrow("words", giaoban.orBits(exact, concept(place, place + 1)));
      if (entry) weigh(entry, 1);
    });
    pairsOf(run.words).forEach(function (pair, place) {
      const entry = entries.get(giaoban.pairKey(...pair));
      narrow("phrase", giaoban.orBits(pairBits(pair, entries, index.places, anySpelling), concept(place, place + 2)));
      narrow("exact", pairBits(pair, entries, index.places, query.toned ? sameSpelling : anySpelling));
      if (entry) weigh(entry, 2);
    });
    threesOf(run.words).forEach(function (three, place) {
      const bits = termBits(index.runKey(three), entries, index.places);
      narrow("exact", bits);
      narrow("phrase", giaoban.orBits(bits, concept(place, place + 3)));
    });
    return { tiers: tiers, weights: weights };
  }

  function scores(index, query, found) {
    const tier = new Uint8Array(index.places), weight = new Float32Array(index.places);
    const ranks = { words: EXACT_WORDS, phrase: PHRASE, exact: EXACT_PHRASE };
    const sets = {};
    for (const run of query.runs) {
      const { tiers, weights } = evidence(run, found, query, index);
      for (const [bits, amount] of weights) {
        giaoban.eachBit(giaoban.andBits(bits, found.bits), (number) => { weight[number] += amount; });
      }
      for (const name of Object.keys(tiers)) {
        if (tiers[name]) sets[name] = sets[name] ? giaoban.andBits(sets[name], tiers[name]) : tiers[name];
      }
    }
    for (const name of Object.keys(sets)) {
      giaoban.eachBit(giaoban.andBits(sets[name], found.bits), (number) => { tier[number] += ranks[name]; });
    }
    return { tier: tier, weight: weight };
  }

  /* The numbers of a set in order: "khop" by rank and then newest first, "moi" newest, "cu" oldest first. */
  giaoban.rank = async function (index, query, found, bits, order) {
    const days = await index.days();
    const { tier, weight } = order === "khop" ? scores(index, query, found) : {};
    const keys = new Float64Array(giaoban.countBits(bits));
    const wide = 2 ** Math.ceil(Math.log2(index.places));
    let place = 0;
    giaoban.eachBit(bits, function (number) {
      const day = order === "cu" ? 65535 - days[number] : days[number];
      const score = tier ? tier[number] * 1024 + Math.min(1023, Math.round(weight[number] * 8)) : 0;
      keys[place++] = (score * 65536 + day) * wide + wide - 1 - number;
    });
    keys.sort();
    return Int32Array.from(keys.reverse(), (key) => wide - 1 - (key % wide));
  };

  function says(row, run, spelled) {
    const text = [row.title, row.place, row.period, row.chair, row.text].join("\n");
    const own = (words) => ` ${words.map((word) => (spelled ? word.spelled : word.key)).join(" ")} `;
    return text.split("\n").some((line) => own(giaoban.readWords(line)).includes(own(run.words)));
  }

  const isSure = (words) => words.length < 2 || (words.length === 2 && giaoban.isListed(...words));

  /* The lists are not sure of longer phrases, so the first records are held against their texts. */
  giaoban.confirm = async function (index, query, numbers, order) {
    const long = query.runs.filter((run) => !isSure(run.words));
    const quoted = long.some((run) => run.quoted) && numbers.length <= CHECKED;
    if (!long.length || !numbers.length || (!quoted && order !== "khop")) return numbers;
    const first = Array.from(numbers.subarray(0, quoted ? CHECKED : CONFIRMED));
    const ranked = [];
    (await index.rows(first)).forEach(function (row, place) {
      if (!row) return;
      const folded = long.every((run) => says(row, run, false));
      const kept = folded || !row.whole || long.every((run) => !run.quoted || says(row, run, false));
      const rank = (folded ? 1 : 0) + (folded && long.every((run) => says(row, run, true)) ? 1 : 0);
      if (kept || !quoted) ranked.push({ number: row.number, rank: order === "khop" ? rank : 0, place: place });
    });
    ranked.sort((one, other) => other.rank - one.rank || one.place - other.place);
    return Int32Array.from(ranked.map((each) => each.number).concat(Array.from(numbers.subarray(first.length))));
  };
})();
