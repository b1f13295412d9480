/* The filters: the values that records have, how many of the found ones have each, and which are chosen. */
(function (giaoban) {
  "use strict";
  /* Each filter with the file that it is read from and how its values are ordered; `late` ones load when opened. */
  const FILTERS = [
    { name: "don-vi", file: "don-vi", order: "label" },
    { name: "nay", file: "don-vi", order: "label" },
    { name: "nam", file: "ky", order: "newest" },
    { name: "ky", file: "ky", order: "newest" },
    { name: "loai", file: "loai", order: "count" },
    { name: "luc-luong", file: "luc-luong", order: "count" },
    { name: "chu-tri", file: "chu-tri", order: "count", late: true },
    { name: "chi-tieu", file: "chi-tieu", order: "count", late: true },
    { name: "chu-de", file: "chu-de", order: "count", late: true },
  ];
  giaoban.filterNames = FILTERS.map((filter) => filter.name);

  function yearsOf(value) {
    const years = value.match(/[0-9]{4}/g) || [""];
    const found = [];
    for (let year = Number(years[0]); year <= Number(years[years.length - 1]); year++) found.push(year ? String(year) : "~");
    return found;
  }

  function labelOf(name, value, entry, vocabulary) {
    const texts = vocabulary.texts;
    if (name === "nam") return value === "~" ? texts.no_year : value;
    if (name === "ky" && value.startsWith("~")) return `${value.slice(1)} (${texts.no_period})`.trim();
    if (name === "don-vi") {
      const [unit, era] = vocabulary.units[value] || [value, ""];
      return era ? `${unit} (${era.charAt(0).toLowerCase()}${era.slice(1)})` : unit;
    }
    if (name === "nay") {
      const units = Object.values(vocabulary.units);
      const latest = Object.keys(vocabulary.units).filter((key) => key.startsWith(`${value}.`)).sort().pop();
      return latest ? vocabulary.units[latest][0] : units.length ? value : "";
    }
    if (vocabulary.labels[name]) return vocabulary.labels[name][value] || value;
    const usual = entry.spelled.slice().sort((one, other) => other.list.length - one.list.length)[0];
    return usual.spelled;
  }

  /* The values that an entry of a filter's file counts for. */
  function valuesOf(name, key, vocabulary) {
    if (name === "nay") return [vocabulary.units[key] ? vocabulary.units[key][2] : key.split(".")[0]];
    return name === "nam" ? yearsOf(key) : [key];
  }

  giaoban.openFilters = function (index, vocabulary) {
    const known = new Map();

    async function read(filter) {
      const values = new Map();
      for (const entry of await index.facet(filter.file)) {
        for (const value of valuesOf(filter.name, entry.key, vocabulary)) {
          if (!values.has(value)) {
            values.set(value, { value: value, label: labelOf(filter.name, value, entry, vocabulary), lists: [] });
          }
          values.get(value).lists.push(...entry.spelled.map((each) => each.list));
        }
      }
      return values;
    }

    function values(name) {
      if (!known.has(name)) {
        const reading = read(FILTERS.find((filter) => filter.name === name));
        reading.catch(() => known.delete(name));
        known.set(name, reading);
      }
      return known.get(name);
    }

    /* The records that have one of some values. */
    async function bits(name, chosen) {
      const found = giaoban.emptyBits(index.places);
      const all = await values(name);
      for (const value of chosen) for (const list of all.has(value) ? all.get(value).lists : []) giaoban.addList(list, found);
      return found;
    }

    /* The found records, narrowed by every filter but one. */
    async function narrowed(found, chosen, except) {
      const result = found.slice();
      for (const [name, selected] of chosen) {
        if (name !== except && selected.length) giaoban.andBits(result, await bits(name, selected));
      }
      return result;
    }

    /* A filter's values with how many of the found records have each; chosen ones stay, at 0 too. */
    async function counts(name, found, chosen) {
      const within = await narrowed(found, chosen, name);
      const selected = chosen.get(name) || [];
      const counted = [];
      for (const { value, label, lists } of (await values(name)).values()) {
        const count = lists.length === 1 ? giaoban.countList(lists[0], within)
          : giaoban.countBits(lists.reduce((bits, list) => giaoban.addList(list, bits), giaoban.emptyBits(index.places)), within);
        if (count || selected.includes(value)) counted.push({ value, label, count, chosen: selected.includes(value) });
      }
      return sorted(counted, FILTERS.find((filter) => filter.name === name).order);
    }

    function sorted(counted, order) {
      return counted.sort(function (one, other) {
        if (order === "newest") return one.value < other.value ? 1 : -1;
        return (order === "count" && other.count - one.count) || giaoban.compare(one.label, other.label);
      });
    }

    async function label(name, value) {
      const found = (await values(name)).get(value);
      return found ? found.label : value;
    }

    return { list: FILTERS, narrowed: narrowed, counts: counts, label: label };
  };
})(window.giaoban = window.giaoban || {});
