/* Finds the records that a query asks for and puts them in order. */
(function (giaoban) {
  "use strict";
  const COMPLETIONS = 12;
  const WAVES = [5, 15, 40, 60], MOST = 120, QUOTED = 60;
  const EXACT_PHRASE = 8, EXACT_WORDS = 4, PHRASE = 2;

  const pairsOf = (words) => words.slice(1).map((word, place) => [words[place], word]);

  function termsOf(query) {
    const terms = new Set();
    for (const node of query.nodes) for (const all of node.any) for (const term of all) terms.add(term);
    for (const run of query.runs.concat(query.excluded)) {
      for (const word of run.words) terms.add(word.key);
      for (const [before, after] of pairsOf(run.words)) terms.add(giaoban.pairKey(before, after));
    }
    return [...terms];
  }

  /* The words whose own spelling is asked for. */
  function spelledOf(query) {
    const words = [].concat(query.words, ...query.excluded.map((run) => run.words));
    return words.filter((word) => /^\p{L}/u.test(word.key) && (query.toned || word.spelled !== word.key));
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
    const [one, other] = pair.map((word) => giaoban.marks(word.spelled));
    return entry ? entry.bits(([first, second]) => accepts(one, first, 0) && accepts(other, second, 0))
      : giaoban.emptyBits(places);
  }

  /* Records that have the word in any spelling, if `accepts` takes any, else in its own. */
  function wordBits(word, entries, places, accepts) {
    const entry = entries.get(word.key);
    if (!entry) return giaoban.emptyBits(places);
    return accepts(word.spelled, null, word.key) ? entry.bits() : entry.exact(word.spelled);
  }

  const anySpelling = () => true;
  const sameSpelling = (typed, found) => typed === found;
  /* A word typed with marks must have them. */
  const sameMarks = (typed, found, plain) => typed === plain || typed === found;

  function termBits(term, entries, places) {
    const entry = entries.get(term);
    return entry ? entry.bits() : giaoban.emptyBits(places);
  }

  /* Records that have the words one after another, and some others. */
  function phraseBits(words, entries, index, accepts) {
    if (words.length === 1) return wordBits(words[0], entries, index.places, accepts);
    return pairsOf(words).map((pair) => pairBits(pair, entries, index.places, accepts)).reduce(giaoban.andBits);
  }

  function nodeBits(node, entries, places) {
    return node.any.filter((all) => all.length)
      .map((all) => all.map((term) => termBits(term, entries, places)).reduce(giaoban.andBits))
      .reduce(giaoban.orBits, giaoban.emptyBits(places));
  }

  /* The records that have all that is asked for, or null if nothing is. */
  function matching(index, query, entries) {
    const sets = query.nodes.map((node) => nodeBits(node, entries, index.places));
    for (const run of query.runs) if (run.quoted) sets.push(phraseBits(run.words, entries, index, sameMarks));
    return sets.length ? sets.reduce(giaoban.andBits) : null;
  }

  /* Of some records those that say an excluded phrase; where they are few, by their texts. */
  async function saying(run, bits, index, entries) {
    const likely = giaoban.andBits(phraseBits(run.words, entries, index, sameMarks), bits);
    if (isSure(run.words) || giaoban.countBits(likely) > QUOTED) return likely;
    const numbers = [];
    giaoban.eachBit(likely, (number) => numbers.push(number));
    for (const row of (await index.rows(numbers)).filter((each) => each && each.whole)) {
      if (says(await index.said(row), run) < 2) likely[row.number >> 5] &= ~(1 << (row.number & 31));
    }
    return likely;
  }

  /* The records that match, and the entries by which they can be ranked. */
  giaoban.find = async function (index, query) {
    /* To rank, all days are needed: they come meanwhile. */
    index.days(index.small).catch(() => null);
    const [entries] = await Promise.all([index.entries(termsOf(query)), index.spell(spelledOf(query))]);
    let bits = matching(index, query, entries);
    if (bits && !giaoban.countBits(bits)) {
      await complete(index, query, entries);
      bits = matching(index, query, entries);
    }
    if (!bits) {
      bits = giaoban.emptyBits(index.places);
      const day = await index.days(index.small);
      for (let place = 0; place < index.places; place++) if (day(place)) bits[place >> 5] |= 1 << (place & 31);
    }
    for (const run of query.excluded) giaoban.withoutBits(bits, await saying(run, bits, index, entries));
    return { bits: bits, entries: entries };
  };

  /* What counts for the rank of a run's words: sets that lift a record to a tier, and weights within it.
     In "exact" the words stand so one after another; in the other tiers a concept may be written in other ways. */
  async function evidence(run, found, query, index) {
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
    for (const [place, word] of run.words.entries()) {
      await giaoban.pause();
      const entry = entries.get(word.key);
      if (query.toned) {
        narrow("words", giaoban.orBits(wordBits(word, entries, index.places, sameSpelling), concept(place, place + 1)));
      }
      if (entry) weigh(entry, 1);
    }
    for (const [place, pair] of pairsOf(run.words).entries()) {
      await giaoban.pause();
      const entry = entries.get(giaoban.pairKey(...pair));
      narrow("phrase", giaoban.orBits(pairBits(pair, entries, index.places, anySpelling), concept(place, place + 2)));
      narrow("exact", pairBits(pair, entries, index.places, query.toned ? sameSpelling : anySpelling));
      if (entry) weigh(entry, 2);
    }
    return { tiers: tiers, weights: weights };
  }

  async function scores(index, query, found) {
    const tier = new Uint8Array(index.places), weight = new Float32Array(index.places);
    const ranks = { words: EXACT_WORDS, phrase: PHRASE, exact: EXACT_PHRASE };
    const sets = {}, count = giaoban.countBits(found.bits);
    for (const run of query.runs) {
      const { tiers, weights } = await evidence(run, found, query, index);
      for (const [bits, amount] of weights) {
        giaoban.andBits(bits, found.bits);
        /* What all of them have puts none before another. */
        if (giaoban.countBits(bits) < count) giaoban.addAtBits(weight, bits, amount);
        await giaoban.pause();
      }
      for (const name of Object.keys(tiers)) {
        if (tiers[name]) sets[name] = sets[name] ? giaoban.andBits(sets[name], tiers[name]) : tiers[name];
      }
    }
    for (const name of Object.keys(sets)) {
      giaoban.addAtBits(tier, giaoban.andBits(sets[name], found.bits), ranks[name]);
    }
    return { tier: tier, weight: weight };
  }

  /* The numbers of a set in order: "khop" by rank and then newest first, "moi" newest, "cu" oldest first. */
  giaoban.rank = async function (index, query, found, bits, order) {
    const dayOf = await index.days(index.small || order !== "khop");
    const { tier, weight } = order === "khop" ? await scores(index, query, found) : {};
    await giaoban.pause();
    const keys = new Float64Array(giaoban.countBits(bits));
    const wide = 2 ** Math.ceil(Math.log2(index.places));
    let place = 0;
    giaoban.eachBit(bits, function (number) {
      const day = order === "cu" ? 65535 - dayOf(number) : dayOf(number);
      const score = tier ? tier[number] * 1024 + Math.min(1023, Math.round(weight[number] * 8)) : 0;
      keys[place++] = (score * 65536 + day) * wide + wide - 1 - number;
    });
    await giaoban.pause();
    keys.sort();
    await giaoban.pause();
    const ranked = new Int32Array(keys.length);
    for (let last = keys.length - 1; last >= 0; last--) ranked[keys.length - 1 - last] = wide - 1 - (keys[last] % wide);
    return ranked;
  };

  /* How well the lines of a record say a run of words: 3 with these marks, 2 with others, 1 beginning or ending within
     a number, as "355 lượt" stands in "1.355 lượt", 0 not at all. */
  function says(lines, run) {
    const joined = (words, name) => `${words.map((word) => word.joint + word[name]).join("")} `;
    const parted = (words) => ` ${words.map((word) => word.key).join(" ")} `;
    const key = joined(run.words, "key"), spelled = joined(run.words, "spelled"), parts = parted(run.words);
    let best = 0;
    for (const line of lines) {
      if (best === 3) break;
      const words = giaoban.readWords(line);
      if (joined(words, "key").includes(key)) best = joined(words, "spelled").includes(spelled) ? 3 : 2;
      else if (!best && parted(words).includes(parts)) best = 1;
    }
    return best;
  }

  /* A number beside a word may be the beginning or end of a longer one. */
  const isSure = (words) => words.length < 2 || (words.length === 2 && !words.some((word) => /[0-9]/.test(word.key)));

  /* The lists are not sure of longer phrases: the first records that may have them are held against their texts. If none
     of five says it, `further` looks on and gives the numbers in a better order, if there is one. In small archives all
     records for a quoted phrase are looked at, if these are few. */
  giaoban.confirm = async function (index, query, found, numbers, order) {
    const long = query.runs.filter((run) => !isSure(run.words));
    const quoted = long.some((run) => run.quoted) && numbers.length <= QUOTED;
    if (!long.length || !numbers.length || (!quoted && order !== "khop")) return { numbers: numbers, further: null };
    const likely = (accepts) => firstOf(numbers, long.map((run) => phraseBits(run.words, found.entries, index, accepts)).reduce(giaoban.andBits));
    const exact = query.toned ? likely(sameSpelling) : [], wanted = exact.length ? 3 : 2;
    const left = quoted ? Array.from(numbers) : exact.length ? exact : likely(anySpelling);
    const ranks = new Map(), gone = new Set();
    let best = 0;
    const hold = async function (count) {
      const rows = (await index.rows(left.splice(0, count))).filter(Boolean);
      const texts = await Promise.all(rows.map(index.said));
      for (const [place, row] of rows.entries()) {
        const said = long.map((run) => says(texts[place], run)), rank = Math.min(...said);
        ranks.set(row.number, rank);
        if (quoted && row.whole && said.some((each, which) => !each && long[which].quoted)) gone.add(row.number);
        best = Math.max(best, rank);
        await giaoban.pause();
      }
      return rows.every((row) => row.whole);
    };
    /* Those that say the phrase first, the others as they were. */
    const ordered = function () {
      const kept = gone.size ? numbers.filter((number) => !gone.has(number)) : numbers;
      if (order !== "khop") return kept;
      const first = [3, 2, 1].flatMap((rank) => [...ranks.keys()].filter((number) => ranks.get(number) === rank));
      const result = new Int32Array(kept.length);
      result.set(first);
      let seen = 0;
      for (let place = 0; place < kept.length; place++) {
        if (ranks.get(kept[place])) seen += 1;
        else result[first.length + place - seen] = kept[place];
      }
      return result;
    };
    if (await hold(WAVES[0]) && quoted) await hold(QUOTED);
    const further = async function () {
      const before = best;
      for (const wave of WAVES.slice(1)) if (best < wanted && left.length) await hold(wave);
      return best > before ? ordered() : null;
    };
    return { numbers: ordered(), further: best < wanted && left.length && order === "khop" ? further : null };
  };

  /* The first numbers that are in a set, as many as all waves take. */
  function firstOf(numbers, bits) {
    const found = [];
    for (const number of numbers) {
      if (found.length === MOST) break;
      if ((bits[number >> 5] >>> (number & 31)) & 1) found.push(number);
    }
    return found;
  }
})(window.giaoban = window.giaoban || {});
