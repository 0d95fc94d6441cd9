// What is shared names nobody.

import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";

import { demo, lists, sharedTexts } from "../demo.mjs";
import { REPORTS, SCENARIOS, SHARED } from "../places.mjs";
import { rows } from "../sheet.mjs";

/** Words of the names on a list: those of every column whose heading speaks of a name. */
async function names(path) {
  const [heading, ...people] = await rows(path);
  const columns = heading.flatMap((title, place) => (/name|имя|фио|ф\. ?и\. ?о|фамилия|отчество|аты|ысым/i.test(title) ? [place] : []));
  assert.ok(columns.length > 0, `no column of ${path} holds names: ${heading}`);
  const words = people.flatMap((row) => columns.flatMap((column) => (row[column] ?? "").split(/[^\p{L}\p{M}'’-]+/u)));
  return words.filter((word) => word.length >= 4);
}

for (const scenario of SCENARIOS) {
  test(`${scenario}: no name of a list is in what is shared`, async () => {
    const paths = await lists(scenario);
    assert.equal(paths.length, 5);
    const known = new Set((await Promise.all(paths.map(names))).flat().map((word) => word.toLowerCase()));
    // Words that the demo itself is about are no names.
    for (const word of ["demo", "демо"]) known.delete(word);
    assert.ok(known.size > 100, `${known.size} words of names`);
    for (const report of REPORTS.filter(({ folder }) => folder.startsWith(scenario))) {
      for (const shared of await sharedTexts(report)) {
        const said = new Set(shared.toLowerCase().split(/[^\p{L}\p{M}'’-]+/u));
        assert.deepEqual([...known].filter((name) => said.has(name)), []);
      }
    }
  });
}

for (const report of REPORTS) {
  test(`${report.name}: nothing but the three shared files is written`, async () => {
    assert.deepEqual(await readdir(join(demo, report.folder)), ["share"], "private/ is written only with --private");
    assert.deepEqual((await readdir(join(demo, report.folder, "share"))).sort(), [...SHARED].sort());
  });
}
