/* Sets of records as bits, and how the index writes lists of record numbers; see docs/search-index.md. */
(function () {
  "use strict";
  const SHORT = 57, MIDDLE = 20, LONG = 12, BASE = 90;
  const THREE = SHORT + MIDDLE * BASE;
  const FOUR = THREE + LONG * BASE * BASE;
  const VALUES = new Uint8Array(128);
  const SIGNS = Array.from({ length: 94 }, (_, place) => String.fromCharCode(33 + place))
    .filter((sign) => !"$*\\`".includes(sign));
  SIGNS.forEach((sign, value) => { VALUES[sign.charCodeAt(0)] = value; });
  const FIRST = SIGNS.filter((sign) => !/[a-z0-9=]/.test(sign)).join("");
  const BITS = new Uint8Array(128);
  "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".split("").forEach(function (sign, value) {
    BITS[sign.charCodeAt(0)] = value;
  });

  giaoban.digit = (text, place) => VALUES[text.charCodeAt(place)];

  /* A pair has three signs for a key, the first of which begins no other line. */
  giaoban.pairSigns = function (number) {
    const rest = number % (FIRST.length * BASE * BASE);
    return FIRST[Math.floor(rest / BASE / BASE)] + SIGNS[Math.floor(rest / BASE) % BASE] + SIGNS[rest % BASE];
  };
  giaoban.keyOfLine = (line) => line.slice(0, FIRST.includes(line[0]) ? 3 : line.indexOf("\t"));

  /* Calls `visit` with each number of a list, in ascending order. */
  function eachInGaps(text, visit) {
    let number = -1, place = 0;
    const value = () => VALUES[text.charCodeAt(place++)];
    while (place < text.length) {
      const lead = value();
      let gap = lead;
      if (lead >= SHORT + MIDDLE + LONG) gap = FOUR + (value() * BASE + value()) * BASE + value();
      else if (lead >= SHORT + MIDDLE) gap = THREE + ((lead - SHORT - MIDDLE) * BASE + value()) * BASE + value();
      else if (lead >= SHORT) gap = SHORT + (lead - SHORT) * BASE + value();
      number += gap + 1;
      visit(number);
    }
  }

  function setBitmap(text, bits) {
    let byte = 0;
    for (let place = 1; place < text.length; place += 4) {
      const group = (BITS[text.charCodeAt(place)] << 18) | (BITS[text.charCodeAt(place + 1)] << 12) |
        (BITS[text.charCodeAt(place + 2)] << 6) | BITS[text.charCodeAt(place + 3)];
      for (let shift = 16; shift >= 0; shift -= 8, byte++) {
        bits[byte >> 2] |= ((group >> shift) & 255) << ((byte & 3) * 8);
      }
    }
  }

  giaoban.emptyBits = (places) => new Uint32Array((places + 31) >> 5);

  /* Adds the numbers of a list, as the index writes it, to a set. */
  giaoban.addList = function (text, bits) {
    if (text[0] === "*") setBitmap(text, bits);
    else eachInGaps(text, (number) => { bits[number >> 5] |= 1 << (number & 31); });
    return bits;
  };

  giaoban.andBits = function (bits, other) {
    for (let place = 0; place < bits.length; place++) bits[place] &= other[place];
    return bits;
  };
  giaoban.orBits = function (bits, other) {
    for (let place = 0; place < bits.length; place++) bits[place] |= other[place];
    return bits;
  };
  giaoban.withoutBits = function (bits, other) {
    for (let place = 0; place < bits.length; place++) bits[place] &= ~other[place];
    return bits;
  };

  giaoban.countBits = function (bits, within) {
    let count = 0;
    for (let place = 0; place < bits.length; place++) {
      let word = within ? bits[place] & within[place] : bits[place];
      word -= (word >>> 1) & 0x55555555;
      word = (word & 0x33333333) + ((word >>> 2) & 0x33333333);
      count += (((word + (word >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
    }
    return count;
  };

  giaoban.eachBit = function (bits, visit) {
    for (let place = 0; place < bits.length; place++) {
      for (let word = bits[place]; word; word &= word - 1) {
        visit((place << 5) + 31 - Math.clz32(word & -word));
      }
    }
  };

  /* How many numbers of a list, as the index writes it, are in a set. */
  giaoban.countList = function (text, within) {
    if (text[0] === "*") return giaoban.countBits(giaoban.addList(text, new Uint32Array(within.length)), within);
    let count = 0;
    eachInGaps(text, (number) => { count += (within[number >> 5] >>> (number & 31)) & 1; });
    return count;
  };
})();
