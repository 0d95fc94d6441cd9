// The report can be read by ear, by keyboard and in large letters.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { shared } from "../demo.mjs";
import { REPORTS } from "../places.mjs";
import { barriers, reading, start } from "../reader.mjs";

let browser;
before(async () => (browser = await start()));
after(() => browser.close());

for (const report of REPORTS) {
  // axe-core is put into the page, which the page's own policy forbids to everybody.
  test(`${report.name}: axe-core finds no serious barrier`, () =>
    reading(browser, shared(report, "index.html"), { bypassCSP: true }, async (page) => {
      assert.deepEqual(await barriers(page), []);
      await page.evaluate(() => document.querySelectorAll("details").forEach((part) => (part.open = true)));
      assert.deepEqual(await barriers(page), []);
    }));

  test(`${report.name}: every picture has a name and a description`, () =>
    reading(browser, shared(report, "index.html"), {}, async (page) => {
      const pictures = await page.evaluate(() =>
        [...document.querySelectorAll("svg, img")].map((picture) => {
          const ids = (picture.getAttribute("aria-labelledby") ?? "").split(/\s+/).filter(Boolean);
          return { role: picture.getAttribute("role"), said: ids.map((id) => document.getElementById(id)?.textContent ?? "") };
        }),
      );
      assert.ok(pictures.length >= 3, "overlaps, people by number of lists, models");
      for (const { role, said } of pictures) {
        assert.equal(role, "img");
        assert.equal(said.length, 2);
        assert.ok(said[0].length > 5 && said[1].length > 40, `${said}`);
      }
      assert.equal(new Set(pictures.map(({ said }) => said.join("\n"))).size, pictures.length, "each says its own");
      assert.equal(await page.getByRole("img").count(), pictures.length);
    }));

  test(`${report.name}: headings go down one step at a time, from one title`, () =>
    reading(browser, shared(report, "index.html"), {}, async (page) => {
      const levels = await page.evaluate(() =>
        [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].map((heading) => Number(heading.tagName[1])),
      );
      assert.equal(levels.filter((level) => level === 1).length, 1);
      assert.equal(levels[0], 1);
      levels.slice(1).forEach((level, place) => assert.ok(level <= levels[place] + 1, `${levels}`));
    }));

  test(`${report.name}: the first key press offers the way to the answer`, () =>
    reading(browser, shared(report, "index.html"), {}, async (page) => {
      await page.keyboard.press("Tab");
      const focused = page.locator(":focus");
      assert.equal(await focused.getAttribute("href"), "#answer");
      assert.ok(await focused.isVisible());
    }));
}

test("a barrier is noticed", () =>
  reading(browser, shared(REPORTS[0], "index.html"), { bypassCSP: true }, async (page) => {
    await page.evaluate(() => document.querySelectorAll("svg").forEach((picture) => {
      picture.removeAttribute("aria-labelledby");
      picture.querySelectorAll("title, desc").forEach((words) => words.remove());
    }));
    assert.ok((await barriers(page)).some((barrier) => barrier.startsWith("svg-img-alt")));
  }));
