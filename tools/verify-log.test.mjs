// The verifier is held to small logs that this file writes itself, good ones and one for each way of being bad.
import { test, after } from 'node:test';
import assert from 'node:assert/strict';
import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { verifyRegister } from './verify-log.mjs';

const room = mkdtempSync(join(tmpdir(), 'verify-log-'));
after(() => rmSync(room, { recursive: true }));
let rooms = 0;

// ---- A writer, apart from the verifier on purpose

const H = (label, x) => createHash('sha256').update(Buffer.concat([Buffer.from(`${label}\0`), x])).digest();
const u32 = (n) => { const b = Buffer.alloc(4); b.writeUInt32BE(n); return b; };
const filled = (length, seed) => Buffer.from(Array.from({ length }, (_, i) => (i * 31 + seed * 17 + 1) & 255));

function cbor(value) {
  if (value === null) return Buffer.of(0xf6);
  if (typeof value === 'boolean') return Buffer.of(value ? 0xf5 : 0xf4);
  if (typeof value === 'number') return head(value < 0 ? 1 : 0, value < 0 ? -1 - value : value);
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  if (value.raw) return value.raw;
  return Buffer.concat([head(4, value.length), ...value.map(cbor)]);
}

function head(major, n) {
  const first = major << 5;
  if (n < 24) return Buffer.of(first | n);
  if (n < 256) return Buffer.of(first | 24, n);
  if (n < 65_536) return Buffer.of(first | 25, n >> 8, n & 255);
  if (n < 2 ** 32) return Buffer.concat([Buffer.of(first | 26), u32(n)]);
  return Buffer.concat([Buffer.of(first | 27), u32(Math.floor(n / 2 ** 32)), u32(n % 2 ** 32)]);
}

function user(seed) {
  const pkcs8 = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), filled(32, seed)]);
  const secret = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
  const key = Buffer.from(createPublicKey(secret).export({ format: 'jwk' }).x, 'base64url');
  return { secret, key };
}

const ann = user(1), bek = user(2), che = user(3);
const A = filled(16, 10), B = filled(16, 20), C = filled(16, 30);
const nonce = filled(16, 40);
const REGISTER = H('esep/1 register', Buffer.concat([ann.key, nonce])).subarray(0, 16);

/** A log in the making; `write` takes what differs from an ordinary entry. */
class Writer {
  entries = [];
  last = new Map();
  ms = 1_790_000_000_000;

  write(device, signer, change = {}) {
    const before = this.last.get(device.toString('hex'));
    const number = change.number ?? (before?.number ?? 0) + 1;
    const sealed = change.sealed ?? [filled(104, number), filled(168, number + 1)];
    this.ms += 10;
    const header = change.header ?? [
      change.format ?? 1, change.register ?? REGISTER, device, number,
      change.previous ?? before?.hash ?? Buffer.alloc(32), change.heads ?? [],
      change.clock ?? [this.ms, 0], change.signer ?? signer.key, change.group ?? [number, true],
      change.compartment ?? 1, change.epoch ?? 1, change.grant ?? null,
      change.parts ?? sealed.map((part) => H('esep/1 part', part)),
    ];
    const bytes = change.headerBytes?.(header) ?? cbor(header);
    const signature = change.signature?.(bytes) ?? sign(null, Buffer.concat([Buffer.from('esep/1 entry\0'), bytes]), signer.secret);
    const entry = change.entry?.(bytes, sealed, signature) ?? cbor([bytes, sealed, signature]);
    const hash = H('esep/1 entry', Buffer.concat([bytes, signature]));
    this.entries.push(entry);
    this.last.set(device.toString('hex'), { number, hash });
    return [device, number, hash];
  }

  found(change = {}) {
    return this.write(A, ann, { grant: [0, ann.key, nonce], ...change });
  }
}

const frame = (entry, check) => Buffer.concat([u32(entry.length), entry, check ?? H('esep/1 frame', Buffer.concat([u32(entry.length), entry])).subarray(0, 8)]);

function segmentHead(number, { magic = 'ESEPLOG1', register = REGISTER } = {}) {
  const bytes = Buffer.concat([Buffer.from(magic), register, u32(number)]);
  return Buffer.concat([bytes, H('esep/1 segment', bytes).subarray(0, 4)]);
}

const segment = (number, entries, change) => Buffer.concat([segmentHead(number, change), ...entries.map((e) => frame(e))]);

/** Puts files of a log into a folder of their own. */
function put(files) {
  const folder = join(room, `${++rooms}.esep`);
  mkdirSync(join(folder, 'log'), { recursive: true });
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, 'log', name), bytes);
  return folder;
}

const verified = (writer, heads) => verifyRegister(put({ '00000001.log': segment(1, writer.entries) }), heads);
const named = ([device, number, hash]) => ({ device: device.toString('hex'), number, hash: hash.toString('hex') });

/** Ann founds, admits Bek as a member, writes; Bek writes on B knowing of it. */
function ordinary() {
  const writer = new Writer();
  writer.found();
  const admitted = writer.write(A, ann, { grant: [1, bek.key, 2] });
  const heard = writer.write(B, bek, { heads: [admitted] });
  const last = writer.write(A, ann, { heads: [heard] });
  return { writer, admitted, heard, last };
}

// ---- Good logs

test('an ordinary log is good, and is told', () => {
  const { writer, heard, last } = ordinary();
  const answer = verified(writer, [named(heard), named(last)]);
  assert.equal(answer.fault, null);
  assert.equal(answer.status, 0);
  assert.equal(answer.register, REGISTER.toString('hex'));
  assert.equal(answer.entries, 4);
  const expected = [named(last), named(heard)].sort((a, b) => (a.device < b.device ? -1 : 1));
  assert.deepEqual(answer.heads, expected);
  assert.deepEqual(answer.users.map((u) => [u.key, u.roles]), [[ann.key.toString('hex'), [1]], [bek.key.toString('hex'), [2]]]);
});

function good(name, write, more = () => {}) {
  test(`good: ${name}`, () => {
    const writer = new Writer();
    const answer = verified(writer, write(writer));
    assert.equal(answer.fault, null);
    more(answer);
  });
}

good('a group of three', (w) => {
  w.found();
  w.write(A, ann, { group: [2, false] });
  w.write(A, ann, { group: [2, false], compartment: 2 });
  w.write(A, ann, { group: [2, true] });
}, (answer) => assert.equal(answer.unclosed, 0));
good('a last group that nothing closes', (w) => {
  w.found();
  w.write(A, ann, { group: [2, true] });
  w.write(A, ann, { group: [3, false] });
  w.write(A, ann, { group: [3, false] });
}, (answer) => assert.equal(answer.unclosed, 2));
good('a member removed elsewhere goes on until the device hears of it', (w) => {
  w.found();
  const admitted = w.write(A, ann, { grant: [1, bek.key, 2] });
  w.write(A, ann, { grant: [2, bek.key] });
  w.write(B, bek, { heads: [admitted] });
}, (answer) => assert.equal(answer.users[1].removed, true));
good('a recovery user admits', (w) => {
  w.found();
  const admitted = w.write(A, ann, { grant: [1, bek.key, 3] });
  w.write(B, bek, { heads: [admitted], grant: [1, che.key, 2] });
});
good('a grant heard of through a third device', (w) => {
  w.found();
  const admitted = w.write(A, ann, { grant: [1, bek.key, 2] });
  const third = w.write(C, ann, { heads: [admitted] });
  w.write(B, bek, { heads: [third] });
});
good('a user at another number of parts, the most', (w) => {
  const sealed = Array.from({ length: 1000 }, () => filled(104, 5));
  w.found({ sealed });
});
good('the clock grows in its counter alone', (w) => {
  w.found({ clock: [5, 0] });
  w.write(A, ann, { clock: [5, 1] });
});

test('good: two segments, and a file being written', () => {
  const { entries } = ordinary().writer;
  const files = { '00000001.log': segment(1, entries.slice(0, 2)), '00000002.log': segment(2, entries.slice(2)), 'x.new': Buffer.of(1) };
  assert.equal(verifyRegister(put(files)).fault, null);
});

test('a tail is tolerated and told', () => {
  const { entries } = ordinary().writer;
  const whole = segment(1, entries);
  for (const tail of [Buffer.of(0), Buffer.alloc(5000), frame(entries[0]).subarray(0, 60)]) {
    const answer = verifyRegister(put({ '00000001.log': Buffer.concat([whole, tail]) }));
    assert.equal(answer.fault, null);
    assert.deepEqual(answer.tail, { segment: '00000001.log', offset: whole.length, bytes: tail.length });
  }
  for (const torn of [Buffer.alloc(0), Buffer.alloc(32), segmentHead(2).subarray(0, 20)]) {
    const answer = verifyRegister(put({ '00000001.log': whole, '00000002.log': torn }));
    assert.deepEqual([answer.fault, answer.tail.segment], [null, '00000002.log']);
  }
});

/** The founding, then an act of three entries; each frame with what stands before it. */
function actOfThree() {
  const w = new Writer();
  w.found();
  for (const closes of [false, false, true]) w.write(A, ann, { group: [2, closes] });
  return w;
}

test('of a torn act any frames may be there', () => {
  const { entries } = actOfThree();
  const [founded, ...act] = entries.map((entry) => frame(entry));
  const torn = act.map((bytes) => Buffer.alloc(bytes.length));
  for (const left of [[torn[0], act[1], act[2]], [torn[0], torn[1], act[2]], [act[0], torn[1], act[2]], [torn[0], act[1], torn[2]]]) {
    const bytes = Buffer.concat([segmentHead(1), founded, ...left]);
    const answer = verifyRegister(put({ '00000001.log': bytes }));
    assert.equal(answer.fault, null);
    assert.equal(answer.tail.offset + answer.tail.bytes, bytes.length);
  }
  const second = Buffer.concat([Buffer.alloc(32 + act[0].length), act[1], act[2]]);
  const answer = verifyRegister(put({ '00000001.log': segment(1, entries.slice(0, 1)), '00000002.log': second }));
  assert.deepEqual([answer.fault, answer.tail.offset], [null, 0]);
});

test('an act behind another that is damaged is damage', () => {
  const w = actOfThree();
  const later = w.entries.length;
  for (const closes of [false, true]) w.write(A, ann, { group: [5, closes] });
  const frames = w.entries.map((entry) => frame(entry));
  for (const lost of [[1], [2], [3], [1, 2, 3], [3, later]]) {
    const bytes = Buffer.concat([segmentHead(1), ...frames.map((f, i) => (lost.includes(i) ? Buffer.alloc(f.length) : f))]);
    assert.equal(verifyRegister(put({ '00000001.log': bytes })).fault?.rule, 'frame', `${lost}`);
  }
});

test('a tail that hides an entry is found by a head', () => {
  const { writer, last } = ordinary();
  const bytes = segment(1, writer.entries);
  bytes[bytes.length - 1] ^= 1;
  const folder = put({ '00000001.log': bytes });
  assert.equal(verifyRegister(folder).status, 0);
  assert.equal(verifyRegister(folder, [named(last)]).fault.rule, 'head');
});

// ---- Bad logs, one rule each

/** A log that is good but for one entry after the ordinary four, or for what `write` does instead. */
function bad(rule, name, write, at) {
  test(`bad: ${rule}: ${name}`, () => {
    const ready = ordinary();
    write(ready.writer, ready);
    const answer = verified(ready.writer);
    assert.equal(answer.status, 1);
    assert.equal(answer.fault?.rule, rule, answer.fault?.detail);
    assert.equal(answer.fault.segment, '00000001.log');
    const entry = at ?? ready.writer.entries.length - 1;
    const offset = ready.writer.entries.slice(0, entry).reduce((sum, e) => sum + e.length + 12, 32);
    assert.equal(answer.fault.offset, offset);
  });
}
const change = (what) => (w) => w.write(A, ann, what);
const inHeader = (n, value) => ({ headerBytes: (header) => cbor(header.map((v, i) => (i === n ? value : v))) });

bad('cbor', 'bytes after the entry', change({ entry: (...e) => Buffer.concat([cbor(e), Buffer.of(0)]) }));
bad('cbor', 'bytes after the header', change({ headerBytes: (h) => Buffer.concat([cbor(h), Buffer.of(0)]) }));
bad('cbor', 'a number in a longer form', change(inHeader(10, { raw: Buffer.of(0x18, 1) })));
bad('cbor', 'a number in an eight-byte form', change(inHeader(10, { raw: Buffer.from('1b0000000000000001', 'hex') })));
bad('cbor', 'an indefinite array', change(inHeader(5, { raw: Buffer.of(0x9f, 0xff) })));
bad('cbor', 'a map', change(inHeader(5, { raw: Buffer.of(0xa0) })));
bad('cbor', 'a tag', change(inHeader(10, { raw: Buffer.of(0xc1, 1) })));
bad('cbor', 'a float', change(inHeader(10, { raw: Buffer.from('f93c00', 'hex') })));
bad('cbor', 'undefined', change(inHeader(11, { raw: Buffer.of(0xf7) })));
bad('cbor', 'a length beyond the end', change(inHeader(12, { raw: Buffer.from('9a7fffffff', 'hex') })));
bad('cbor', 'an early end', change({ entry: (...e) => cbor(e).subarray(0, -1) }));
bad('cbor', 'text that is not UTF-8', change(inHeader(11, { raw: Buffer.of(0x61, 0xff) })));
bad('cbor', 'nesting past 16', change(inHeader(11, { raw: Buffer.concat([Buffer.alloc(16, 0x81), Buffer.of(0)]) })));
bad('header', 'nesting of 16 is read, though it is no grant', change(inHeader(11, { raw: Buffer.concat([Buffer.alloc(15, 0x81), Buffer.of(0)]) })));
bad('entry', 'a fourth element', change({ entry: (...e) => cbor([...e, 0]) }));
bad('entry', 'a short signature', change({ signature: () => filled(63, 1) }));
bad('entry', 'a part that is text', change({ entry: (h, parts, s) => cbor([h, ['x', ...parts], s]) }));
bad('version', 'format 2', change({ format: 2 }));
bad('header', 'format 0', change({ format: 0 }));
bad('header', 'a fourteenth element', change({ headerBytes: (h) => cbor([...h, 0]) }));
bad('header', 'a device of 15 bytes', change(inHeader(2, filled(15, 1))));
bad('header', 'number 0', change({ number: 0 }));
bad('header', 'a negative clock', change({ clock: [-1, 0] }));
bad('header', 'compartment 3', change({ compartment: 3 }));
bad('header', 'epoch 0', change({ epoch: 0 }));
bad('header', 'a closing that is a number', change(inHeader(8, [4, 1])));
bad('header', 'role 4', change({ grant: [1, che.key, 4] }));
bad('header', 'a grant of a fourth kind', change({ grant: [3, che.key] }));
bad('header', 'no parts', change({ sealed: [] }));
bad('header', '1,001 parts', change({ sealed: Array.from({ length: 1001 }, () => filled(104, 5)) }));
bad('header', 'a head with a short hash', (w, { heard }) => w.write(C, ann, { heads: [[heard[0], heard[1], filled(31, 1)]] }));
bad('register', 'of another register', change({ register: filled(16, 9) }));
bad('chain', 'a number left out', change({ number: 5 }));
bad('chain', 'a device that begins with 2', (w) => w.write(C, ann, { number: 2 }));
bad('chain', 'another previous hash', change({ previous: filled(32, 9) }));
bad('chain', 'a first entry with a previous hash', (w, { last }) => w.write(C, ann, { heads: [last], previous: filled(32, 9) }));
bad('fork', 'two entries with one number', change({ number: 3 }));
bad('order', 'an entry stands twice', (w) => w.entries.push(w.entries[1]));
bad('chain', 'two entries of a device changed places', (w) => {
  w.write(A, ann);
  w.write(A, ann);
  w.entries.push(...w.entries.splice(4, 2).reverse());
}, 4);
bad('clock', 'stands still', (w) => w.write(A, ann, { clock: [w.ms, 0] }));
bad('clock', 'goes back', change({ clock: [5, 0] }));
bad('clock', 'is behind a head', (w, { last }) => w.write(C, ann, { heads: [last], clock: [5, 0] }));
bad('heads', 'one that does not stand before', (w, { heard }) => w.write(C, ann, { heads: [[heard[0], 2, heard[2]]] }));
bad('heads', 'one with another hash', (w, { heard }) => w.write(C, ann, { heads: [[heard[0], 1, filled(32, 8)]] }));
bad('heads', 'not sorted', (w, { last, heard }) => {
  w.write(C, ann, { heads: [last, heard].sort((a, b) => Buffer.compare(b[0], a[0])) });
});
bad('heads', 'one device twice', (w, { admitted, last }) => w.write(C, ann, { heads: [admitted, last] }));
bad('heads', 'its own device', (w, { last }) => w.write(A, ann, { heads: [last] }));
bad('heads', 'one that was known', (w, { heard }) => w.write(A, ann, { heads: [heard] }));
bad('group', 'begins in the future', change({ group: [5, true] }));
bad('group', 'begins before the last was closed', (w) => {
  w.write(A, ann, { group: [4, false] });
  w.write(A, ann, { group: [5, true] });
});
bad('group', 'was closed', change({ group: [3, true] }));
bad('group', 'follows another group', (w) => {
  w.write(A, ann, { group: [4, false] });
  w.write(A, ann, { group: [3, false] });
});
bad('group', 'changes its signer', (w, { heard }) => {
  w.write(B, bek, { group: [2, false] });
  w.write(B, ann, { group: [2, true] });
});
bad('parts', 'one is missing', change({ entry: (h, parts, s) => cbor([h, parts.slice(1), s]) }));
bad('parts', 'a bit of one flipped', change({ entry: (h, [first, ...rest], s) => cbor([h, [Buffer.from(first.map((b, i) => (i === 7 ? b ^ 1 : b))), ...rest], s]) }));
bad('parts', 'two changed places', change({ sealed: [filled(104, 1), filled(104, 2)], entry: (h, parts, s) => cbor([h, [...parts].reverse(), s]) }));
bad('parts', 'one too short for a seal', change({ sealed: [filled(40, 1)] }));
bad('parts', 'one not padded', change({ sealed: [filled(105, 1)] }));
bad('signature', 'of somebody else', change({ signer: bek.key }));
bad('signature', 'a bit flipped', change({ signature: () => filled(64, 3) }));
bad('signature', 'over the header without its label', change({ signature: (bytes) => sign(null, bytes, ann.secret) }));
bad('signature', 'by a key that is no point', change({ signer: Buffer.alloc(32, 0xff) }));
bad('grant', 'nobody admitted the signer', (w, { last }) => w.write(C, che, { heads: [last] }));
bad('grant', 'the signer was admitted, but not in the entry’s past', (w) => w.write(C, bek));
bad('grant', 'a device that does not know the founding', (w) => w.write(C, ann));
bad('grant', 'the signer was removed', (w) => {
  const removed = w.write(A, ann, { grant: [2, bek.key] });
  w.write(B, bek, { heads: [removed] });
});
bad('grant', 'a removed user does not come back', (w) => {
  w.write(A, ann, { grant: [2, bek.key] });
  w.write(A, ann, { grant: [1, bek.key, 1] });
  w.write(A, bek);
});
bad('grant', 'a member admits', (w) => w.write(B, bek, { grant: [1, che.key, 2] }));
bad('grant', 'a member makes itself owner', (w) => w.write(B, bek, { grant: [1, bek.key, 1] }));
bad('grant', 'in a group that nothing closed', (w) => {
  const open = w.write(A, ann, { group: [4, false], grant: [1, che.key, 2] });
  w.write(C, che, { heads: [open] });
});
bad('founding', 'twice', change({ grant: [0, ann.key, nonce] }));

function badStart(rule, name, write) {
  test(`bad: ${rule}: ${name}`, () => {
    const writer = new Writer();
    write(writer);
    assert.equal(verified(writer).fault?.rule, rule);
  });
}
badStart('founding', 'no founding entry', (w) => w.write(A, ann));
badStart('founding', 'signed by another key', (w) => w.write(A, bek, { grant: [0, ann.key, nonce] }));
badStart('founding', 'no entry at all', () => {});
badStart('register', 'an id that its founding does not give', (w) => w.found({ grant: [0, ann.key, filled(16, 41)] }));
badStart('header', 'a short nonce', (w) => w.found({ grant: [0, ann.key, filled(15, 1)] }));

function badFiles(rule, name, make) {
  test(`bad: ${rule}: ${name}`, () => {
    const { entries } = ordinary().writer;
    const answer = verifyRegister(put(make(entries)));
    assert.deepEqual([answer.status, answer.fault?.rule], [1, rule]);
  });
}
const flipped = (bytes, at) => Buffer.from(bytes.map((b, i) => (i === at ? b ^ 4 : b)));
badFiles('segment', 'a gap', (e) => ({ '00000001.log': segment(1, e.slice(0, 2)), '00000003.log': segment(3, e.slice(2)) }));
badFiles('segment', 'a strange file', (e) => ({ '00000001.log': segment(1, e), 'notes.txt': Buffer.of(1) }));
badFiles('segment', 'another number in the head', (e) => ({ '00000001.log': segment(2, e) }));
badFiles('segment', 'a head with a flipped bit', (e) => ({ '00000001.log': flipped(segment(1, e), 20) }));
badFiles('segment', 'a last head with a flipped bit, frames behind it', (e) => ({ '00000001.log': segment(1, e.slice(0, 2)), '00000002.log': flipped(segment(2, e.slice(2)), 20) }));
badFiles('segment', 'other magic', (e) => ({ '00000001.log': segment(1, e, { magic: 'ESEPLOGX' }) }));
badFiles('segment', 'shorter than its head', (e) => ({ '00000001.log': segment(1, e).subarray(0, 31) }));
badFiles('version', 'a newer segment', (e) => ({ '00000001.log': segment(1, e, { magic: 'ESEPLOG2' }) }));
badFiles('register', 'a segment of another register', (e) => ({ '00000001.log': segment(1, e, { register: filled(16, 1) }) }));
badFiles('frame', 'a flipped bit amid the last segment', (e) => ({ '00000001.log': flipped(segment(1, e), 90) }));
badFiles('frame', 'a flipped bit in a length', (e) => ({ '00000001.log': flipped(segment(1, e), 34) }));
badFiles('frame', 'a tail before the last segment', (e) => ({ '00000001.log': Buffer.concat([segment(1, e.slice(0, 2)), Buffer.of(0)]), '00000002.log': segment(2, e.slice(2)) }));
badFiles('frame', 'an entry longer than allowed', (e) => ({ '00000001.log': Buffer.concat([segment(1, e.slice(0, 2)), frame(Buffer.alloc(1_048_577)), frame(e[2])]) }));
badFiles('heads', 'segments changed places', (e) => ({ '00000001.log': segment(1, [e[0], e[2]]), '00000002.log': segment(2, [e[1], e[3]]) }));
badFiles('founding', 'the first segment is empty', (e) => ({ '00000001.log': segment(1, []), '00000002.log': segment(2, e) }));

test('every flipped bit is a fault, or a head is not reached', () => {
  const { writer, last } = ordinary();
  const whole = segment(1, writer.entries);
  const folder = put({ '00000001.log': whole });
  for (let bit = 0; bit < whole.length * 8; bit += 5) {
    const bytes = Buffer.from(whole);
    bytes[bit >> 3] ^= 1 << (bit & 7);
    writeFileSync(join(folder, 'log', '00000001.log'), bytes);
    assert.equal(verifyRegister(folder, [named(last)]).status, 1, `bit ${bit}`);
  }
});

// ---- The command line

const run = (...words) => spawnSync(process.execPath, [fileURLToPath(new URL('verify-log.mjs', import.meta.url)), ...words], { encoding: 'utf8' });

test('the command answers with its exit status', () => {
  const { writer, last } = ordinary();
  const folder = put({ '00000001.log': segment(1, writer.entries) });
  const at = Object.values(named(last)).join(':');
  const fine = run(folder, '--head', at);
  assert.equal(fine.status, 0, fine.stderr);
  assert.match(fine.stdout, /GOOD\n$/);
  assert.equal(JSON.parse(run(folder, '--json').stdout).entries, 4);
  const missed = run(folder, '--head', at.replace(':3:', ':4:'));
  assert.equal(missed.status, 1);
  assert.match(missed.stdout, /NOT GOOD: rule head: /);
  writeFileSync(join(folder, 'log', '00000001.log'), flipped(segment(1, writer.entries), 90));
  assert.match(run(folder).stdout, /NOT GOOD at 00000001\.log, byte 32: rule frame: /);
  assert.deepEqual([run(), run('a', 'b'), run('a', '--head', 'x'), run('--batch'), run('--no')].map((r) => r.status), [2, 2, 2, 2, 2]);
  assert.equal(run(join(room, 'nowhere')).status, 3);
  assert.equal(run('--batch', join(room, 'nowhere')).status, 3);
});

test('a batch answers in a line each', () => {
  const { writer, last } = ordinary();
  const folder = put({ '00000001.log': segment(1, writer.entries) });
  const list = join(room, 'list');
  writeFileSync(list, `${folder}\t${Object.values(named(last)).join(':')}\n${folder}\n${join(room, 'nowhere')}\n${put({ '00000001.log': Buffer.of(1) })}\n`);
  const answer = run('--batch', list);
  assert.deepEqual(answer.stdout.trim().split('\n').map((line) => JSON.parse(line).status), [0, 0, 3, 1]);
  assert.equal(answer.status, 3);
});
