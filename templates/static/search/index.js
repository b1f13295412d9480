/* Loads the files of the index, each as a script that hands over its text, and reads entries from them. */
(function (giaoban) {
  "use strict";
  const DIGEST = 6;
  /* Up to so many places days are read exactly, since that is little. */
  const SMALL = 16384;
  /* Spellings of a word stand in every sixteenth file, counted from the one of its key. */
  const SHARES = 16;
  const SENTENCE = /(\S+\s+){4}/;
  const waiting = new Map(), early = new Map();

  /* Called by every file of the index; the page itself asks for the listing and the days. */
  giaoban.receive = function (name, text) {
    const entry = waiting.get(name);
    if (entry) entry.text = text;
    else early.set(name, text);
  };

  /* The file that hands its text over under this name. */
  function load(name, address) {
    if (early.has(name)) return Promise.resolve(early.get(name));
    return new Promise(function (resolve, reject) {
      const script = document.createElement("script");
      const entry = { text: null };
      waiting.set(name, entry);
      script.src = address;
      script.onload = function () {
        script.remove();
        waiting.delete(name);
        if (entry.text === null) reject(new Error(name));
        else resolve(entry.text);
      };
      script.onerror = function () {
        script.remove();
        waiting.delete(name);
        reject(new Error(name));
      };
      document.head.append(script);
    });
  }

  /* The CRC-32 of a text's bytes. */
  function checksum(text) {
    let rest = -1;
    for (const byte of new TextEncoder().encode(text)) {
      rest ^= byte;
      for (let bit = 0; bit < 8; bit++) rest = (rest >>> 1) ^ (0xedb88320 & -(rest & 1));
    }
    return ~rest >>> 0;
  }

  /* A list is read once, when it is first asked for. */
  function lazily(list, places) {
    let bits = null;
    return () => (bits = bits || giaoban.addList(list, giaoban.emptyBits(places)));
  }

  /* A word: `all` who have it. Its spellings, if there are several, are read apart: see `index.spell`. */
  function readWord(line, places) {
    const [key, head, every, names] = line.split("\t");
    const heads = lazily(head, places), all = lazily(every, places), spelled = new Map();
    return {
      key: key,
      spellings: names ? names.split(" ") : [key],
      spelled: spelled,
      head: () => heads().slice(),
      bits: () => all().slice(),
      /* Those that have the key in one spelling. */
      exact: function (spelling) {
        if (this.spellings.length === 1) return spelling === this.spellings[0] ? this.bits() : giaoban.emptyBits(places);
        return spelled.has(spelling) ? spelled.get(spelling).slice() : giaoban.emptyBits(places);
      },
    };
  }

  /* A filter's value: its labels, each with the list of its records. */
  function readValue(line) {
    const [key, , ...fields] = line.split("\t");
    const spelled = [];
    for (let place = 0; place < fields.length; place += 2) {
      spelled.push({ spelled: fields[place] || key, list: fields[place + 1] });
    }
    return { key: key, spelled: spelled };
  }

  /* A pair has no spellings but the marks of both of its words. */
  function readPair(line, places) {
    const fields = line.slice(3).split("\t"), head = fields[0].startsWith("*") ? fields.shift().slice(1) : "";
    const heads = lazily(head, places), spelled = fields.map(function (field) {
      return { marks: [giaoban.digit(field, 0), giaoban.digit(field, 1)], bits: lazily(field.slice(2), places) };
    });
    return {
      head: () => heads().slice(),
      /* All records that have the pair, or those that have it with the marks that `wanted` accepts. */
      bits: function (wanted) {
        const bits = giaoban.emptyBits(places);
        for (const each of spelled) if (!wanted || wanted(each.marks)) giaoban.orBits(bits, each.bits());
        return bits;
      },
    };
  }

  /* The index whose size stands in the page. */
  giaoban.openIndex = function (size) {
    const texts = new Map(), files = new Map(), wordFiles = Math.max(1, size.files >> 2);
    let listing = null;
    /* Where each file is: its address carries a digest, which the listing of this very index knows. */
    const addressOf = async function (name) {
      if (!listing) {
        listing = load("muc-luc", size.listing);
        listing.catch(() => (listing = null));
      }
      const [, folder, number] = name.match(/^(.*\/)(\d+)$/) || [null, name, 0];
      const line = (await listing).split("\n").find((each) => each.startsWith(`${folder}\t`));
      const start = folder.length + 1 + DIGEST * number;
      return `tim-kiem/${name}-${line.slice(start, start + DIGEST)}.js`;
    };
    const text = function (name) {
      if (!texts.has(name)) {
        const loading = addressOf(name).then((address) => load(name, address));
        loading.catch(() => texts.delete(name));
        texts.set(name, loading);
      }
      return texts.get(name);
    };
    const lines = async function (name) {
      const found = await text(name);
      if (!files.has(name)) {
        const read = new Map();
        const key = (line) => line.slice(0, name.startsWith("cap/") ? 3 : line.indexOf("\t"));
        for (const line of found ? found.split("\n") : []) read.set(key(line), line);
        files.set(name, read);
      }
      return files.get(name);
    };
    const entries = new Map(), index = { places: size.places, records: size.records };
    index.small = size.places <= SMALL;

    async function readTerm(key) {
      const pair = /^[^=].*[ .,/:]/.test(key), number = checksum(key);
      const read = await lines(pair ? `cap/${number % size.files}` : `tu/${number % wordFiles}`);
      const line = read.get(pair ? giaoban.threeDigits(Math.floor(number / size.files)) : key);
      await giaoban.pause();
      if (line === undefined) return null;
      const entry = (pair ? readPair : readWord)(line, size.places);
      /* Its lists are read now, while other files are on their way. */
      entry.bits();
      return entry;
    }
    /* Reads who have a word as it is spelled. */
    async function readSpelling(word) {
      const file = `dau/${(checksum(word.key) + SHARES * giaoban.marks(word.spelled)) % wordFiles}`;
      const [entry, read] = await Promise.all([index.entry(word.key), lines(file)]);
      const line = read.get(word.spelled);
      if (!entry || entry.spelled.has(word.spelled) || line === undefined || entry.spellings.length < 2) return;
      await giaoban.pause();
      entry.spelled.set(word.spelled, giaoban.chosenBits(entry.bits(), line.slice(line.indexOf("\t") + 1)));
    }
    index.spell = (words) => Promise.all(words.map(readSpelling));
    index.entry = function (key) {
      if (!entries.has(key)) {
        const reading = readTerm(key);
        reading.catch(() => entries.delete(key));
        entries.set(key, reading);
      }
      return entries.get(key);
    };
    index.entries = async function (keys) {
      const found = await Promise.all(keys.map(index.entry));
      return new Map(keys.map((key, place) => [key, found[place]]));
    };
    /* The values of a filter, each with the lists of its labels. */
    index.facet = async function (name) {
      const found = [];
      for (const line of (await lines(`loc/${name}`)).values()) found.push(readValue(line));
      return found;
    };
    const blocks = new Map();
    async function readBlock(number) {
      const name = `dong/${number}`, found = await text(name);
      if (!blocks.has(name)) blocks.set(name, readRows(found, number * size.rows));
      return blocks.get(name);
    }
    index.rows = function (numbers) {
      return Promise.all(numbers.map(async (number) => (await readBlock(Math.floor(number / size.rows))).get(number)));
    };
    const said = new Map();
    /* All lines that may be quoted from a record, as far as they can be read. */
    index.said = async function (row) {
      const shown = [row.title, row.place, row.period, row.chair].concat(row.text.split("\n"));
      if (row.whole) return shown;
      if (!said.has(row.identity)) said.set(row.identity, giaoban.publishedLines(row.identity));
      return shown.concat(await said.get(row.identity));
    };
    /* Lines of some words, from which a snippet may be cut where the rows have no whole texts. */
    index.quoted = async function (row) {
      return row.whole ? [] : (await index.said(row)).slice(4).filter((line) => SENTENCE.test(line));
    };
    async function readDays(exact) {
      const [first, ...planes] = (await text("ngay")).split("\n"), within = exact ? await text("ngay-chi-tiet") : "";
      const start = Number(first);
      return function (place) {
        let span = 0;
        for (const plane of planes) span = span * 90 + giaoban.digit(plane, place);
        return span && start + (span - 1) * 90 + (exact ? giaoban.digit(within, place) : 0);
      };
    }
    const days = new Map();
    /* Tells the day of a place, 0 where there is no record: the very day, or the first one of a span of 90 days. */
    index.days = function (exact) {
      if (!days.has(exact)) {
        const reading = readDays(exact);
        reading.catch(() => days.delete(exact));
        days.set(exact, reading);
      }
      return days.get(exact);
    };
    let words = null;
    /* The words of the index that begin so, the most usual ones first. */
    index.completions = async function (beginning, most) {
      words = words || (await text("tu-dien")).split("\n");
      let low = 0, high = words.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (words[middle] < beginning) low = middle + 1;
        else high = middle;
      }
      const found = [];
      while (low < words.length && words[low].startsWith(beginning)) {
        const [key, usual, often] = words[low++].split("\t");
        if (key !== beginning) found.push({ key: key, spelled: usual || key, often: Number(often) });
      }
      return found.sort((one, other) => other.often - one.often).slice(0, most);
    };
    return index;
  };

  function inTitle(title, part) {
    const start = giaoban.digit(part, 1);
    return title.slice(start, start + giaoban.digit(part, 2));
  }

  function readRow(line, number) {
    const [title, identity, place, kind, period, date, chair, whole, ...lines] = line.split("\t");
    const full = (field) => field.split(", ").map((part) => (part[0] === "\u0001" ? inTitle(title, part) : part)).join(", ");
    const facts = { place: full(place), kind: full(kind), period: full(period), date: full(date), chair: full(chair) };
    const row = Object.assign(facts, { identity: identity, title: title, text: lines.join("\n"), whole: whole === "1" });
    return Object.assign(row, { number: number, address: `tinh/${identity}.html` });
  }

  /* The rows of a file by their places, of which `first` is the first. */
  function readRows(text, first) {
    const rows = new Map();
    let before = "";
    for (const line of text ? text.split("\n") : []) {
      const number = first + giaoban.digit(line, 0);
      before = before.slice(0, giaoban.digit(line, 1)) + line.slice(2);
      rows.set(number, readRow(before, number));
    }
    return rows;
  }
})(window.giaoban = window.giaoban || {});
