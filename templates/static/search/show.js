/* Writes results, chips, pages and help into the page. */
(function (giaoban) {
  "use strict";
  giaoban.fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));

  giaoban.element = function (name, properties, ...children) {
    const made = document.createElement(name);
    Object.assign(made, properties);
    made.append(...children);
    return made;
  };
  const element = giaoban.element;

  giaoban.counted = function (vocabulary, key, number) {
    const shown = new Intl.NumberFormat(vocabulary.language).format(number);
    return giaoban.fill(vocabulary.texts[number === 1 ? `${key}_one` : key], { n: shown });
  };

  giaoban.showResults = function (list, rows, marker) {
    list.replaceChildren(...rows.map(function (row) {
      const link = element("a", { href: row.address });
      giaoban.appendText(link, row.title, marker);
      const facts = element("p", { className: "aside" });
      giaoban.appendText(facts, [row.place, row.kind, row.period, row.date, row.chair].filter(Boolean).join(" · "), marker);
      const snippet = element("p", { className: "snippet" });
      giaoban.appendSnippet(snippet, row.text, marker);
      return element("li", { lang: "vi" }, element("h3", {}, link), facts, snippet);
    }));
  };

  /* Shows under the results what the lines of each record say; none where there are no lines. */
  giaoban.showSnippets = function (list, quoted, marker) {
    quoted.forEach(function (lines, place) {
      const snippet = list.children[place].querySelector(".snippet");
      if (!lines.length) return;
      snippet.replaceChildren();
      giaoban.appendSnippet(snippet, lines.join("\n"), marker);
    });
  };

  giaoban.showPages = function (nav, page, pages, texts, address) {
    nav.hidden = pages < 2;
    const link = function (number, text, rel) {
      const made = element("a", { href: address(number), textContent: text });
      made.dataset.page = number;
      if (rel) made.rel = rel;
      return element("li", {}, made);
    };
    const numbers = new Set([1, pages]);
    for (let near = page - 2; near <= page + 2; near++) if (near > 1 && near < pages) numbers.add(near);
    const items = [...numbers].sort((one, other) => one - other).map(function (number) {
      if (number !== page) return link(number, String(number));
      const here = element("span", { textContent: String(number) });
      here.setAttribute("aria-current", "page");
      return element("li", {}, here);
    });
    if (page > 1) items.unshift(link(page - 1, texts.previous, "prev"));
    if (page < pages) items.push(link(page + 1, texts.next, "next"));
    nav.replaceChildren(element("ul", {}, ...items));
  };

  /* A line of buttons, each with what it does. */
  giaoban.showChoices = function (line, title, choices) {
    line.hidden = choices.length === 0;
    line.replaceChildren(element("span", { className: "label", textContent: title }), ...choices.map(function (choice) {
      const button = element("button", { type: "button", textContent: choice.text, onclick: choice.act });
      if (choice.label) button.setAttribute("aria-label", choice.label);
      if (choice.remove) button.append(element("span", { ariaHidden: "true", textContent: " ×" }));
      return button;
    }));
  };

  giaoban.showHelp = function (box, lines, choices) {
    box.hidden = lines.length + choices.length === 0;
    const buttons = choices.map((choice) => element("li", {}, element("button", { type: "button", textContent: choice.text, onclick: choice.act })));
    box.replaceChildren(
      ...lines.map((line) => element("p", { textContent: line })),
      ...(buttons.length ? [element("ul", { className: "choices" }, ...buttons)] : []));
  };

  const SHOWN = 8;
  /* The boxes of one filter: the first ones and those chosen, the others behind a button. */
  giaoban.showFilter = function (body, name, values, texts, change) {
    const focused = body.contains(document.activeElement) ? document.activeElement.value : null;
    const open = body.dataset.open === "yes";
    const shown = values.filter((each, place) => open || place < SHOWN || each.chosen);
    const list = element("ul", {}, ...shown.map(function (each) {
      const box = element("input", { type: "checkbox", name: name, value: each.value, checked: each.chosen });
      box.onchange = () => change(name, each.value, box.checked);
      const label = element("label", {}, box, ` ${each.label} `, element("span", { className: "aside", textContent: each.count }));
      return element("li", {}, label);
    }));
    body.replaceChildren(list);
    if (shown.length < values.length) {
      body.append(element("button", {
        type: "button", textContent: `${texts.more} (${values.length})`,
        onclick: function () {
          body.dataset.open = "yes";
          giaoban.showFilter(body, name, values, texts, change);
          body.querySelector("input").focus();
        },
      }));
    }
    if (focused !== null) {
      const again = [...body.querySelectorAll("input")].find((box) => box.value === focused);
      if (again) again.focus();
    }
  };
})(window.giaoban = window.giaoban || {});
