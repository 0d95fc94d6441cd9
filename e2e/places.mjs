// Where the demo puts things. When the demo's folders change, only this file does.

import { join } from "node:path";

/** The two sets of invented lists. */
export const SCENARIOS = ["scenario-1", "scenario-2"];

/** Every report of the demo: the folder that holds `share/`. */
export const REPORTS = [
  { name: "scenario 1", folder: join("scenario-1", "report") },
  { name: "scenario 2", folder: join("scenario-2", "report") },
  { name: "scenario 2 with the copy declared", folder: join("scenario-2", "report-copy-declared") },
];

/** The folder of invented lists, below a scenario. */
export const LISTS = "lists";

/** What a report shares, below its folder. */
export const SHARED = ["index.html", "overlaps.csv", "result.json"];

/** Widths of a telephone, a small tablet and a laptop, in CSS pixels. */
export const WIDTHS = [360, 800, 1200];

/** Debian's Chromium, unless another one is named. */
export const CHROMIUM = process.env.ESEP_CHROMIUM ?? "/usr/bin/chromium";
