// The report is one file that needs nothing else: no network, no script.

import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { figures, shared } from "../demo.mjs";
import { REPORTS } from "../places.mjs";
import { reading, start } from "../reader.mjs";

let browser;
before(async () => (browser = await start()));
after(() => browser.close());

for (const report of REPORTS) {
  test(`${report.name}: the page asks for nothing but itself`, () =>
    reading(browser, shared(report, "index.html"), {}, async (page, { address, asked, complaints }) => {
      await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
      await page.waitForLoadState("networkidle");
      assert.deepEqual(asked, [address]);
      assert.deepEqual(complaints, []);
    }));

  test(`${report.name}: the page is whole without script`, async () => {
    const path = shared(report, "index.html");
    const read = (page) => page.locator("main").innerText();
    const without = await reading(browser, path, { javaScriptEnabled: false }, read);
    const withScript = await reading(browser, path, {}, read);
    assert.equal(without, withScript);
    assert.ok(without.includes(String((await figures(report)).sections[0].persons)));
    assert.ok(without.length > 2000, "the page says more than a heading");
  });
}

test("a page that does ask for something is noticed", async () => {
  const folder = await mkdtemp(join(tmpdir(), "esep-e2e-"));
  try {
    const path = join(folder, "curious.html");
    await writeFile(path, '<!doctype html><title>x</title><img src="https://example.org/picture.png" alt="">');
    const asked = await reading(browser, path, {}, (_page, opened) => opened.asked);
    assert.equal(asked.length, 2);
  } finally {
    await rm(folder, { recursive: true });
  }
});
