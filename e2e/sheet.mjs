// Cells of the demo's lists, read without the program under test.

import { readFile } from "node:fs/promises";
import { inflateRawSync } from "node:zlib";

/** Every row of a CSV or XLSX file, as texts. Only as much of either format as the demo's lists use. */
export async function rows(path) {
  const bytes = await readFile(path);
  return path.endsWith(".xlsx") ? workbook(bytes) : text(bytes.toString("utf8"));
}

/** Rows of a CSV text; cells may be quoted, and a byte order mark may stand in front. */
export function text(source) {
  const found = [[]];
  for (const [, quoted, plain, end] of source.replace(/^\uFEFF/, "").matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    found.at(-1).push((quoted ?? plain).replaceAll('""', '"'));
    if (end !== ",") found.push([]);
  }
  return found.filter((row) => row.some((cell) => cell !== ""));
}

function workbook(bytes) {
  const strings = [...part(bytes, "xl/sharedStrings.xml").matchAll(/<si>(.*?)<\/si>/gs)].map(([, item]) => words(item));
  const sheet = part(bytes, "xl/worksheets/sheet1.xml");
  return [...sheet.matchAll(/<row[^>]*?>(.*?)<\/row>/gs)].map(([, row]) =>
    [...row.matchAll(/<c ([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)].map(([, about, inside = ""]) => {
      const value = /<v>(.*?)<\/v>/s.exec(inside)?.[1] ?? words(inside);
      return about.includes('t="s"') ? strings[Number(value)] : value;
    }),
  );
}

function words(xml) {
  const found = [...xml.matchAll(/<t[^>]*>(.*?)<\/t>/gs)].map(([, inside]) => inside).join("");
  return found.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&amp;", "&");
}

/** A part of a ZIP file, found through the directory at its end. */
function part(bytes, name) {
  const end = bytes.lastIndexOf(Buffer.from("PK\x05\x06", "latin1"));
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [packed, length, extra, comment] = [20, 28, 30, 32].map((field) =>
      field === 20 ? bytes.readUInt32LE(at + field) : bytes.readUInt16LE(at + field),
    );
    if (bytes.toString("utf8", at + 46, at + 46 + length) === name) {
      const local = bytes.readUInt32LE(at + 42);
      const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
      const body = bytes.subarray(start, start + packed);
      return (bytes.readUInt16LE(at + 10) === 0 ? body : inflateRawSync(body)).toString("utf8");
    }
    at += 46 + length + extra + comment;
  }
  throw new Error(`the workbook has no ${name}`);
}
