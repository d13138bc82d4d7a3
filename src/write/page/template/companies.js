
// search among the companies

/** Opens a company and goes there: `#company/company.pfizer`. */
function openCompany(id) {
  const item = all(".companies > li").find((item) => item.dataset.id === id);
  if (!item) return;
  item.hidden = false;
  one("details", item).open = true;
  item.scrollIntoView({ block: "start" });
  one("summary", item).focus({ preventScroll: true });
}

function browseCompanies() {
  const form = one("#company-filters"), found = one("#companies-found"), items = all(".companies > li");
  if (!form) return;
  const update = () => {
    const words = form.elements.search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const item of items) {
      item.hidden = !words.every((word) => item.dataset.words.includes(word));
      shown += item.hidden ? 0 : 1;
    }
    found.textContent = words.length ? `${whole(shown)} of ${whole(items.length)} here` : "";
  };
  form.addEventListener("input", update);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
}
