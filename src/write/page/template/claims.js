// The claims browser.

function browseClaims() {
  const { claims, columns, articles } = read();
  const form = one("#filters"), list = one("#claims-list"), found = one("#claims-found"), more = one("#claims-more");
  const column = Object.fromEntries(columns.map((name, n) => [name, n]));
  const cell = (claim, name) => claim[3][column[name]];
  const themes = (claim) => cell(claim, "themes").split("; ").filter(Boolean);
  const words = claims.map((claim) => [claim[2], ...claim[3], ...articles[claim[1]].slice(0, 2)].join(" ").toLowerCase());
  const FILTERS = ["themes", "kind", "unit", "direction", "modality"];
  const PAGE = 24;
  let shown = PAGE;

  for (const name of FILTERS) {
    const counts = new Map();
    for (const claim of claims) for (const value of name === "themes" ? themes(claim) : [cell(claim, name)]) counts.set(value, (counts.get(value) ?? 0) + 1);
    const values = [...counts].filter(([value]) => value).sort((a, b) => (name === "themes" ? (a[0] < b[0] ? -1 : 1) : b[1] - a[1]));
    form.elements[name].append(...values.map(([value, number]) => make("option", { value }, `${value.replaceAll("_", " ")} (${number})`)));
  }

  function matching() {
    const asked = Object.fromEntries(FILTERS.map((name) => [name, form.elements[name].value]));
    const terms = form.elements.search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const numbers = claims.map((_, n) => n).filter((n) => {
      const claim = claims[n];
      return FILTERS.every((name) => !asked[name] || (name === "themes" ? themes(claim).includes(asked[name]) : cell(claim, name) === asked[name]))
        && terms.every((term) => words[n].includes(term));
    });
    const published = (n) => articles[claims[n][1]][2];
    const size = (n) => Math.abs(Number(cell(claims[n], "value")));
    const orders = {
      new: (a, b) => (published(a) < published(b) ? 1 : published(a) > published(b) ? -1 : a - b),
      old: (a, b) => (!published(a) - !published(b)) || (published(a) < published(b) ? -1 : published(a) > published(b) ? 1 : a - b),
      large: (a, b) => size(b) - size(a) || a - b,
    };
    const order = orders[form.elements.order.value];
    return order ? numbers.sort(order) : numbers;
  }

  function card(claim) {
    const surface = cell(claim, "surface"), subject = cell(claim, "subject"), sentence = claim[2], at = surface ? sentence.indexOf(surface) : -1;
    const measure = ["metric", "kind", "direction", "period", "modality"].map((name) => cell(claim, name).replaceAll("_", " ")).filter((part) => part && part !== "actual");
    const speaker = cell(claim, "speaker");
    if (speaker) measure.push(`says ${speaker}`);
    const marked = at < 0 ? [sentence] : [sentence.slice(0, at), make("mark", {}, surface), sentence.slice(at + surface.length)];
    return make("li", {},
      make("p", { class: "claim" }, make("b", {}, make("bdi", {}, surface)), " ", subject ? make("bdi", {}, subject) : make("i", {}, "subject not told"), " ", make("span", { class: "note" }, make("bdi", {}, measure.join(" · ")))),
      make("blockquote", {}, make("p", { dir: "auto" }, make("bdi", {}, ...marked))),
      make("p", { class: "from" }, citation(articles[claim[1]])));
  }

  function update() {
    const numbers = matching();
    list.replaceChildren(...numbers.slice(0, shown).map((n) => card(claims[n])));
    if (!numbers.length) list.append(make("li", { class: "none" }, "No claim of this page matches; clear a filter, or look into the table claims."));
    found.textContent = `${count(numbers.length, "claim", "claims")} of ${whole(claims.length)} here`;
    more.hidden = numbers.length <= shown;
    more.textContent = `Show ${Math.min(PAGE, numbers.length - shown)} more`;
  }

  const restart = () => { shown = PAGE; update(); };
  form.addEventListener("input", restart);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(restart));
  more.addEventListener("click", () => {
    const first = shown;
    shown += PAGE;
    update();
    const next = list.children[first];
    if (next) { next.tabIndex = -1; next.focus({ preventScroll: true }); }
  });
  if (!claims.length) return;
  form.hidden = false;
  update();
}

// what is seen first is painted first
requestAnimationFrame(() => setTimeout(() => {
  drawCharts();
  drawHeat();
  browseCompanies();
  browseClaims();
  browseChanges();
  browseAll();
  follow();
  root.dataset.ready = "yes";
}));
