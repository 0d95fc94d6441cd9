// The page of pairs, for those who hold the lists: it stands alone and fits every screen and a sheet of A4.

import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { esep, lists } from "../demo.mjs";
import { SCENARIOS, WIDTHS } from "../places.mjs";
import { barriers, overhang, reading, start } from "../reader.mjs";

let browser, folder, page;
before(async () => {
  browser = await start();
  folder = await mkdtemp(join(tmpdir(), "pairs-"));
  const out = join(folder, "linked");
  await esep("link", ...(await lists(SCENARIOS[0])), "--private", "--yes", "--lang", "ky", "--out", out);
  page = join(out, "private", "pairs.html");
});
after(async () => {
  await browser.close();
  await rm(folder, { recursive: true });
});

for (const width of WIDTHS) {
  test(`pairs: nothing sticks out at ${width} pixels`, () =>
    reading(browser, page, { viewport: { width, height: 900 } }, async (opened) => {
      assert.equal(await overhang(opened, "main > *, header > *, p, ul, table, svg"), 0);
      assert.ok((await opened.locator("section.pair svg").count()) > 10);
    }));
}

test("pairs: the page asks for nothing but itself", () =>
  reading(browser, page, {}, async (opened, { address, asked, complaints }) => {
    await opened.waitForLoadState("networkidle");
    assert.deepEqual(asked, [address]);
    assert.deepEqual(complaints, []);
  }));

// axe-core is put into the page, which the page's own policy forbids to everybody.
test("pairs: axe-core finds no serious barrier", () =>
  reading(browser, page, { bypassCSP: true }, async (opened) => {
    // All pairs are built alike, and a few of them are looked at in a fraction of the time.
    await opened.evaluate(() => document.querySelectorAll(".pair:nth-child(n+6)").forEach((pair) => pair.remove()));
    assert.deepEqual(await barriers(opened), []);
  }));

test("pairs: nothing is cut off in print", () =>
  reading(browser, page, { viewport: { width: 680, height: 1000 } }, async (opened) => {
    await opened.emulateMedia({ media: "print" });
    assert.equal(await overhang(opened, "table, svg, p"), 0);
  }));
