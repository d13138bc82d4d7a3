"use strict";
// Charts and the sheet with what stands behind a figure. Words of articles only ever become text nodes.
const root = document.documentElement;
root.classList.add("js");
const one = (selector, from = document) => from.querySelector(selector);
const all = (selector, from = document) => [...from.querySelectorAll(selector)];
const SVG = "http://www.w3.org/2000/svg";

function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

const read = (() => {
  let data;
  return () => (data ??= JSON.parse(one("#data").textContent));
})();

const signed = (value, digits = 2) => {
  const text = Math.abs(value).toFixed(digits);
  if (Number(text) === 0) return text;
  return (value < 0 ? "−" : "+") + text;
};
const gave = (value) => (value !== 0 && Math.abs(value) < 0.005 ? signed(value, 4) : signed(value));
const whole = (number) => number.toLocaleString("en-US");
const count = (number, word, words) => `${whole(number)} ${number === 1 ? word : words}`;

// light and dark

(() => {
  const button = one("#scheme");
  const system = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.scheme ? root.dataset.scheme === "dark" : system.matches);
  const label = () => { button.textContent = isDark() ? "Light" : "Dark"; button.setAttribute("aria-label", `Switch to ${isDark() ? "light" : "dark"} colours`); };
  try { const kept = localStorage.getItem("newsvane-scheme"); if (kept === "dark" || kept === "light") root.dataset.scheme = kept; } catch { /* no storage */ }
  button.addEventListener("click", () => {
    root.dataset.scheme = isDark() ? "light" : "dark";
    try { localStorage.setItem("newsvane-scheme", root.dataset.scheme); } catch { /* no storage */ }
    label();
  });
  system.addEventListener("change", label);
  button.hidden = false;
  label();
})();

// figures, as the tables of the page have them

const chartOf = (theme) => document.getElementById(`theme-${theme}`);
const titleOf = (theme) => one("h3", chartOf(theme) ?? document)?.textContent ?? theme;
const figuresOf = (() => {
  const known = new Map();
  return (theme) => {
    if (!known.has(theme)) {
      const rows = all(".figures tbody tr", chartOf(theme) ?? make("p"));
      known.set(theme, new Map(rows.map((row) => {
        const [key, sentiment, interval, stories, articles, buzz, smoothed, note] = [...row.cells].map((cell) => cell.textContent.trim());
        return [key, { sentiment, interval, stories, articles, buzz, smoothed, note }];
      })));
    }
    return known.get(theme);
  };
})();

function inWords(theme, key) {
  const figure = figuresOf(theme).get(key);
  if (!figure) return `${key}: no news`;
  if (!figure.sentiment) return `${key}: no figure (${figure.note.replace("_", " ")})`;
  const interval = figure.interval ? ` (${figure.interval})` : "";
  return `${key}: ${figure.sentiment}${interval}, ${figure.stories === "1" ? "1 story" : figure.stories + " stories"}`;
}

/** The middle of a column on the time axis, from 0 to 1. */
const middle = (column) => (read().places[column] + 0.5) / read().slots;

// charts and stripes: a line that follows the pointer or the arrow keys; click or Enter opens

function explore(place, theme, geometry, show) {
  const { keys, places, slots } = read();
  if (!keys.length) return;
  let at = -1;
  const has = (column) => figuresOf(theme).has(keys[column]);
  const columnAt = (event) => {
    const box = geometry(event.clientX);
    const away = (column) => Math.abs((places[column] + 0.5) / slots - box.share) * box.width;
    const closest = (columns) => columns.reduce((best, column) => (away(column) < away(best) ? column : best));
    const any = closest(keys.map((_, column) => column)), own = keys.map((_, column) => column).filter(has);
    if (!own.length) return any;
    const near = closest(own);
    return away(near) <= Math.max(7, box.width / slots / 2) ? near : any;
  };
  const go = (column) => {
    at = column;
    place.setAttribute("aria-valuenow", at + 1);
    place.setAttribute("aria-valuetext", inWords(theme, keys[at]));
    show(at, keys);
  };
  const open = () => { if (at >= 0 && has(at)) location.hash = `${theme}/${keys[at]}`; };
  const next = (from, step) => {
    for (let column = from + step; column >= 0 && column < keys.length; column += step) if (has(column)) return column;
    return from;
  };
  const latest = () => next(keys.length, -1);
  Object.entries({ role: "slider", tabindex: 0, "aria-valuemin": 1, "aria-valuemax": keys.length }).forEach(([k, v]) => place.setAttribute(k, v));
  place.setAttribute("aria-valuenow", keys.length);
  place.setAttribute("aria-valuetext", "arrow keys choose, Enter opens");
  place.setAttribute("aria-label", `${titleOf(theme)}: sentiment over time`);
  place.addEventListener("pointermove", (event) => go(columnAt(event)));
  place.addEventListener("pointerleave", () => { if (document.activeElement !== place) { at = -1; show(-1, keys); } });
  place.addEventListener("click", (event) => { go(columnAt(event)); open(); });
  place.addEventListener("focus", () => { if (at < 0 && place.matches(":focus-visible")) go(latest()); });
  place.addEventListener("blur", () => { at = -1; show(-1, keys); });
  place.addEventListener("keydown", (event) => {
    const steps = {
      ArrowLeft: () => next(at, -1), ArrowRight: () => next(at, 1), Home: () => next(-1, 1), End: latest,
      PageUp: () => next(Math.max(-1, at - 9), -1), PageDown: () => next(Math.min(keys.length, at + 9), 1),
    };
    if (event.key === "Enter" || event.key === " ") { event.preventDefault(); open(); }
    if (!steps[event.key]) return;
    event.preventDefault();
    if (at < 0) at = latest();
    go(steps[event.key]());
  });
}

function drawCharts() {
  const { view, left, width } = one(".charts").dataset;
  const [VIEW, LEFT, WIDTH] = [view, left, width].map(Number);
  for (const chart of all(".chart")) {
    const place = one(".plot", chart), svg = one("svg", place), theme = chart.dataset.theme;
    const line = document.createElementNS(SVG, "path"), now = make("p", { class: "note now" });
    line.setAttribute("class", "cursor");
    svg.append(line);
    place.append(now);
    const geometry = (x) => {
      const box = svg.getBoundingClientRect(), scale = box.width / VIEW;
      return { share: (x - box.left - LEFT * scale) / (WIDTH * scale), width: WIDTH * scale };
    };
    explore(place, theme, geometry, (column, keys) => {
      line.setAttribute("d", column < 0 ? "" : `M${LEFT + middle(column) * WIDTH} 4V132`);
      now.textContent = column < 0 ? "" : inWords(theme, keys[column]);
    });
    one(".figures tbody", chart).addEventListener("click", (event) => {
      const row = event.target.closest("tr");
      if (row) location.hash = `${theme}/${row.cells[0].textContent}`;
    });
    one("details", chart).addEventListener("toggle", () => {
      for (const row of all(".figures tbody tr", chart)) {
        const key = row.cells[0];
        if (!key.firstElementChild) key.replaceChildren(make("a", { href: `#${theme}/${key.textContent}` }, key.textContent));
      }
    }, { once: true });
  }
}

function drawHeat() {
  const now = one("#heat-now");
  for (const strip of all(".strip")) {
    const svg = one("svg", strip), theme = strip.dataset.theme, pointer = document.createElementNS(SVG, "path");
    pointer.setAttribute("class", "pointer");
    svg.append(pointer);
    svg.removeAttribute("role");
    svg.setAttribute("aria-hidden", "true");
    const place = make("div");
    svg.replaceWith(place);
    place.append(svg);
    const geometry = (x) => { const box = svg.getBoundingClientRect(); return { share: (x - box.left) / box.width, width: box.width }; };
    explore(place, theme, geometry, (column, keys) => {
      const { places, slots } = read(), wide = Math.max(1, slots / 600);
      pointer.setAttribute("d", column < 0 ? "" : `M${places[column]} 0h${wide}v1h${-wide}z`);
      now.textContent = column < 0 ? "" : `${titleOf(theme)}, ${inWords(theme, keys[column])}`;
    });
  }
  const links = all(".heat td a");
  links.slice(1).forEach((link) => { link.tabIndex = -1; });
  one(".heat").addEventListener("keydown", (event) => {
    const cell = event.target.closest("td");
    if (!cell || !one("a", cell)) return;
    const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
    if (!step) return;
    event.preventDefault();
    const rows = all(".heat tbody tr");
    let row = rows.indexOf(cell.parentElement), column = cell.cellIndex;
    for (;;) {
      row += step[0]; column += step[1];
      const target = rows[row]?.cells[column];
      if (!target || column < 1) return;
      const link = one("a", target);
      if (link) { event.target.tabIndex = -1; link.tabIndex = 0; link.focus(); return; }
    }
  });
}

// the sheet

const sheet = one("#behind");

function citation([title, source, published, url, locator]) {
  const headline = title || url || locator;
  const linked = url ? make("a", { href: url, rel: "noopener noreferrer", target: "_blank" }, make("bdi", {}, headline)) : make("bdi", {}, headline);
  return make("cite", {}, make("bdi", {}, source || "publisher unknown"), " · ", published || "undated", " · ", linked);
}

function contribution([article, value, weight, sentiment, , sentences]) {
  const { articles, sentences: texts } = read();
  const quotes = sentences.map(([text, score]) => make("blockquote", {}, make("p", { dir: "auto" }, make("bdi", {}, texts[text]), " ", make("small", { class: "note" }, signed(score)))));
  return make("li", {},
    make("p", { class: `gives ${value > 0.00005 ? "up" : value < -0.00005 ? "down" : ""}` }, gave(value), make("small", {}, `${signed(sentiment)} × ${weight < 0.0995 ? weight.toFixed(4) : weight.toFixed(2)}`)),
    make("div", {}, ...quotes, make("p", { class: "from" }, citation(articles[article]))));
}

// the days of a week, month or year

function daysOf(theme, key) {
  const { days, keys } = read(), span = days?.spans[keys.indexOf(key)];
  if (!span) return [];
  const DAY = 86_400_000, number = (day) => Date.parse(`${day}T00:00:00Z`) / DAY, first = number(days.first);
  const [from, to] = span.map(number), name = (day) => new Date(day * DAY).toISOString().slice(0, 10);
  const own = (days.themes[theme] ?? []).filter(([after]) => after + first >= from && after + first <= to);
  const left = from < first ? [make("p", { class: "note" }, `Days before ${days.first} stand in the table theme_days.`)] : [];
  if (!own.length) return left;
  const wide = to - from + 1, thin = Math.max(0.8, wide / 120), bars = { gain: "", loss: "" };
  for (const [after, value] of own) {
    const height = Math.max(0.8, Math.abs(value) * 0.25), x = (after + first - from + 0.5 - thin / 2).toFixed(2);
    bars[value < 0 ? "loss" : "gain"] += `M${x} 26v${value < 0 ? height : -height}h${thin}V26z`;
  }
  const svg = document.createElementNS(SVG, "svg");
  Object.entries({ viewBox: `0 0 ${wide} 52`, preserveAspectRatio: "none", "aria-hidden": "true", class: "days" }).forEach(([k, v]) => svg.setAttribute(k, v));
  for (const [name, d] of [["zero", `M0 26H${wide}`], ...Object.entries(bars)]) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("class", name);
    path.setAttribute("d", d);
    svg.append(path);
  }
  const cells = ([after, value, stories, low, high]) => [name(after + first), signed(value / 100), low === undefined ? "" : `${signed(low / 100)} to ${signed(high / 100)}`, whole(stories)];
  const row = (kind, texts) => make("tr", {}, ...texts.map((text, n) => make(kind === "th" || !n ? "th" : "td", kind === "th" ? { scope: "col" } : n ? {} : { scope: "row" }, text)));
  const table = make("div", { class: "scroll figures", tabindex: 0, role: "region", "aria-label": `Days of ${key}` },
    make("table", {}, make("thead", {}, row("th", ["Day", "Sentiment", "95% interval", "Stories"])), make("tbody", {}, ...own.map((day) => row("td", cells(day))))));
  return [make("h3", {}, `Its days with a figure: ${whole(own.length)}`), svg,
    make("p", { class: "ends note" }, make("span", {}, name(from)), make("span", {}, name(to))),
    make("details", {}, make("summary", {}, "Figures of the days"), table), ...left];
}

function fillSheet(theme, key) {
  const data = read(), body = one("#behind-body"), cell = data.cells[theme]?.[key], figure = figuresOf(theme).get(key);
  one("#behind-title").textContent = `${titleOf(theme)}, ${key === "undated" ? "articles without a day" : key}`;
  body.replaceChildren();
  if (figure) {
    const facts = [["sentiment", figure.sentiment || "no figure"], ["95% interval", figure.interval || "none"], ["stories", figure.stories], ["articles", figure.articles], ["of the stories then", figure.buzz], ["smoothed", figure.smoothed || "none"]];
    body.append(make("dl", { class: "behind-figures" }, ...facts.map(([what, value]) => make("div", {}, make("dt", {}, what), make("dd", {}, value)))));
    const note = all("#notes dt").find((term) => term.textContent === figure.note);
    if (note) body.append(make("p", { class: "note" }, make("span", { class: "code" }, figure.note), ": ", note.nextElementSibling.textContent, "."));
  }
  body.append(...daysOf(theme, key));
  if (!cell) {
    body.append(make("p", {}, "There is no news of this theme here."));
    return;
  }
  const [weighing, copies, shown] = cell;
  const sum = shown.reduce((sum, item) => sum + item[1], 0);
  const isAll = shown.length === weighing;
  const span = document.body.dataset.span;
  const adds = span === "day" && shown.length ? ` Together they give ${gave(sum)}.` : "";
  const head = isAll ? `What ${count(weighing, "article", "articles")} gave.${adds}` : `The ${shown.length} largest of ${count(weighing, "contribution", "contributions")}.${adds}`;
  body.append(make("h3", {}, shown.length ? "Behind the figure" : "The sentences are not in this page"));
  body.append(make("p", { class: "note" }, shown.length ? `${head} A contribution is what an article says, times its weight on its day.` : "It holds the largest contributions of the cells that moved most, so that it stays small."));
  body.append(make("ol", { class: "contributions" }, ...shown.map(contribution)));
  const left = [];
  if (!isAll && shown.length) left.push(`${count(weighing - shown.length, "contribution is", "contributions are")} not shown.`);
  if (copies) left.push(`${count(copies, "copy weighs", "copies weigh")} nothing.`);
  const days = key === "undated" ? "day empty" : span === "day" ? `day = ${key}` : `days of ${key}`;
  left.push(`All stand in the table contributions (theme = ${theme}, ${days}), their sentences in mentions.`);
  body.append(make("p", { class: "note" }, left.join(" ")));
}

function neighbours(theme, key) {
  const keys = [...figuresOf(theme).keys()], at = keys.indexOf(key);
  const link = (target, words) => target ? make("a", { href: `#${theme}/${target}` }, words) : "";
  if (at >= 0) one("#behind-body").append(make("p", {}, link(keys[at - 1], `← ${keys[at - 1]}`), " ", link(keys[at + 1], `${keys[at + 1]} →`)));
}

function follow() {
  const hash = decodeURIComponent(location.hash.slice(1)), cut = hash.lastIndexOf("/");
  if (cut < 1) { if (sheet.open) sheet.close(); return; }
  const [theme, key] = [hash.slice(0, cut), hash.slice(cut + 1)];
  if (theme === "company") { openCompany(key); return; }
  if (!chartOf(theme)) return;
  fillSheet(theme, key);
  neighbours(theme, key);
  if (!sheet.open) sheet.showModal();
  one(".sheet").scrollTop = 0;
  one("#behind-title").focus();
}

sheet.addEventListener("close", () => {
  if (!location.hash.includes("/")) return;
  const top = scrollY;
  try { history.replaceState(null, "", location.pathname + location.search); } catch { location.hash = ""; }
  scrollTo({ top, behavior: "instant" });
});
sheet.addEventListener("click", (event) => { if (event.target === sheet) sheet.close(); });
one(".close", sheet).addEventListener("click", () => sheet.close());
addEventListener("hashchange", follow);
