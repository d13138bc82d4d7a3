
// what changed since a day

function browseChanges() {
  const { keys, cells, sentences } = read(), form = one("#changed-form"), select = form.elements.since;
  const number = (text) => Number(text.replace("−", "-").replace("+", "")), stories = (figure) => Number(figure.stories.replaceAll(",", ""));
  const themes = all(".chart").map((chart) => chart.dataset.theme);
  select.append(...keys.slice(0, -1).reverse().map((key) => make("option", { value: key }, key)));

  function change(theme, since) {
    const own = [...figuresOf(theme)].filter(([, figure]) => figure.sentiment), at = keys.indexOf(since), place = new Map(keys.map((key, n) => [key, n]));
    const from = own.filter(([key]) => place.get(key) <= at).at(-1), to = own.filter(([key]) => place.get(key) > at).at(-1);
    if (!from || !to) return null;
    const change = number(to[1].sentiment) - number(from[1].sentiment), [a, b] = [from, to].map(([, figure]) => Math.max(1, stories(figure)));
    return { theme, from, to, change, weight: Math.abs(change) * Math.sqrt((a * b) / (a + b)) };
  }

  function card({ theme, from, to, change }) {
    const link = ([key, figure]) => make("span", {}, make("a", { class: "cell", href: `#${theme}/${key}` }, key), " ", figure.sentiment);
    const loudest = ([key], sign) => (cells[theme]?.[key]?.[2] ?? []).filter((item) => item[1] * change * sign > 0 && item[5].length).slice(0, 2);
    const now = loudest(to, 1), before = now.length ? [] : loudest(from, -1);
    const quotes = [...now, ...before].map(([article, value, , , , own]) => make("li", {},
      make("blockquote", {}, make("p", { dir: "auto" }, make("bdi", {}, sentences[own[0][0]]))),
      make("p", { class: "from" }, make("span", { class: "gave" }, gave(value)), " ", citation(read().articles[article]))));
    return make("li", {},
      make("h3", {}, make("span", { class: change > 0 ? "up" : "down" }, signed(change)), " ", titleOf(theme)),
      make("p", { class: "note" }, link(from), " → ", link(to), `; ${to[1].stories} ${to[1].stories === "1" ? "story" : "stories"} after ${from[1].stories}`),
      before.length ? make("h4", {}, `What no longer spoke, from ${from[0]}`) : "",
      quotes.length ? make("ul", { class: "sentences" }, ...quotes) : make("p", { class: "note" }, "The sentences are not in this page; open the figures."));
  }

  function update() {
    const changes = themes.map((theme) => change(theme, select.value)).filter((own) => own && Math.abs(own.change) >= 0.005);
    changes.sort((a, b) => b.weight - a.weight || (a.theme < b.theme ? -1 : 1));
    one("#changed-list").replaceChildren(...changes.slice(0, 8).map(card));
    const all = count(changes.length, "theme has", "themes have");
    one("#changed-found").textContent = `${all} another figure since ${select.value}${changes.length > 8 ? "; the 8 largest changes are here" : ""}.`;
  }

  form.addEventListener("input", update);
  form.addEventListener("submit", (event) => event.preventDefault());
  if (keys.length > 1) update();
  else one("#changed").hidden = true;
}

// one search for all

function browseAll() {
  const form = one("#find"), list = one("#find-list"), found = one("#find-found"), { claims, columns, articles } = read();
  const column = (name) => columns.indexOf(name), MOST = 5;
  const plain = (text) => text.toLowerCase();
  const kinds = () => [
    ["theme", all(".chart").map((chart) => ({ words: `${plain(titleOf(chart.dataset.theme))} ${chart.dataset.theme}`, text: titleOf(chart.dataset.theme), href: `#theme-${chart.dataset.theme}` }))],
    ["company", all(".companies > li").map((item) => ({ words: item.dataset.words, text: one(".name b", item).textContent, href: `#company/${item.dataset.id}` }))],
    ["measure", all(".measures tbody tr").map((row) => ({ words: row.dataset.words, text: `${one("code", row).textContent} ${one("b", row).textContent}`, href: "#measures", go: () => { row.tabIndex = -1; row.focus(); row.scrollIntoView({ block: "center" }); } }))],
    ["claim", claims.map((claim) => ({ words: plain(`${claim[2]} ${claim[3][column("subject")]}`), text: claim[2], href: "#claims", go: (words) => { const search = one("#filters").elements.search; search.value = words; one("#filters").dispatchEvent(new Event("input")); } }))],
    ["headline", articles.filter((article) => article[0]).map(([title, source, published, url]) => ({ words: plain(`${title} ${source}`), text: `${title} (${source || "publisher unknown"}, ${published || "undated"})`, href: url }))],
  ];
  let known;
  function update() {
    const asked = form.elements.search.value, words = plain(asked).split(/\s+/).filter(Boolean);
    if (!words.length) { list.replaceChildren(); found.textContent = ""; return; }
    known ??= kinds();
    const rows = [];
    let sum = 0;
    for (const [kind, items] of known) {
      const own = items.filter((item) => words.every((word) => item.words.includes(word)));
      sum += own.length;
      for (const { text, href, go } of own.slice(0, MOST)) {
        const inside = href?.startsWith("#"), linked = href ? make("a", inside ? { href } : { href, rel: "noopener noreferrer", target: "_blank" }, make("bdi", {}, text)) : make("bdi", {}, text);
        if (go) linked.addEventListener("click", () => setTimeout(() => go(asked)));
        rows.push(make("li", {}, make("span", { class: "note" }, kind), " ", linked));
      }
      if (own.length > MOST) rows.push(make("li", {}, make("span", { class: "note" }, `${whole(own.length - MOST)} more ${kind === "company" ? "companies" : `${kind}s`}`)));
    }
    list.replaceChildren(...rows);
    found.textContent = sum ? `${whole(sum)} found on this page` : "Nothing on this page; the tables have more.";
  }
  form.addEventListener("input", update);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
}
