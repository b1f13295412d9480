/* Reads what was typed: words, "phrases", -exclusions, numbers as units, and other ways to write the same. */
(function (giaoban) {
  "use strict";
  const CHUNK = /(-?)(?:["“”]([^"“”]*)["“”]?|([^\s"“”]+))/g;
  const FILLERS = ["so", "nam"];
  const ISSUERS = ["cp", "ttg", "bca", "bqp"];

  /* All ways to write a concept, by the key of their first word. */
  giaoban.readAliases = function (table) {
    const starting = new Map();
    for (const [concept, spelled, numbered] of table) {
      const keys = spelled.map(giaoban.fold);
      if (!starting.has(keys[0])) starting.set(keys[0], []);
      starting.get(keys[0]).push({ concept: concept, spelled: spelled, keys: keys, numbered: numbered });
    }
    return starting;
  };

  function matches(words, alias, start) {
    return start + alias.keys.length <= words.length && alias.spelled.every(function (wanted, step) {
      const found = words[start + step].spelled;
      return found === wanted || found === alias.keys[step];
    });
  }

  function number(text) {
    return text.replace(/^0+/, "");
  }

  const isYear = (word) => word !== undefined && word.joint === "/" && word.key.length === 4;

  /* The concept that begins at a word: the terms of which one will do, and the words that it takes up. */
  function conceptAt(words, start, alias) {
    const end = start + alias.keys.length;
    const found = { terms: [alias.concept], start: start, end: end };
    if (!alias.numbered) return found;
    if (start > 1 && isYear(words[start - 1])) {
      const after = end < words.length && ISSUERS.includes(words[end].key) ? end + 1 : end;
      return { terms: dated(alias, words[start - 2], words[start - 1]), start: start - 2, end: after };
    }
    const first = end < words.length && FILLERS.includes(words[end].key) ? end + 1 : end;
    if (first >= words.length || !/^[0-9]+$/.test(words[first].key)) return found;
    if (isYear(words[first + 1])) return { terms: dated(alias, words[first], words[first + 1]), start: start, end: first + 2 };
    return { terms: [`${alias.concept} ${number(words[first].key)}`], start: start, end: first + 1 };
  }

  /* A number of that year, or one whose year is not said. */
  function dated(alias, word, year) {
    return [year.key, ""].map((each) => `${alias.concept} ${number(word.key)}/${each}`);
  }

  function findConcepts(words, aliases) {
    const found = [];
    words.forEach(function (word, start) {
      for (const alias of aliases.get(word.key) || []) {
        if (matches(words, alias, start)) found.push(conceptAt(words, start, alias));
      }
    });
    found.sort((one, other) => other.end - other.start - (one.end - one.start) || one.start - other.start);
    const taken = new Set(), chosen = [];
    for (const each of found) {
      let free = true;
      for (let place = each.start; place < each.end; place++) free = free && !taken.has(place);
      if (!free) continue;
      for (let place = each.start; place < each.end; place++) taken.add(place);
      chosen.push(each);
    }
    return chosen;
  }

  giaoban.pairKey = (before, after) => before.key + after.joint + after.key;
  giaoban.pairSpelled = (before, after) => before.spelled + after.joint + after.spelled;

  /* Words that stand or fall together: one word, or a number with its separators. */
  function units(words) {
    const found = [];
    words.forEach(function (word, place) {
      const last = found[found.length - 1];
      if (word.joint !== " " && last && last.end === place) last.end = place + 1;
      else found.push({ start: place, end: place + 1 });
    });
    return found;
  }

  /* A number is found with its thousands grouped and without. */
  function unitTerms(words, unit) {
    const own = words.slice(unit.start, unit.end);
    const whole = own.map((word, place) => (place ? word.joint : "") + word.key).join("");
    if (own.length > 1) {
      const pairs = own.slice(1).map((word, place) => giaoban.pairKey(own[place], word));
      return /^[0-9]{1,3}(\.[0-9]{3})+$/.test(whole) ? [pairs, [whole.replace(/\./g, "")]] : [pairs];
    }
    if (!/^[1-9][0-9]{3,}$/.test(whole)) return [[whole]];
    const groups = whole.replace(/\B(?=([0-9]{3})+$)/g, ".").split(".");
    return [[whole], groups.slice(1).map((group, place) => `${groups[place]}.${group}`)];
  }

  /* What a record must have for a run of words: for each node one of its lists of terms. */
  function nodesOf(run) {
    const nodes = [];
    let last = null;
    for (const unit of units(run.words)) {
      const over = run.concepts.find((each) => each.start < unit.end && unit.start < each.end);
      const terms = unitTerms(run.words, unit);
      if (over && over === last) nodes[nodes.length - 1].any[0].push(...terms[0]);
      else nodes.push({ any: over ? [terms[0].slice(), ...over.terms.map((term) => [term])] : terms });
      last = over;
    }
    return nodes;
  }

  /* The query as typed, read against the archive's aliases. */
  giaoban.readQuery = function (typed, aliases) {
    const query = { text: typed.trim(), runs: [], excluded: [], nodes: [] };
    let open = null;
    for (const [, minus, quoted, plain] of typed.normalize("NFKC").matchAll(CHUNK)) {
      const words = giaoban.readWords(quoted === undefined ? plain : quoted);
      if (!words.length) continue;
      if (minus) query.excluded.push({ words: words });
      else if (quoted !== undefined) query.runs.push({ words: words, quoted: true, concepts: [] });
      if (minus || quoted !== undefined) open = null;
      else if (open) open.words.push(...words);
      else query.runs.push((open = { words: words, quoted: false, concepts: [] }));
    }
    for (const run of query.runs.filter((each) => !each.quoted)) {
      run.concepts = findConcepts(run.words, aliases);
      query.nodes.push(...nodesOf(run));
    }
    query.words = [].concat(...query.runs.map((run) => run.words));
    query.toned = query.words.some((word) => word.spelled !== word.key);
    query.last = open ? open.words[open.words.length - 1] : null;
    query.completed = [];
    return query;
  };
})(window.giaoban = window.giaoban || {});
