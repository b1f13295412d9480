/* Sets of records as bits, and how the index writes lists of record numbers; see docs/search-index.md. */
(function (giaoban) {
  "use strict";
  const SHORT = 57, MIDDLE = 20, LONG = 12, BASE = 90;
  const THREE = SHORT + MIDDLE * BASE;
  const FOUR = THREE + LONG * BASE * BASE;
  const VALUES = new Uint8Array(128);
  const SIGNS = Array.from({ length: 94 }, (_, place) => String.fromCharCode(33 + place))
    .filter((sign) => !"$*\\`".includes(sign));
  const HIGHEST = SIGNS[84];
  SIGNS.forEach((sign, value) => { VALUES[sign.charCodeAt(0)] = value; });
  giaoban.digit = (text, place) => VALUES[text.charCodeAt(place)];

  /* A number as the last three digits that it has, as signs. */
  giaoban.threeDigits = (number) => [BASE * BASE, BASE, 1].map((power) => SIGNS[Math.floor(number / power) % BASE]).join("");

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

  const encoder = new TextEncoder();
  /* The bytes of a list that is written in base 85 from its third sign on, and four more that are 0. */
  function bytesOf(text) {
    const count = Math.floor(((text.length - 2) * 4) / 5), bytes = new Uint8Array(count + 4);
    const signs = encoder.encode(text + HIGHEST.repeat(4)), value = (place) => VALUES[signs[place]];
    for (let place = 2, byte = 0; byte < count; place += 5, byte += 4) {
      const first = ((value(place) * 85 + value(place + 1)) * 85 + value(place + 2)) * 85 + value(place + 3);
      const group = first * 85 + value(place + 4);
      bytes[byte] = group >>> 24;
      bytes[byte + 1] = group >>> 16;
      bytes[byte + 2] = group >>> 8;
      bytes[byte + 3] = group;
    }
    bytes.fill(0, count);
    return bytes;
  }

  /* A gap is as many ones as it has multiples of a power of two, a zero, and the rest; ones fill up the last byte. */
  function eachInBits(text, visit) {
    const bytes = bytesOf(text), power = VALUES[text.charCodeAt(1)], end = (bytes.length - 4) * 8;
    /* At least 25 bits from a place on, as the highest of 32. */
    const ahead = function (place) {
      const byte = place >> 3;
      return ((bytes[byte] << 24) | (bytes[byte + 1] << 16) | (bytes[byte + 2] << 8) | bytes[byte + 3]) << (place & 7);
    };
    let number = -1, many = 0, place = 0;
    while (place < end) {
      const ones = Math.min(24, Math.clz32(~ahead(place)));
      place += ones;
      many += ones;
      if (ones === 24) continue;
      if (place >= end) break;
      const rest = power ? ahead(place + 1) >>> (32 - power) : 0;
      place += 1 + power;
      number += many * 2 ** power + rest + 1;
      many = 0;
      visit(number);
    }
  }

  /* Calls `visit` with each number of a list that is no bitmap, in ascending order. */
  function each(text, visit) {
    if (text[0] === "*") eachInBits(text, visit);
    else eachInGaps(text, visit);
  }

  const isBitmap = (text) => text.startsWith("*~");

  function setBitmap(text, bits) {
    const bytes = bytesOf(text);
    for (let place = 0; place < bytes.length - 4; place++) bits[place >> 2] |= bytes[place] << ((place & 3) * 8);
  }

  giaoban.emptyBits = (places) => new Uint32Array((places + 31) >> 5);

  /* Adds the numbers of a list, as the index writes it, to a set. */
  giaoban.addList = function (text, bits) {
    if (isBitmap(text)) setBitmap(text, bits);
    else each(text, (number) => { bits[number >> 5] |= 1 << (number & 31); });
    return bits;
  };

  function bitsIn(word) {
    word -= (word >>> 1) & 0x55555555;
    word = (word & 0x33333333) + ((word >>> 2) & 0x33333333);
    return (((word + (word >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
  }

  /* Of the numbers of a set those whose ranks are in a list, as the index writes it. */
  giaoban.chosenBits = function (bits, text) {
    const chosen = new Uint32Array(bits.length);
    let place = 0, left = bits[0], rank = 0;
    const choose = function (wanted) {
      for (let count = bitsIn(left); rank + count <= wanted; count = bitsIn(left)) {
        rank += count;
        left = bits[++place];
      }
      for (; rank < wanted; rank++) left &= left - 1;
      chosen[place] |= left & -left;
    };
    if (isBitmap(text)) giaoban.eachBit(giaoban.addList(text, giaoban.emptyBits(giaoban.countBits(bits))), choose);
    else each(text, choose);
    return chosen;
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
    for (let place = 0; place < bits.length; place++) count += bitsIn(within ? bits[place] & within[place] : bits[place]);
    return count;
  };

  giaoban.eachBit = function (bits, visit) {
    for (let place = 0; place < bits.length; place++) {
      for (let word = bits[place]; word; word &= word - 1) {
        visit((place << 5) + 31 - Math.clz32(word & -word));
      }
    }
  };

  giaoban.addAtBits = function (amounts, bits, amount) {
    for (let place = 0; place < bits.length; place++) {
      for (let word = bits[place]; word; word &= word - 1) amounts[(place << 5) + 31 - Math.clz32(word & -word)] += amount;
    }
  };

  /* How many numbers of a list, as the index writes it, are in a set. */
  giaoban.countList = function (text, within) {
    if (isBitmap(text)) return giaoban.countBits(giaoban.addList(text, new Uint32Array(within.length)), within);
    let count = 0;
    each(text, (number) => { count += (within[number >> 5] >>> (number & 31)) & 1; });
    return count;
  };
})(window.giaoban = window.giaoban || {});
