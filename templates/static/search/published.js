/* Reads the texts of a published record, where the index has none of them. */
(function (giaoban) {
  "use strict";
  /* What is written of a person or a figure as one line. */
  function composed(value) {
    const { labels, measures } = giaoban.vocabulary;
    if (value.positions) return [`${value.rank} ${value.name}`.trim()].concat(value.positions).join(", ");
    if (!value.indicator || !value.quantity) return "";
    const unit = value.printed_unit || measures[value.indicator];
    return `${labels["chi-tieu"][value.indicator]}: ${value.quantity.printed} ${unit}`;
  }

  /* The lines of a published record, or none where it cannot be read: from disk no page may read another file. */
  giaoban.publishedLines = async function (identity) {
    if (!giaoban.vocabulary.exports || !location.protocol.startsWith("http")) return [];
    try {
      const lines = [];
      const collect = function (value, name) {
        if (name === "body_html") {
          const text = value.replace(/<\/?(?:p|h[2-6]|ul|ol|li|blockquote|pre|hr|br|t[a-z]+)\b[^>]*>/g, "\n");
          lines.push(...new DOMParser().parseFromString(text, "text/html").body.textContent.split("\n"));
        } else if (typeof value === "string") lines.push(value);
        else if (value) {
          lines.push(composed(value));
          for (const inner of Object.keys(value)) collect(value[inner], inner);
        }
      };
      collect(await (await fetch(`tinh/${identity}.json`)).json(), "");
      return lines;
    } catch (error) {
      return [];
    }
  };
})(window.giaoban = window.giaoban || {});
