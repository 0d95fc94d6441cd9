// The report fits every screen and a sheet of A4.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { shared } from "../demo.mjs";
import { REPORTS, WIDTHS } from "../places.mjs";
import { overhang, reading, start } from "../reader.mjs";

/** A4 is 210 by 297 mm; a point is 1/72 inch. */
const A4 = [595.28, 841.89];
/** The width that is left on A4 between margins of 15 mm, in CSS pixels. */
const PRINTED_WIDTH = Math.floor((180 / 25.4) * 96);
/** A report of five lists is a paper to hand over, not a book. */
const PAGES = { fewest: 2, most: 12 };

let browser;
before(async () => (browser = await start()));
after(() => browser.close());

for (const report of REPORTS) {
  for (const width of WIDTHS) {
    test(`${report.name}: nothing sticks out at ${width} pixels`, () =>
      reading(browser, shared(report, "index.html"), { viewport: { width, height: 900 } }, async (page) => {
        await page.evaluate(() => document.querySelectorAll("details").forEach((part) => (part.open = true)));
        assert.equal(await overhang(page, "main > *, header > *, p, ul, dl, pre, .scroll"), 0);
      }));
  }

  test(`${report.name}: prints on A4`, () =>
    reading(browser, shared(report, "index.html"), {}, async (page) => {
      const printed = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
      const sheets = [...printed.matchAll(/\/Type\s*\/Page\b/g)].length;
      assert.ok(sheets >= PAGES.fewest && sheets <= PAGES.most, `${sheets} pages`);
      const boxes = [...printed.matchAll(/\/MediaBox\s*\[\s*([\d.\s]+)\]/g)].map(([, box]) => box.trim().split(/\s+/).map(Number));
      assert.equal(boxes.length, sheets);
      for (const [left, bottom, right, top] of boxes) {
        assert.ok(Math.abs(right - left - A4[0]) < 1.5 && Math.abs(top - bottom - A4[1]) < 1.5, `${right} by ${top} points`);
      }
    }));

  test(`${report.name}: nothing is cut off in print`, () =>
    reading(browser, shared(report, "index.html"), { viewport: { width: PRINTED_WIDTH, height: 1000 } }, async (page) => {
      await page.emulateMedia({ media: "print" });
      assert.equal(await overhang(page, "table, svg, pre, p, dl"), 0);
    }));
}

test("a page that is too wide is noticed", () =>
  reading(browser, shared(REPORTS[0], "index.html"), { viewport: { width: 360, height: 900 } }, async (page) => {
    await page.evaluate(() => (document.querySelector("main > *").style.width = "500px"));
    assert.ok((await overhang(page, "main > *")) > 100);
  }));
