/* Cuts text into the words that a search compares, exactly as giaoban/search/words.py does. */
(function (giaoban) {
  "use strict";
  const TONES = "\u0300\u0309\u0303\u0301\u0323";
  const MARKS = /[\u0300-\u036f]/g;
  const DASHES = /[\u2010\u2011\u2012\u2013\u2014\u2015\u2212]/g;
  const LETTER = "\\p{L}";
  const OPEN_SYLLABLE = new RegExp(
    `([oO](?=[aAeE])|(?<![qQ])[uU](?=[yY]))([aAeEyY])([${TONES}])(?!${LETTER}|[\u0300-\u036f])`, "gu");
  const CLOSED_SYLLABLE = new RegExp(
    `([oO](?=.[aAeE])|[uU](?=.[yY]))([${TONES}])([aAeE]\u0306?|[yY](?:[eE]\u0302)?)(?=${LETTER})`, "gu");
  const AFTER_Q = new RegExp(`([qQ][uU])([${TONES}])([yY][eE]\u0302|[aAeEiIoOyY][\u0302\u0306\u031b]?)`, "gu");
  const I_FOR_Y = new RegExp(`^(h|k|l|m|s|t|qu)i([${TONES}]?)$`, "u");
  const TOKEN = /[\p{L}\p{Nl}\p{No}\u0300-\u036f]+|[0-9]+(?:[.,/:\u2010\u2013-][0-9]+)*/gu;

  giaoban.fold = function (text) {
    return text.normalize("NFD").toLowerCase().replace(MARKS, "")
      .replace(/[đð]/g, "d").replace(/\u00a0/g, " ").replace(DASHES, "-");
  };

  giaoban.placeTones = function (text) {
    return text.normalize("NFD")
      .replace(AFTER_Q, "$1$3$2")
      .replace(OPEN_SYLLABLE, "$1$3$2")
      .replace(CLOSED_SYLLABLE, "$1$3$2")
      .normalize("NFC");
  };

  const WEIGHTS = { "đ": 6, "\u031b": 12, "\u0302": 36, "\u0306": 72 };
  Array.from(TONES).forEach((mark, place) => { WEIGHTS[mark] = place + 1; });
  /* A number that tells the spellings of a key from each other. */
  giaoban.marks = function (word) {
    let sum = 0;
    for (const sign of word.normalize("NFD")) sum += WEIGHTS[sign] || 0;
    return sum % 90;
  };

  let begun = performance.now();
  /* Lets the page answer when work has gone on for a while. */
  giaoban.pause = async function () {
    if (performance.now() - begun < 30) return;
    await new Promise(function (done) {
      const channel = new MessageChannel();
      channel.port1.onmessage = done;
      channel.port2.postMessage(null);
    });
    begun = performance.now();
  };

  const spellings = new Map();
  /* One spelling for a word that has several: hoà is hòa, kĩ is kỹ, ðắk is đắk. */
  giaoban.spell = function (token) {
    let spelled = spellings.get(token);
    if (spelled === undefined) {
      const placed = giaoban.placeTones(token.normalize("NFKC").toLowerCase().replace(/ð/g, "đ"));
      spelled = placed.normalize("NFD").replace(I_FOR_Y, "$1y$2").normalize("NFC");
      spellings.set(token, spelled);
    }
    return spelled;
  };

  const keys = new Map();
  function keyOf(spelled) {
    let key = keys.get(spelled);
    if (key === undefined) keys.set(spelled, (key = giaoban.fold(spelled)));
    return key;
  }

  function word(spelled, joint, start, end) {
    return { spelled: spelled, key: keyOf(spelled), joint: joint, start: start, end: end };
  }

  function numbers(token, start) {
    const words = [];
    let joint = " ";
    for (const part of token.split(/([.,/:\u2010\u2013-])/)) {
      if (/[0-9]/.test(part)) words.push(word(part, joint, start, start + part.length));
      else joint = /[\u2010\u2013-]/.test(part) ? "/" : part;
      start += part.length;
    }
    return words;
  }

  /* The words of a text, each with its key, what stands before it, and its place in the text. */
  giaoban.readWords = function (text) {
    const words = [];
    for (const found of text.matchAll(TOKEN)) {
      const token = found[0], start = found.index;
      if (/^[0-9]/.test(token)) words.push(...numbers(token, start));
      else words.push(word(giaoban.spell(token), " ", start, start + token.length));
    }
    return words;
  };

  /* Whether the index lists two neighbours as a pair: not where one is a long number, which is found by itself. */
  giaoban.isListed = function (before, after) {
    const long = /^(?!(?:19|20)[0-9]{2}$)[0-9]{3}/;
    return after.joint !== " " || !(long.test(before.key) || long.test(after.key));
  };

  const collator = new Intl.Collator("vi");
  giaoban.compare = collator.compare;
})(window.giaoban = window.giaoban || {});
