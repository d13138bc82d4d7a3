// Pictures of the HTML report for the documentation: node show.js REPORT FOLDER.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const { chromium } = createRequire(`${process.env.MODULES}/`)("playwright-core");
const [report, folder] = process.argv.slice(2);
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: FLAGS });

async function show(name, viewport, hash, place) {
  const page = await browser.newPage({ viewport, colorScheme: "light", reducedMotion: "reduce" });
  await page.goto(pathToFileURL(report).href + hash);
  await page.waitForSelector("html[data-ready]");
  if (place) await page.evaluate((selector) => document.querySelector(selector).scrollIntoView(), place);
  await page.waitForTimeout(300);
  await page.evaluate(() => document.activeElement?.blur());
  await page.screenshot({ path: `${folder}/${name}.png` });
  await page.close();
}

await show("report", { width: 1280, height: 960 }, "", "#heat");
await show("report-phone", { width: 390, height: 844 }, "#macro.rates/2026-07-02");
await browser.close();
