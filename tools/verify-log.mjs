#!/usr/bin/env node
// Verifies the log of a register without its keys: an independent reading of docs/format.md.
//
//   node tools/verify-log.mjs REGISTER_FOLDER [--head DEVICE:NUMBER:HASH]... [--json]
//   node tools/verify-log.mjs --batch FILE
//
// A head (from a witness or a printed page; hexadecimal) must be reached with that hash. A batch is a text file with
// one folder a line, heads after tabs; the answer is one line of JSON for each.
// Exit status: 0 good, 1 not good, 2 wrong use, 3 unreadable. Needs Node 18 and nothing else.
import { createHash, createPublicKey, verify } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const MOST_ENTRY = 1_048_576;
const SEGMENT_HEAD = 32;
const OWNER = 1, RECOVERY = 3;

/** A rule that the log breaks. Where it stands is added by whoever knows. */
class Fault extends Error {
  constructor(rule, detail) {
    super(detail);
    this.rule = rule;
  }
}

/** Requires a rule to hold. */
function hold(condition, rule, detail) {
  if (!condition) throw new Fault(rule, detail);
}

/** `H(label, x)` of the page, `x` given in pieces. */
function hash(label, ...pieces) {
  const digest = createHash('sha256').update(label, 'ascii').update(Buffer.of(0));
  for (const piece of pieces) digest.update(piece);
  return digest.digest();
}

// ---- CBOR, the subset of the page, exactly as it would be written

function decode(bytes, what) {
  const reader = { bytes, at: 0, what };
  const value = item(reader, 0);
  hold(reader.at === bytes.length, 'cbor', `${what} goes on after its end`);
  return value;
}

function item(reader, depth) {
  const { bytes, what } = reader;
  hold(reader.at < bytes.length, 'cbor', `${what} ends too early`);
  const first = bytes[reader.at++];
  const major = first >> 5;
  if (major === 7) {
    const value = { 0xf4: false, 0xf5: true, 0xf6: null }[first];
    hold(value !== undefined, 'cbor', `${what} has a value of a forbidden kind`);
    return value;
  }
  hold(major <= 4, 'cbor', `${what} has a map or a tag`);
  const count = argument(reader, first & 31);
  if (major === 0) return count;
  if (major === 1) return typeof count === 'bigint' ? -1n - count : -1 - count;
  hold(count <= bytes.length - reader.at, 'cbor', `${what} has a length beyond its end`);
  if (major === 4) {
    hold(depth < 16, 'cbor', `${what} is nested too deep`);
    return Array.from({ length: count }, () => item(reader, depth + 1));
  }
  const content = bytes.subarray(reader.at, (reader.at += count));
  if (major === 2) return content;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content);
  } catch {
    throw new Fault('cbor', `${what} has text that is not UTF-8`);
  }
}

/** The number of an item's head; a BigInt where a plain number would not be exact. */
function argument(reader, small) {
  if (small < 24) return small;
  hold(small <= 27, 'cbor', `${reader.what} has an indefinite or reserved length`);
  const size = 1 << (small - 24);
  const { bytes, at, what } = reader;
  hold(at + size <= bytes.length, 'cbor', `${what} ends too early`);
  reader.at += size;
  const value = size === 8 ? bytes.readBigUInt64BE(at) : bytes.readUIntBE(at, size);
  const least = { 1: 24, 2: 0x100, 4: 0x1_0000, 8: 0x1_0000_0000 }[size];
  hold(value >= least, 'cbor', `${what} has a number in a longer form than needed`);
  return value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value;
}

// ---- The shape of an entry

const isArray = (value, length) => Array.isArray(value) && value.length === length;
const isBytes = (value, length) => Buffer.isBuffer(value) && value.length === length;
const isUnsigned = (value) => (typeof value === 'number' || typeof value === 'bigint') && value >= 0;
const isCount = (value) => isUnsigned(value) && value >= 1;

function parseEntry(bytes) {
  const outer = decode(bytes, 'entry');
  hold(isArray(outer, 3), 'entry', 'an entry is an array of 3');
  const [headerBytes, parts, signature] = outer;
  hold(Buffer.isBuffer(headerBytes) && Array.isArray(parts), 'entry', 'an entry is header, parts, signature');
  hold(parts.every(Buffer.isBuffer), 'entry', 'a part is bytes');
  hold(isBytes(signature, 64), 'entry', 'a signature has 64 bytes');
  const entry = { ...parseHeader(decode(headerBytes, 'header')), headerBytes, sealed: parts, signature };
  entry.hash = hash('esep/1 entry', headerBytes, signature);
  return entry;
}

function parseHeader(header) {
  hold(Array.isArray(header) && isUnsigned(header[0]), 'header', 'a header is an array that begins with its format');
  hold(header[0] <= 1, 'version', `format ${header[0]}: made by a newer version`);
  hold(header[0] === 1, 'header', 'there is no format 0');
  hold(header.length === 13, 'header', 'a header is an array of 13');
  const [, register, device, number, previous, heads, clock, signer, group, compartment, epoch, grant, parts] = header;
  hold(isBytes(register, 16) && isBytes(device, 16), 'header', 'register and device are ids');
  hold(isCount(number), 'header', 'number counts from 1');
  hold(isBytes(previous, 32), 'header', 'previous is a hash');
  hold(Array.isArray(heads) && heads.every(isHead), 'header', 'heads are [device, number, hash]');
  hold(isArray(clock, 2) && clock.every(isUnsigned), 'header', 'clock is [milliseconds, counter]');
  hold(isBytes(signer, 32), 'header', 'signer is a key');
  hold(isArray(group, 2) && isCount(group[0]) && typeof group[1] === 'boolean', 'header', 'group is [number, bool]');
  hold(compartment === 1 || compartment === 2, 'header', 'compartment is 1 or 2');
  hold(isCount(epoch), 'header', 'epoch counts from 1');
  hold(grant === null || isGrant(grant), 'header', 'grant is of none of the three forms');
  hold(Array.isArray(parts) && parts.length >= 1 && parts.length <= 1000, 'header', 'there are 1 to 1,000 parts');
  hold(parts.every((part) => isBytes(part, 32)), 'header', 'parts are named by hashes');
  return { register, device: device.toString('hex'), number, previous, heads, clock, signer, group, grant, parts };
}

function isHead(head) {
  return isArray(head, 3) && isBytes(head[0], 16) && isCount(head[1]) && isBytes(head[2], 32);
}

function isGrant(grant) {
  if (!Array.isArray(grant) || !isBytes(grant[1], 32)) return false;
  const [kind, , more] = grant;
  if (kind === 0) return grant.length === 3 && isBytes(more, 16);
  if (kind === 1) return grant.length === 3 && [1, 2, 3].includes(more);
  return kind === 2 && grant.length === 2;
}

// ---- What the log says so far, and whether the next entry may follow

/** Signatures already checked, by hash of the entry: header and signature decide, and both are in the hash. */
const signatures = new Map();
const keys = new Map();

function signedWell(entry) {
  const name = entry.hash.toString('base64');
  if (!signatures.has(name)) signatures.set(name, checkSignature(entry));
  return signatures.get(name);
}

function checkSignature({ signer, headerBytes, signature }) {
  const x = signer.toString('base64url');
  try {
    if (!keys.has(x)) keys.set(x, createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' }));
    return verify(null, Buffer.concat([Buffer.from('esep/1 entry\0', 'ascii'), headerBytes]), keys.get(x), signature);
  } catch {
    return false;
  }
}

const later = (a, b) => a[0] > b[0] || (a[0] === b[0] && a[1] > b[1]);

class Log {
  register = null;
  entries = 0;
  /** device -> its entries in order: { hash, clock, past, group, signer }; most entries share their past */
  devices = new Map();
  /** Grants in order, each { kind, key, role, device, from }; `from` is the entry that closed its group, or null. */
  grants = [];

  add(entry) {
    const chain = this.devices.get(entry.device) ?? [];
    const before = chain.at(-1);
    this.#follows(entry, chain, before);
    const past = this.#past(entry, before);
    this.#groups(entry, before);
    this.#seals(entry);
    hold(signedWell(entry), 'signature', 'the signature is not the signer’s over this header');
    this.#authority(entry, past);
    chain.push({ hash: entry.hash, clock: entry.clock, past, group: entry.group, signer: entry.signer });
    this.devices.set(entry.device, chain);
    this.entries += 1;
    if (entry.grant) this.#note(entry);
    if (entry.group[1]) this.#close(entry);
  }

  #follows(entry, chain, before) {
    const { number } = entry;
    if (number <= chain.length) {
      const same = chain[Number(number) - 1].hash.equals(entry.hash);
      throw new Fault(same ? 'order' : 'fork', same ? 'the entry stands twice' : 'two entries have this number');
    }
    hold(number === chain.length + 1, 'chain', `number ${number} follows ${chain.length}`);
    hold(entry.previous.equals(before?.hash ?? Buffer.alloc(32)), 'chain', 'previous is not the hash of the entry before');
    hold(!before || later(entry.clock, before.clock), 'clock', 'the clock does not grow');
  }

  /** What the entry's device knew of the others: device -> number. Checks the heads on the way. */
  #past(entry, before) {
    if (before && entry.heads.length === 0) return before.past;
    const past = new Map(before?.past);
    let last = '';
    for (const [device, number, headHash] of entry.heads) {
      const name = device.toString('hex');
      hold(name > last, 'heads', 'heads are not sorted by device, or one is named twice');
      last = name;
      hold(name !== entry.device, 'heads', 'the device names itself');
      const named = this.devices.get(name)?.[Number(number) - 1];
      hold(named, 'heads', `${name}:${number} does not stand before`);
      hold(named.hash.equals(headHash), 'heads', `${name}:${number} has another hash`);
      hold(number > (before?.past.get(name) ?? 0), 'heads', `${name}:${number} was known before`);
      hold(later(entry.clock, named.clock), 'clock', `the clock is not later than that of ${name}:${number}`);
      for (const [other, known] of [...named.past, [name, number]]) {
        if (other !== entry.device) past.set(other, Math.max(known, past.get(other) ?? 0));
      }
    }
    return past;
  }

  #groups({ number, group, signer }, before) {
    const [first] = group;
    if (first === number) {
      hold(!before || before.group[1], 'group', 'the group before was not closed');
      return;
    }
    hold(before && first < number && before.group[0] === first, 'group', 'the entries of a group do not follow each other');
    hold(!before.group[1], 'group', 'the group was closed before');
    hold(before.signer.equals(signer), 'group', 'a group has one signer');
  }

  #seals({ parts, sealed }) {
    hold(parts.length === sealed.length, 'parts', `${sealed.length} parts, ${parts.length} hashes`);
    sealed.forEach((part, i) => {
      hold(part.length >= 104 && (part.length - 40) % 64 === 0, 'parts', `part ${i} is no padded seal`);
      hold(hash('esep/1 part', part).equals(parts[i]), 'parts', `part ${i} has another hash`);
    });
  }

  #authority(entry, past) {
    const { grant, signer } = entry;
    if (this.entries === 0) {
      hold(grant?.[0] === 0 && grant[1].equals(signer), 'founding', 'the first entry does not found the register');
      this.register = hash('esep/1 register', grant[1], grant[2]).subarray(0, 16);
    }
    hold(entry.register.equals(this.register), 'register', 'the entry belongs to another register');
    if (this.entries === 0) return;
    hold(grant?.[0] !== 0, 'founding', 'only the first entry founds');
    const reached = (device) => (device === entry.device ? entry.number - 1 : past.get(device) ?? 0);
    const known = this.grants.filter((g) => g.from !== null && g.from <= reached(g.device));
    const about = known.filter((g) => g.key.equals(signer));
    hold(about.some((g) => g.kind !== 2), 'grant', 'the signer was not admitted');
    hold(!about.some((g) => g.kind === 2), 'grant', 'the signer was removed');
    hold(!grant || about.some((g) => g.role === OWNER || g.role === RECOVERY), 'grant', 'the signer is no owner');
  }

  #note({ grant: [kind, key, role], device, number, group }) {
    this.grants.push({ kind, key, role: kind === 0 ? OWNER : role, device, group: group[0], number, from: null });
  }

  #close({ device, number, group }) {
    for (const grant of this.grants) {
      if (grant.device === device && grant.group === group[0]) grant.from = number;
    }
  }

  /** The number that the device's next act begins with, or that its open one began with. */
  nextAct(device) {
    const chain = this.devices.get(device) ?? [];
    const [first, closes] = chain.at(-1)?.group ?? [0, true];
    return closes ? chain.length + 1 : first;
  }

  heads() {
    const heads = [...this.devices].map(([device, chain]) => ({
      device, number: chain.length, hash: chain.at(-1).hash.toString('hex'),
    }));
    return heads.sort((a, b) => (a.device < b.device ? -1 : 1));
  }

  /** Users in the order of their first admission, as the whole log leaves them. */
  users() {
    const users = new Map();
    for (const { kind, key, role, from } of this.grants) {
      const name = key.toString('hex');
      if (from === null) continue;
      const user = users.get(name) ?? { key: name, roles: [], removed: false };
      if (kind === 2) user.removed = true;
      else if (!user.roles.includes(role)) user.roles.push(role);
      users.set(name, user);
    }
    return [...users.values()].filter((user) => user.roles.length > 0);
  }

  /** Entries of groups that nothing closes; they are not applied. */
  unclosed() {
    let count = 0;
    for (const chain of this.devices.values()) {
      let open = 0;
      for (const [i, { group }] of chain.entries()) {
        if (group[0] === i + 1) [count, open] = [count + open, 0];
        open = group[1] ? 0 : open + 1;
      }
      count += open;
    }
    return count;
  }
}

// ---- Segments and frames

/** The entry framed at this place, or null. */
function frame(bytes, at) {
  if (at + 12 > bytes.length) return null;
  const length = bytes.readUInt32BE(at);
  const end = at + 4 + length;
  if (length < 1 || length > MOST_ENTRY || end + 8 > bytes.length) return null;
  const check = hash('esep/1 frame', bytes.subarray(at, end)).subarray(0, 8);
  return check.equals(bytes.subarray(end, end + 8)) ? bytes.subarray(at + 4, end) : null;
}

/** The entries framed at any later place, not those within one another. */
function framesAfter(bytes, at) {
  const entries = [];
  for (let place = at; place + 12 < bytes.length; place++) {
    const entry = frame(bytes, place);
    if (!entry) continue;
    entries.push(entry);
    place += entry.length + 11;
  }
  return entries;
}

/** Whether these whole frames behind a bad place are what a crash left of one act, the next of its device. */
function ofTornAct(log, entries) {
  const acts = new Set();
  return entries.every((bytes) => {
    let entry;
    try {
      entry = parseEntry(bytes);
    } catch {
      return false;
    }
    const [first] = entry.group;
    acts.add(`${entry.device}:${first}`);
    return acts.size === 1 && first < entry.number && first === log.nextAct(entry.device);
  });
}

function checkHead(bytes, number) {
  hold(bytes.length >= SEGMENT_HEAD, 'segment', 'the segment is shorter than its head');
  const magic = bytes.toString('latin1', 0, 8);
  hold(!/^ESEPLOG[2-9]$/.test(magic), 'version', 'made by a newer version');
  hold(magic === 'ESEPLOG1', 'segment', 'this is no segment');
  hold(hash('esep/1 segment', bytes.subarray(0, 28)).subarray(0, 4).equals(bytes.subarray(28, 32)), 'segment', 'the head is damaged');
  hold(bytes.readUInt32BE(24) === number, 'segment', `the head has number ${bytes.readUInt32BE(24)}`);
}

function readSegment(log, bytes, number, isLast, place) {
  try {
    checkHead(bytes, number);
  } catch (fault) {
    const torn = isLast && number > 1 && fault.rule === 'segment' && ofTornAct(log, framesAfter(bytes, 1));
    if (torn) return { segment: place.segment, offset: 0, bytes: bytes.length };
    throw fault;
  }
  let at = SEGMENT_HEAD;
  while (at < bytes.length) {
    Object.assign(place, { offset: at, device: null, number: null });
    const entryBytes = frame(bytes, at);
    if (!entryBytes) {
      hold(isLast, 'frame', 'a frame is damaged, and this is not the last segment');
      hold(ofTornAct(log, framesAfter(bytes, at + 1)), 'frame', 'a frame is damaged, and a whole one of another act follows');
      return { segment: place.segment, offset: at, bytes: bytes.length - at };
    }
    const entry = parseEntry(entryBytes);
    Object.assign(place, { device: entry.device, number: String(entry.number) });
    log.add(entry);
    if (log.entries === 1) hold(number === 1, 'founding', 'the first segment is empty');
    hold(bytes.subarray(8, 24).equals(log.register), 'register', 'the segment belongs to another register');
    at += 4 + entryBytes.length + 8;
  }
  return null;
}

/** Names of the segments in order; anything unknown in the folder is a fault. */
function segmentNames(folder) {
  const names = readdirSync(join(folder, 'log')).filter((name) => !name.endsWith('.new')).sort();
  names.forEach((name, i) => {
    const expected = `${String(i + 1).padStart(8, '0')}.log`;
    hold(name === expected, 'segment', `${name} stands where ${expected} should`);
  });
  return names;
}

function reachHeads(log, heads) {
  for (const { device, number, hash: expected } of heads) {
    const found = log.devices.get(device)?.[number - 1];
    hold(found, 'head', `${device}:${number} is not reached`);
    hold(found.hash.toString('hex') === expected, 'head', `${device}:${number} has another hash`);
  }
}

/** Verifies one register: a plain answer with `status` as the exit status would be. */
export function verifyRegister(folder, heads = []) {
  const log = new Log();
  const place = { segment: null, offset: null, device: null, number: null };
  let tail = null, fault = null, status = 0;
  try {
    const names = segmentNames(folder);
    names.forEach((name, i) => {
      Object.assign(place, { segment: name, offset: 0, device: null, number: null });
      tail = readSegment(log, readFileSync(join(folder, 'log', name)), i + 1, i + 1 === names.length, place);
    });
    Object.assign(place, { segment: null, offset: null, device: null, number: null });
    hold(log.entries > 0, 'founding', 'the log has no entry');
    reachHeads(log, heads);
  } catch (error) {
    if (!(error instanceof Fault) && !error.syscall) throw error;
    status = error instanceof Fault ? 1 : 3;
    fault = { rule: error.rule ?? 'unreadable', detail: error.rule ? error.message : error.code, ...place };
  }
  const register = log.register?.toString('hex') ?? null;
  const [users, unclosed] = [log.users(), log.unclosed()];
  return { folder, status, good: status === 0, register, entries: log.entries, heads: log.heads(), users, unclosed, tail, fault };
}

// ---- The command line

const ROLES = { 1: 'owner', 2: 'member', 3: 'recovery' };

function told(answer) {
  const lines = answer.heads.map(({ device, number, hash: head }) => `device ${device}  number ${number}  head ${head}`);
  for (const { key, roles, removed } of answer.users) {
    lines.push(`user ${key}  ${roles.map((role) => ROLES[role]).join(', ')}${removed ? ', removed' : ''}`);
  }
  lines.unshift(`register ${answer.register ?? 'unknown'}`);
  lines.push(`${answer.entries} entries, ${answer.unclosed} of them in groups that nothing closes`);
  const { tail, fault } = answer;
  if (tail) lines.push(`tail: ${tail.bytes} bytes after the last whole frame of ${tail.segment}, from byte ${tail.offset}`);
  if (!fault) return [...lines, 'GOOD'].join('\n');
  const where = fault.segment ? ` at ${fault.segment}, byte ${fault.offset}` : '';
  const which = fault.device ? `, entry ${fault.device}:${fault.number}` : '';
  return [...lines, `NOT GOOD${where}${which}: rule ${fault.rule}: ${fault.detail}`].join('\n');
}

function parseHead(text) {
  const match = /^([0-9a-f]{32}):([1-9][0-9]{0,14}):([0-9a-f]{64})$/i.exec(text ?? '');
  return match && { device: match[1].toLowerCase(), number: Number(match[2]), hash: match[3].toLowerCase() };
}

function wrongUse(why) {
  console.error(`${why}\nuse: verify-log.mjs REGISTER_FOLDER [--head DEVICE:NUMBER:HASH]... [--json]\n     verify-log.mjs --batch FILE`);
  return 2;
}

function batch(file) {
  let text;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    console.error(`cannot read the batch: ${error.code}`);
    return 3;
  }
  const jobs = text.split('\n').filter(Boolean).map((line) => line.split('\t'));
  const worst = { status: 0 };
  for (const [folder, ...rest] of jobs) {
    const heads = rest.map(parseHead);
    if (heads.includes(null)) return wrongUse(`a head beside ${folder} is not DEVICE:NUMBER:HASH`);
    const answer = verifyRegister(folder, heads);
    console.log(JSON.stringify(answer));
    worst.status = Math.max(worst.status, answer.status);
  }
  return worst.status;
}

function main(words) {
  if (words[0] === '--batch') return words.length === 2 ? batch(words[1]) : wrongUse('--batch takes one file');
  const heads = [];
  let folder = null, json = false;
  for (let i = 0; i < words.length; i++) {
    if (words[i] === '--json') json = true;
    else if (words[i] === '--head') heads.push(parseHead(words[++i]));
    else if (words[i].startsWith('--') || folder !== null) return wrongUse(`not understood: ${words[i]}`);
    else folder = words[i];
  }
  if (folder === null) return wrongUse('no folder was named');
  if (heads.includes(null)) return wrongUse('a head is not DEVICE:NUMBER:HASH in hexadecimal');
  const answer = verifyRegister(folder, heads);
  console.log(json ? JSON.stringify(answer) : told(answer));
  return answer.status;
}

if (process.argv[1]?.endsWith('verify-log.mjs')) process.exitCode = main(process.argv.slice(2));
