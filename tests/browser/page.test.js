// The HTML report in headless Chromium: node --test page.test.js, with REPORT (of the sample archive), HOSTILE and LONG as paths of pages.
// scripts/test-page makes these and installs what is needed.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";

const require = createRequire(`${process.env.MODULES}/`);
const { chromium } = require("playwright-core");
const AXE = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const { REPORT, HOSTILE, LONG, YEARS } = process.env;

let browser;
before(async () => { browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: FLAGS }); });
after(async () => { await browser?.close(); });

/** Opens a page; `troubles` is what it complains about or asks of the network. */
async function open(path, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  const troubles = [];
  page.on("console", (message) => troubles.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => troubles.push(error.message));
  page.on("dialog", (dialog) => { troubles.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on("request", (request) => { if (request.url() !== pathToFileURL(path).href.split("#")[0] && !request.url().startsWith(pathToFileURL(path).href)) troubles.push(`request: ${request.url()}`); });
  await page.goto(pathToFileURL(path).href);
  if (options.javaScriptEnabled !== false) await page.waitForSelector("html[data-ready]");
  return { page, troubles, close: () => context.close() };
}

/** The figure of a cell, as the table beside the page has it and the page should show it, for a regular expression. */
function figure(theme, day) {
  const [header, ...rows] = readFileSync(join(dirname(REPORT), "theme_days.csv"), "utf8").trim().split("\n").map((line) => line.split(","));
  const row = rows.find((row) => row[header.indexOf("theme")] === theme && row[header.indexOf("day")] === day);
  const value = Number(row[header.indexOf("sentiment")]);
  return `${value < 0 ? "\u2212" : "\\+"}${Math.abs(value).toFixed(2).replace(".", "\\.")}`;
}

const overflow = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

for (const [name, path] of [["the sample archive", REPORT], ["hostile articles", HOSTILE], ["many days", LONG], ["years with a hole", YEARS]]) {
  for (const width of [1280, 390]) {
    test(`${name} at ${width} px: charts are drawn, nothing is loaded or complained of, nothing overflows`, async () => {
      const { page, troubles, close } = await open(path, { viewport: { width, height: 844 } });
      const charts = await page.locator(".chart .plot svg").evaluateAll((all) => all.map((svg) => svg.querySelectorAll("path[d]:not([d=''])").length));
      assert.ok(charts.length > 0 && charts.every((paths) => paths >= 4), `${charts}`);
      const sizes = await page.locator(".chart .plot svg").first().boundingBox();
      assert.ok(sizes.width > 200 && sizes.height > 80, JSON.stringify(sizes));
      assert.equal(await overflow(page), 0);
      assert.deepEqual(troubles, []);
      await close();
    });
  }
}

test("a day of a chart opens the sentences behind it, by pointer and by key, and closes again", async () => {
  const { page, troubles, close } = await open(REPORT);
  const plot = page.locator("#theme-macro\\.rates .plot");
  await plot.scrollIntoViewIfNeeded();
  await plot.focus();
  await page.keyboard.press("End");
  assert.match(await plot.getAttribute("aria-valuetext"), new RegExp(`^2026-07-03: ${figure("macro.rates", "2026-07-03")}`));
  await page.keyboard.press("ArrowLeft");
  assert.match(await plot.getAttribute("aria-valuetext"), new RegExp(`^2026-07-02: ${figure("macro.rates", "2026-07-02")}.*3 stories`));
  await page.keyboard.press("Enter");
  const sheet = page.locator("dialog[open]");
  await sheet.waitFor();
  assert.match(page.url(), /#macro\.rates\/2026-07-02$/);
  assert.equal(await page.locator("#behind-title").textContent(), "Interest rates, 2026-07-02");
  assert.equal(await sheet.locator(".contributions > li").count(), 3);
  assert.match(await sheet.textContent(), new RegExp(`What 3 articles gave\\. Together they give ${figure("macro.rates", "2026-07-02")}`));
  assert.match(await sheet.textContent(), /too_few: two to four stories/);
  assert.match(await sheet.textContent(), /US hiring stalls in June/);
  await page.keyboard.press("Escape");
  await sheet.waitFor({ state: "hidden" });
  assert.ok(!page.url().includes("/2026"), page.url());
  assert.equal(await page.evaluate(() => document.activeElement.className), "plot", "focus comes back");
  const box = await plot.boundingBox();
  await page.mouse.click(box.x + box.width * (32 + 320 * 10.5 / 12) / 360, box.y + 30);
  await sheet.waitFor();
  assert.match(page.url(), /#macro\.rates\/2026-07-02$/);
  await page.locator("dialog .close").click();
  await sheet.waitFor({ state: "hidden" });
  assert.deepEqual(troubles, []);
  await close();
});

test("a cell of the heat map opens; arrow keys move among cells", async () => {
  const { page, close } = await open(REPORT);
  await page.locator(".heat td a").first().focus();
  await page.keyboard.press("ArrowRight");
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("href")), "#ai/2026-06-24");
  await page.keyboard.press("ArrowDown");
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("href")), "#ai.chips/2026-06-24");
  await page.keyboard.press("Enter");
  await page.locator("dialog[open]").waitFor();
  assert.equal(await page.locator("#behind-title").textContent(), "AI chips, 2026-06-24");
  await close();
});

test("stripes of many days open what is behind them and say what is left out", async () => {
  const { page, close } = await open(LONG);
  const strip = page.locator(".strip [role=slider]").first();
  await strip.focus();
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await page.locator("dialog[open]").waitFor();
  assert.match(await page.locator("dialog").textContent(), /largest of|What \d+ articles? gave/);
  assert.match(await page.locator("dialog").textContent(), /All stand in the table contributions/);
  await close();
});

test("an address with a cell opens it at once", async () => {
  const { page, close } = await open(REPORT);
  await page.goto(`${pathToFileURL(REPORT).href}#macro/undated`);
  await page.reload();
  await page.locator("dialog[open]").waitFor();
  assert.match(await page.locator("#behind-title").textContent(), /articles without a day/);
  await close();
});

test("claims are found by words and filters", async () => {
  const { page, troubles, close } = await open(REPORT);
  const found = async () => Number((await page.locator("#claims-found").textContent()).split(" ")[0]);
  const all = await found();
  assert.ok(all > 500, `${all}`);
  await page.fill("#filters [name=search]", "hiring stalls");
  const hiring = await found();
  assert.ok(hiring > 0 && hiring < all / 10, `${hiring}`);
  await page.fill("#filters [name=search]", "");
  await page.selectOption("#filters [name=kind]", "change");
  await page.selectOption("#filters [name=direction]", "down");
  await page.selectOption("#filters [name=unit]", "percent");
  const down = await found();
  assert.ok(down > 0 && down < all / 3, `${down}`);
  const cards = await page.locator("#claims-list .claim").allTextContents();
  assert.ok(cards.every((card) => card.includes("change · down")), cards.join("\n"));
  await page.fill("#filters [name=search]", "no such words at all");
  assert.match(await page.locator("#claims-list").textContent(), /No claim of this page matches/);
  await page.locator("#filters [type=reset]").click();
  await page.waitForFunction((all) => document.querySelector("#claims-found").textContent.startsWith(`${all} `), all);
  const before = await page.locator("#claims-list li").count();
  await page.locator("#claims-more").click();
  assert.ok(await page.locator("#claims-list li").count() > before);
  assert.deepEqual(troubles, []);
  await close();
});

test("companies are found by their names, and open to their days and sentences", async () => {
  const { page, troubles, close } = await open(REPORT);
  const items = page.locator(".companies > li");
  const all = await items.count();
  assert.ok(all > 10);
  const search = page.locator("#company-filters input");
  await search.fill("bright SYSTEMS");
  assert.equal(await page.locator(".companies > li:visible").count(), 1);
  assert.equal(await page.locator("#companies-found").textContent(), `1 of ${all} here`);
  const own = page.locator(".companies > li:visible");
  assert.match(await own.locator("summary").textContent(), /Brightwell Test Systems/);
  await own.locator("summary").click();
  const day = (await own.locator("tbody th").first().textContent()).trim();
  const [header, ...rows] = readFileSync(join(dirname(REPORT), "entity_days.csv"), "utf8").trim().split("\n").map((line) => line.split(","));
  const newest = rows.filter((row) => row[header.indexOf("name")] === "Brightwell Test Systems").map((row) => row[header.indexOf("day")]).sort().pop();
  assert.equal(day, newest);
  assert.ok(await own.locator("blockquote").count() > 2);
  await search.fill("nobody of this name");
  assert.equal(await page.locator(".companies > li:visible").count(), 0);
  await search.fill("");
  assert.equal(await page.locator(".companies > li:visible").count(), all);
  assert.deepEqual(troubles, []);
  await close();
});

test("a year without news is a year wide, and no line runs across it", async () => {
  const { page, close } = await open(YEARS);
  const line = await page.locator("#theme-macro\\.inflation .plot path.line").getAttribute("d");
  const xs = [...line.matchAll(/([ML])([\d.]+) /g)].map((part) => ({ starts: part[1] === "M", x: Number(part[2]) }));
  const gaps = xs.slice(1).map((point, n) => ({ wide: point.x - xs[n].x, starts: point.starts }));
  const hole = gaps.filter((gap) => gap.wide > 100);
  assert.equal(hole.length, 1, JSON.stringify(hole));
  assert.ok(hole[0].starts, "the line is lifted");
  await close();
});

test("a week opens to its days", async () => {
  const { page, troubles, close } = await open(YEARS);
  await page.evaluate(() => { location.hash = "macro.inflation/2024-W05"; });
  const sheet = page.locator("dialog[open]");
  await sheet.waitFor();
  assert.match(await sheet.textContent(), /Its days with a figure: 7/);
  await sheet.locator("summary").click();
  assert.equal(await sheet.locator(".figures tbody tr").count(), 7);
  assert.match(await sheet.locator(".figures tbody tr").first().textContent(), /^2024-01-29/);
  assert.deepEqual(troubles, []);
  await close();
});

test("one field finds themes, companies, measures, claims and headlines", async () => {
  const { page, troubles, close } = await open(REPORT);
  const field = page.locator("#find input");
  await field.fill("quillon");
  assert.match(await page.locator("#find-found").textContent(), /found on this page/);
  const kinds = await page.locator("#find-list .note").allTextContents();
  assert.ok(kinds.includes("company") && kinds.includes("claim"), `${kinds}`);
  await page.locator("#find-list a").first().click();
  await page.waitForFunction(() => document.querySelector(".companies details[open]"));
  await field.fill("hiring stalls");
  assert.ok((await page.locator("#find-list .note").allTextContents()).includes("headline"));
  await field.fill("rut.price");
  await page.locator("#find-list a").first().click();
  await page.waitForFunction(() => document.activeElement?.closest(".measures"));
  await field.fill("no such words");
  assert.match(await page.locator("#find-found").textContent(), /Nothing on this page/);
  assert.deepEqual(troubles, []);
  await close();
});

test("what changed since a day stands with its sentences", async () => {
  const { page, troubles, close } = await open(REPORT);
  await page.locator("#changed select").selectOption("2026-06-30");
  assert.match(await page.locator("#changed-found").textContent(), /since 2026-06-30/);
  const cards = page.locator("#changed-list > li");
  assert.ok(await cards.count() >= 5);
  for (const card of await cards.all()) {
    const [from, to] = await card.locator("a.cell").allTextContents();
    assert.ok(from <= "2026-06-30" && to > "2026-06-30", `${from} ${to}`);
  }
  assert.ok(await page.locator("#changed-list blockquote").count() >= 5);
  assert.deepEqual(troubles, []);
  await close();
});

test("hostile titles stay text", async () => {
  const { page, troubles, close } = await open(HOSTILE);
  // markup in titles and texts of records is taken out; names of publishers stay as they are
  assert.match(await page.locator("main").textContent(), /<i onmouseover=alert\(3\)>Wire 0<\/i>/);
  assert.match(await page.locator("main").textContent(), /\{\{7\*7\}\}/);
  await page.locator(".heat td a, .strip [role=slider]").first().focus();
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await page.locator("dialog[open]").waitFor();
  assert.equal(await page.locator("img").count(), 0);
  const links = await page.locator("a[href]:not([href^='#'])").evaluateAll((all) => all.map((link) => link.protocol));
  assert.ok(links.every((protocol) => protocol === "http:" || protocol === "https:"), `${links}`);
  assert.deepEqual(troubles, []);
  await close();
});

test("light and dark can be switched, and follow the system", async () => {
  const { page, close } = await open(REPORT, { colorScheme: "dark" });
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const dark = await paper();
  await page.locator("#scheme").click();
  assert.notEqual(await paper(), dark);
  assert.equal(await page.locator("#scheme").textContent(), "Dark");
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector("nav")).display), "none");
  await close();
});

test("without JavaScript charts, figures and sentences are there", async () => {
  const { page, close } = await open(REPORT, { javaScriptEnabled: false });
  assert.ok((await page.locator(".chart .plot svg").first().boundingBox()).height > 80);
  assert.ok(await page.locator("#movers blockquote").count() > 10);
  assert.ok(await page.locator("#claims-list li").count() >= 10);
  assert.ok(await page.locator("noscript").count() > 0 && !(await page.locator("#filters").isVisible()));
  await close();
});

for (const colorScheme of ["light", "dark"]) {
  test(`axe finds nothing to mend, ${colorScheme}`, async () => {
    for (const path of [REPORT, LONG]) {
      const { page, close } = await open(path, { colorScheme });
      for (const opened of [false, true]) {
        if (opened) {
          await page.locator(".cell").first().click();
          await page.locator("dialog[open]").waitFor();
        }
        // the page's policy lets no script in but its own: axe comes past it, as a debugger does
        const session = await page.context().newCDPSession(page);
        await session.send("Runtime.evaluate", { expression: AXE });
        const { violations } = await page.evaluate(() => axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
        const told = violations.map((v) => `${v.id}: ${v.help} (${v.nodes.length}) ${v.nodes[0].html.slice(0, 160)} ${v.nodes[0].failureSummary}`);
        assert.deepEqual(told, []);
      }
      await close();
    }
  });
}
