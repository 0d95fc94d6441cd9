// The same count in three languages.

import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { esep, lists } from "../demo.mjs";
import { SCENARIOS, WIDTHS } from "../places.mjs";
import { barriers, overhang, reading, start } from "../reader.mjs";

const POPULATION = "DEMO";

let browser;
let folder;
const pages = {};
before(async () => {
  browser = await start();
  folder = await mkdtemp(join(tmpdir(), "esep-e2e-"));
  const files = await lists(SCENARIOS[0]);
  for (const lang of ["en", "ru", "ky"]) {
    const out = join(folder, lang);
    await esep("count", ...files, "--population", POPULATION, "--date", "2026-01-15", "--lang", lang, "--out", out);
    pages[lang] = join(out, "share", "index.html");
  }
});
after(async () => {
  await browser.close();
  await rm(folder, { recursive: true });
});

for (const lang of ["en", "ru", "ky"]) {
  test(`${lang}: the page says which language it is in`, () =>
    reading(browser, pages[lang], {}, async (page) => {
      assert.equal(await page.locator("html").getAttribute("lang"), lang);
      assert.ok((await page.title()).length > 5);
    }));

  test(`${lang}: it is marked as a draft only where nobody has proof-read it`, () =>
    reading(browser, pages[lang], {}, async (page) => {
      const draft = page.locator(".draft");
      assert.equal(await draft.count(), lang === "ky" ? 1 : 0);
      if (lang === "ky") assert.ok(await draft.isVisible());
    }));

  test(`${lang}: it fits, and has no serious barrier`, async () => {
    for (const width of WIDTHS) {
      await reading(browser, pages[lang], { viewport: { width, height: 900 } }, async (page) =>
        assert.equal(await overhang(page, "main > *, header > *, p, ul, dl, pre, .scroll"), 0, `${width} pixels`),
      );
    }
    await reading(browser, pages[lang], { bypassCSP: true }, async (page) => assert.deepEqual(await barriers(page), []));
  });

  test(`${lang}: no identifier of a message is left where words should be`, () =>
    reading(browser, pages[lang], {}, async (page) => {
      const words = await page.locator("body").innerText();
      assert.doesNotMatch(words, /\b(answer|column|page|caution|refusal|warning|method|upset)-[a-z]/);
      if (lang !== "en") assert.match(words, /[а-яёңөү]{4}/i);
    }));
}

test("the figures are the same in every language", async () => {
  const results = await Promise.all(
    Object.values(pages).map(async (path) => JSON.parse(await readFile(join(path, "..", "result.json"), "utf8"))),
  );
  assert.equal(results.length, 3);
  for (const { sections } of results) assert.deepEqual(sections, results[0].sections);
});

test("the three pages differ in their words", async () => {
  const titles = await Promise.all(Object.values(pages).map((path) => reading(browser, path, {}, (page) => page.title())));
  assert.equal(new Set(titles).size, 3, `${titles}`);
});
