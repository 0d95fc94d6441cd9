// What the page says is what the program found.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { readFile } from "node:fs/promises";

import { figures, shared } from "../demo.mjs";
import { REPORTS } from "../places.mjs";
import { reading, start } from "../reader.mjs";
import { text } from "../sheet.mjs";

let browser;
before(async () => (browser = await start()));
after(() => browser.close());

/** Whole numbers in a sentence; English groups thousands with commas. */
function numbers(sentence) {
  return [...sentence.matchAll(/\d[\d,]*/g)].map(([digits]) => Number(digits.replaceAll(",", "")));
}

for (const report of REPORTS) {
  test(`${report.name}: the answer is that of result.json`, () =>
    reading(browser, shared(report, "index.html"), {}, async (page) => {
      const { sections, population } = await figures(report);
      const [section] = sections;
      const answer = await page.locator("section.answer").innerText();
      const [persons, ...rest] = numbers(await page.locator("section.answer .figure").innerText());
      assert.equal(persons, section.persons);
      const { range } = section.estimate;
      assert.ok(range, "the demo's lists carry an estimate");
      const [lower, upper] = [Math.round(range.lower), Math.round(range.upper)];
      assert.deepEqual(rest, [lower - section.persons, upper - section.persons]);
      assert.ok(numbers(answer).includes(lower) && numbers(answer).includes(upper));
      const ways = await page.locator("section.ways tbody tr").count();
      assert.equal(ways, section.ways.length);
      assert.ok(answer.includes(population));
    }));

  test(`${report.name}: lists and overlaps are those of result.json`, () =>
    reading(browser, shared(report, "index.html"), {}, async (page) => {
      const [section] = (await figures(report)).sections;
      const words = await page.locator("main").innerText();
      for (const list of section.lists) assert.ok(words.includes(list.label), list.label);
      const cells = await page.evaluate(() =>
        [...document.querySelectorAll("tbody tr")].map((row) => [...row.cells].map((cell) => cell.textContent.trim())),
      );
      for (const list of section.lists) {
        const row = cells.find((row) => row.includes(list.label)) ?? [];
        assert.ok(row.some((cell) => /^[\d,]+$/.test(cell) && numbers(cell)[0] === list.persons), `${list.label}: ${row}`);
      }
      assert.equal(sum(section.overlaps.map(({ persons }) => persons)), section.persons);
      assert.equal(sum(section.captures), section.persons);
    }));

  test(`${report.name}: overlaps.csv holds everybody once`, async () => {
    const [section] = (await figures(report)).sections;
    const [heading, ...rows] = text(await readFile(shared(report, "overlaps.csv"), "utf8"));
    for (const list of section.lists) assert.ok(heading.includes(list.label), list.label);
    assert.equal(rows.length, section.overlaps.length);
    assert.equal(sum(rows.map((row) => Number(row.at(-1)))), section.persons);
  });

  test(`${report.name}: no number stands without who is counted`, () =>
    reading(browser, shared(report, "index.html"), {}, async (page) => {
      const { population } = await figures(report);
      const standings = await page.locator("figcaption").allInnerTexts();
      assert.ok(standings.length >= 3);
      for (const standing of standings) assert.ok(standing.includes(population), standing);
    }));

  test(`${report.name}: it says in large letters that the people are invented`, () =>
    reading(browser, shared(report, "index.html"), {}, async (page) => {
      const mark = page.locator(".demo .loud");
      assert.ok(await mark.isVisible());
      const size = await mark.evaluate((part) => parseFloat(getComputedStyle(part).fontSize));
      assert.ok(size >= 18, `${size} pixels`);
    }));
}

function sum(values) {
  return values.reduce((total, value) => total + value, 0);
}
