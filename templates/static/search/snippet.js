/* Marks the words of a query in a text, as written there, and cuts the piece that shows most of them. */
(function (giaoban) {
  "use strict";
  const LENGTH = 240, PIECES = 2;

  /* What to mark: words by key, with the spellings typed, and the other ways to write the query's concepts. */
  giaoban.marker = function (query, aliases) {
    const keys = new Map();
    for (const word of query.words) {
      if (!keys.has(word.key)) keys.set(word.key, new Set());
      keys.get(word.key).add(word.spelled);
    }
    for (const key of query.completed) keys.set(key, new Set([key]));
    const concepts = new Set();
    for (const run of query.runs) for (const each of run.concepts) concepts.add(each.terms[0].split(" ")[0]);
    const ways = [];
    for (const group of aliases.values()) for (const alias of group) if (concepts.has(alias.concept)) ways.push(alias);
    return { keys: keys, ways: ways, toned: query.toned, neighbours: query.words.length - 1 };
  };

  /* The places of the words to mark; of a word typed with marks those spelled so, unless there are none. */
  function hits(words, marker) {
    const exact = new Set(), found = [];
    words.forEach(function (word, place) {
      const spellings = marker.keys.get(word.key);
      if (!spellings) return;
      const same = !marker.toned || spellings.has(word.spelled);
      if (same) exact.add(word.key);
      found.push({ place: place, key: word.key, same: same });
    });
    const kept = found.filter((hit) => hit.same || !exact.has(hit.key));
    for (const way of marker.ways) {
      words.forEach(function (word, start) {
        if (way.keys.every((key, step) => words[start + step] && words[start + step].key === key)) {
          way.keys.forEach((key, step) => kept.push({ place: start + step, key: way.concept, same: true }));
        }
      });
    }
    return kept.sort((one, other) => one.place - other.place);
  }

  function worth(group, wanted, marker) {
    const fresh = new Set(group.map((hit) => hit.key).filter((key) => !wanted || wanted.has(key)));
    let runs = 0;
    group.forEach((hit, place) => { if (place && hit.place === group[place - 1].place + 1) runs += 1; });
    return fresh.size * 10 + Math.min(runs, marker.neighbours) * 6;
  }

  /* The hits that fit into one piece and are worth most. */
  function bestGroup(words, found, wanted, marker) {
    let best = null, first = 0;
    for (let last = 0; last < found.length; last++) {
      while (words[found[last].place].end - words[found[first].place].start > LENGTH) first += 1;
      const group = found.slice(first, last + 1);
      const value = worth(group, wanted, marker);
      if (!best || value > best.value) best = { value: value, group: group };
    }
    return best;
  }

  function bounds(text, words, group) {
    const from = words[group[0].place].start, to = words[group[group.length - 1].place].end;
    const line = text.lastIndexOf("\n", from) + 1;
    const room = Math.max(0, LENGTH - (to - from));
    let start = from - line <= room / 2 ? line : text.indexOf(" ", Math.max(line, from - Math.floor(room / 3))) + 1;
    if (start <= 0 || start > from) start = from;
    const stop = text.indexOf("\n", to);
    let end = Math.min(text.length, start + Math.max(LENGTH, to - start));
    if (stop >= 0 && stop < end && stop - start > LENGTH / 2) end = stop;
    const space = end < text.length ? text.lastIndexOf(" ", end) : end;
    return { start: start, end: space > to ? space : Math.max(to, end), cut: start > 0 };
  }

  const oneLine = (text) => text.replace(/\n/g, " · ");

  function appendMarked(parent, text, words, found, start, end) {
    const marked = new Set(found.map((hit) => hit.place));
    let here = start, place = 0;
    while (place < words.length) {
      if (!marked.has(place) || words[place].start < start || words[place].end > end) {
        place += 1;
        continue;
      }
      let last = place;
      const joined = () => !text.slice(words[last].end, words[last + 1].start).includes("\n");
      while (marked.has(last + 1) && words[last + 1].end <= end && joined()) last += 1;
      parent.append(oneLine(text.slice(here, words[place].start)));
      const mark = document.createElement("mark");
      mark.textContent = text.slice(words[place].start, words[last].end);
      parent.append(mark);
      here = words[last].end;
      place = last + 1;
    }
    parent.append(oneLine(text.slice(here, end)));
  }

  /* A short text whole, with its words marked. */
  giaoban.appendText = function (parent, text, marker) {
    const words = giaoban.readWords(text);
    appendMarked(parent, text, words, hits(words, marker), 0, text.length);
  };

  /* One or two pieces of a long text. */
  giaoban.appendSnippet = function (parent, text, marker) {
    const words = giaoban.readWords(text);
    const found = hits(words, marker);
    if (!found.length) {
      const end = text.length > LENGTH ? text.lastIndexOf(" ", LENGTH) : text.length;
      parent.append(oneLine(text.slice(0, end)), end < text.length ? " …" : "");
      return;
    }
    const missing = new Set(found.map((hit) => hit.key));
    const pieces = [];
    for (let count = 0; count < PIECES && missing.size; count++) {
      const best = bestGroup(words, found, missing, marker);
      if (pieces.length && best.value <= 10) break;
      const piece = bounds(text, words, best.group);
      if (pieces.some((each) => piece.start < each.end && each.start < piece.end)) break;
      best.group.forEach((hit) => missing.delete(hit.key));
      pieces.push(piece);
    }
    pieces.sort((one, other) => one.start - other.start);
    pieces.forEach(function (piece, place) {
      if (piece.cut || place) parent.append(place ? " … " : "… ");
      appendMarked(parent, text, words, found, piece.start, piece.end);
    });
    if (pieces[pieces.length - 1].end < text.length) parent.append(" …");
  };
})(window.giaoban = window.giaoban || {});
