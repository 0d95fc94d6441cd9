// A reader with a real browser and no network.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

import { chromium } from "playwright-core";

import { CHROMIUM } from "./places.mjs";

const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Starts Chromium; the caller closes it. */
export function start() {
  return chromium.launch({ executablePath: CHROMIUM, args: ARGUMENTS });
}

/** Opens a file and notes everything that the page asks for, complains of, or runs. */
export async function open(browser, path, options = {}) {
  const context = await browser.newContext({ offline: true, ...options });
  const page = await context.newPage();
  const asked = [];
  const complaints = [];
  page.on("request", (request) => asked.push(request.url()));
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  const address = pathToFileURL(path).href;
  await page.goto(address, { waitUntil: "load" });
  return { page, context, address, asked, complaints };
}

/** Opens a file, lets `look` look at it, and closes it again. */
export async function reading(browser, path, options, look) {
  const opened = await open(browser, path, options);
  try {
    return await look(opened.page, opened);
  } finally {
    await opened.context.close();
  }
}

/** What axe-core finds wrong at the two highest grades, each as rule and place. */
export async function barriers(page) {
  const source = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
  await page.addScriptTag({ content: source });
  const { violations, passes } = await page.evaluate(() => window.axe.run(document));
  if (passes.length < 10) throw new Error(`axe-core looked at too little: ${passes.length} rules`);
  const grave = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  return grave.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`));
}

/** How far the page and its wide parts stick out of the window, in pixels. */
export function overhang(page, selector) {
  return page.evaluate((parts) => {
    const width = document.documentElement.clientWidth;
    const whole = document.documentElement.scrollWidth - width;
    const rights = [...document.querySelectorAll(parts)].map((part) => part.getBoundingClientRect().right - width);
    return Math.max(whole, ...rights.map(Math.floor), 0);
  }, selector);
}
