/* The search page: keeps what is asked for in the address, asks the index, and shows what it finds. */
document.addEventListener("DOMContentLoaded", function () {
  "use strict";
  const PAGE = 10, PAUSE = 120, BROAD = 100;
  const box = document.getElementById("search");
  const part = (id) => document.getElementById(id);
  const input = part("query"), sort = part("sort"), results = part("results"), status = part("search-status");
  const vocabulary = giaoban.vocabulary;
  if (!vocabulary) {
    status.textContent = box.dataset.failed;
    return;
  }
  const texts = vocabulary.texts;
  const aliases = giaoban.readAliases(vocabulary.aliases);
  const size = {};
  for (const name of ["records", "places", "files", "rows"]) size[name] = Number(box.dataset[name]);
  size.listing = box.dataset.listing;
  const index = giaoban.openIndex(size), filters = giaoban.openFilters(index, vocabulary);
  let asked = null, turn = 0, timer = 0, late = 0;

  function readAddress() {
    const fields = new URLSearchParams(location.search);
    return {
      q: fields.get("q") || "",
      chosen: new Map(giaoban.filterNames.map((name) => [name, fields.getAll(name)])),
      sort: ["khop", "moi", "cu"].includes(fields.get("xep")) ? fields.get("xep") : "",
      page: Math.max(1, parseInt(fields.get("trang"), 10) || 1),
    };
  }

  function addressOf(state) {
    const fields = new URLSearchParams();
    if (state.q.trim()) fields.set("q", state.q.trim());
    for (const [name, values] of state.chosen) for (const value of values) fields.append(name, value);
    if (state.sort) fields.set("xep", state.sort);
    if (state.page > 1) fields.set("trang", state.page);
    const query = fields.toString();
    return location.pathname.split("/").pop() + (query ? `?${query}` : "");
  }

  const changed = (change) => Object.assign({}, asked, { page: 1 }, change);
  const anyChosen = () => [...asked.chosen.values()].some((values) => values.length);

  /* Goes to another state: a step in the browser's history, or while typing the same step again. */
  function go(state, step) {
    asked = state;
    const address = addressOf(state);
    if (step) history.pushState(null, "", address);
    else history.replaceState(null, "", address);
    return ask();
  }

  function choose(name, value, on) {
    const chosen = new Map(asked.chosen);
    chosen.set(name, chosen.get(name).filter((each) => each !== value).concat(on ? value : []));
    go(changed({ chosen: chosen }), true);
  }

  const withoutFilters = () => go(changed({ chosen: new Map(giaoban.filterNames.map((name) => [name, []])) }), true);

  async function ask() {
    const mine = ++turn, state = asked;
    if (input.value.trim() !== state.q.trim()) input.value = state.q;
    clearTimeout(late);
    late = setTimeout(() => { status.textContent = texts.working; }, 300);
    try {
      await answer(state, () => mine === turn);
    } catch (error) {
      if (mine === turn) fail();
    }
    if (mine === turn) box.dataset.answered = location.search;
  }

  async function answer(state, current) {
    const query = giaoban.readQuery(state.q, aliases);
    const order = state.sort || (query.words.length ? "khop" : "moi");
    const found = await giaoban.find(index, query);
    const bits = await filters.narrowed(found.bits, state.chosen, null);
    const ranked = await giaoban.rank(index, query, found, bits, order);
    /* Most of what is shown is known by now, and comes while phrases are confirmed. */
    index.rows(Array.from(ranked.subarray((state.page - 1) * PAGE, state.page * PAGE))).catch(() => null);
    const { numbers, further } = await giaoban.confirm(index, query, found, ranked, order);
    const pages = Math.max(1, Math.ceil(numbers.length / PAGE)), page = Math.min(state.page, pages);
    const marker = giaoban.marker(query, aliases);
    let shown = [];
    const show = async function (ordered) {
      const rows = await index.rows(Array.from(ordered.subarray((page - 1) * PAGE, page * PAGE)));
      shown = rows.filter(Boolean);
      if (current()) giaoban.showResults(results, shown, marker);
    };
    await show(numbers);
    if (!current()) return;
    clearTimeout(late);
    giaoban.showPages(part("result-pages"), page, pages, texts, (number) => addressOf(changed({ page: number })));
    performance.mark("giaoban-results");
    showStatus(query, numbers.length, page, pages);
    showHelp(query, found, numbers.length);
    sort.value = order;
    await new Promise((done) => setTimeout(done));
    const better = further && current() ? await further() : null;
    if (better) await show(better);
    if (current()) await showSnippets(shown, marker, current);
    if (current()) await showChips(current);
    if (current()) await showFilters(found.bits, current);
    if (current()) await showSuggestions(query, current);
  }

  /* A large archive has no texts in its index: what its results quote is read from the records themselves. */
  async function showSnippets(rows, marker, current) {
    const quoted = await Promise.all(rows.map(index.quoted));
    if (current()) giaoban.showSnippets(results, quoted, marker);
  }

  function showStatus(query, count, page, pages) {
    const asking = query.words.length || query.excluded.length || anyChosen();
    const where = pages > 1 ? `, ${giaoban.fill(texts.page, { page: page, pages: pages })}` : "";
    status.textContent = count ? giaoban.counted(vocabulary, asking ? "found" : "all", count) + where : texts.none;
  }

  function showHelp(query, found, count) {
    const lines = [], choices = [];
    if (!count && query.text) {
      const unknown = query.words.filter((word) => !found.entries.get(word.key) && !query.completed.length);
      const written = [...new Set(unknown.map((word) => word.spelled))];
      for (const word of written) lines.push(giaoban.fill(texts.none_word, { word: word }));
      if (query.text.length < 2) lines.push(texts.short);
      else if (!written.length) lines.push(texts.none_together);
      if (anyChosen()) choices.push({ text: texts.none_filters, act: withoutFilters });
      if (query.runs.some((run) => run.quoted)) {
        choices.push({ text: texts.none_quotes, act: () => go(changed({ q: query.text.replace(/["“”]/g, " ") }), true) });
      } else if (query.words.length > 1) {
        for (const word of unknown.length % query.words.length ? unknown : query.words) choices.push(withoutWord(query, word));
      }
    } else if (count > BROAD && count > size.records / 2 && query.text && !anyChosen()) {
      lines.push(texts.broad);
    }
    giaoban.showHelp(part("search-help"), lines, choices);
  }

  function withoutWord(query, word) {
    const rest = query.words.filter((each) => each !== word).map((each) => each.spelled).join(" ");
    return { text: giaoban.fill(texts.none_without, { word: word.spelled }), act: () => go(changed({ q: rest }), true) };
  }

  function fail() {
    clearTimeout(late);
    results.replaceChildren();
    part("result-pages").hidden = true;
    status.textContent = texts.failed;
    giaoban.showHelp(part("search-help"), [], [{ text: texts.retry, act: ask }]);
  }

  async function showChips(current) {
    const chips = [];
    for (const [name, values] of asked.chosen) {
      for (const value of values) {
        const label = `${texts[`filter_${name}`]}: ${await filters.label(name, value)}`;
        const act = () => { choose(name, value, false); input.focus(); };
        chips.push({ text: label, label: giaoban.fill(texts.remove, { label: label }), act: act, remove: true });
      }
    }
    if (chips.length > 1) chips.push({ text: texts.remove_all, act: () => { withoutFilters(); input.focus(); } });
    if (current()) giaoban.showChoices(part("chips"), texts.chips, chips);
  }

  /* The filters as closed lists, all in one that is open on a wide screen; those that hold a choice are open. */
  function makeFilters() {
    const wide = window.matchMedia("(min-width: 64rem)").matches;
    part("filters-box").open = wide;
    for (const filter of filters.list) {
      const body = giaoban.element("div", {});
      const details = giaoban.element("details", {}, giaoban.element("summary", { textContent: texts[`filter_${filter.name}`] }), body);
      details.dataset.name = filter.name;
      details.open = asked.chosen.get(filter.name).length > 0 || (wide && ["nam", "loai"].includes(filter.name));
      details.addEventListener("toggle", () => { if (details.open && details.refresh) details.refresh(); });
      part("filters").append(details);
    }
  }

  async function showFilters(bits, current) {
    for (const details of part("filters").children) {
      const name = details.dataset.name;
      details.refresh = async function () {
        const values = await filters.counts(name, bits, asked.chosen);
        if (current()) giaoban.showFilter(details.lastElementChild, name, values, texts, choose);
      };
      if (details.open) await details.refresh().catch(() => { details.open = false; });
    }
  }

  /* What the words typed so far may become: words of the index, names of the archive's vocabulary. */
  async function showSuggestions(query, current) {
    const choices = [];
    if (document.activeElement === input && query.last && !/\s$/.test(input.value)) {
      const before = query.text.slice(0, query.text.length - query.last.end + query.last.start);
      const typed = giaoban.fold(query.text);
      const names = Object.values(vocabulary.units).map((unit) => unit[0])
        .concat(...Object.values(vocabulary.labels).map((labels) => Object.values(labels)));
      for (const name of new Set(names)) {
        const folded = ` ${giaoban.fold(name)}`;
        if (choices.length < 4 && folded.includes(` ${typed}`) && folded.trim() !== typed) choices.push(name);
      }
      if (query.runs.length === 1 && query.last.key.length > 1) {
        const words = await index.completions(query.last.key, 5);
        choices.push(...words.map((word) => query.text.slice(0, query.text.length - lengthOfLast(query)) + word.spelled));
      }
    }
    if (!current()) return;
    giaoban.showChoices(part("suggestions"), texts.suggestions, choices.map(function (text) {
      return { text: text, act: () => { input.focus(); go(changed({ q: text }), true); } };
    }));
  }

  function lengthOfLast(query) {
    const words = giaoban.readWords(query.text);
    return query.text.length - words[words.length - 1].start;
  }

  function move(event) {
    const links = [...results.querySelectorAll("h3 a")];
    const place = links.indexOf(document.activeElement);
    if (event.key === "Escape" && (place >= 0 || document.activeElement === input)) {
      event.preventDefault();
      if (place < 0) go(changed({ q: "" }), false);
      input.focus();
    } else if (event.key === "ArrowDown" && links.length && (place >= 0 || document.activeElement === input)) {
      event.preventDefault();
      links[Math.min(place + 1, links.length - 1)].focus();
    } else if (event.key === "ArrowUp" && place >= 0) {
      event.preventDefault();
      (place ? links[place - 1] : input).focus();
    }
  }

  input.addEventListener("input", function () {
    clearTimeout(timer);
    timer = setTimeout(() => go(changed({ q: input.value }), false), PAUSE);
  });
  input.form.addEventListener("submit", function (event) {
    event.preventDefault();
    clearTimeout(timer);
    go(changed({ q: input.value }), true);
  });
  sort.addEventListener("change", () => go(changed({ sort: sort.value }), true));
  part("result-pages").addEventListener("click", async function (event) {
    const link = event.target.closest("a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    await go(changed({ page: Number(link.dataset.page) }), true);
    const first = results.querySelector("h3 a");
    if (first) first.focus();
  });
  box.addEventListener("keydown", move);
  window.addEventListener("popstate", function () {
    asked = readAddress();
    input.value = asked.q;
    ask();
  });
  asked = readAddress();
  input.value = asked.q;
  makeFilters();
  ask();
});
