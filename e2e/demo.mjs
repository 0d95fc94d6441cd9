// The demo as the real program writes it.

import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

import { LISTS, SHARED } from "./places.mjs";

const execute = promisify(execFile);

/** The program under test; `cargo xtask test --only browser` names it. */
export const binary = named("ESEP_BINARY");

/** The folder that `esep demo` wrote; `cargo xtask test --only browser` names it. */
export const demo = named("ESEP_DEMO");

function named(variable) {
  const value = process.env[variable];
  if (!value) throw new Error(`${variable} is not set; run: cargo xtask test --only browser`);
  return value;
}

/** Runs the program; what it says and writes is the caller's to look at. */
export async function esep(...words) {
  const { stdout } = await execute(binary, words, { maxBuffer: 1 << 24 });
  return stdout;
}

/** Path of a shared file of a report. */
export function shared(report, file) {
  return join(demo, report.folder, "share", file);
}

/** The figures of a report, as the program wrote them for machines. */
export async function figures(report) {
  return JSON.parse(await readFile(shared(report, "result.json"), "utf8"));
}

/** The texts of all shared files of a report. */
export function sharedTexts(report) {
  return Promise.all(SHARED.map((file) => readFile(shared(report, file), "utf8")));
}

/** Paths of the invented lists of a scenario, in order. */
export async function lists(scenario) {
  const folder = join(demo, scenario, LISTS);
  const names = await readdir(folder);
  return names.sort().map((name) => join(folder, name));
}
