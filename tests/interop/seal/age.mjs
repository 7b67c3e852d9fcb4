// @ts-check
// The hybrid of age, both ways, against the format author's own TypeScript; then the vectors of C2SP.
//   node age.mjs typage TOOL    files and keys of one opened by the other
//   node age.mjs vectors TOOL   every vector of the age test kit
// TOOL is the example program of sayyar-seal. Prints one line for each failure and a count.

import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inflateSync } from "node:zlib";

const [what, tool] = process.argv.slice(2);
const work = mkdtempSync(join(tmpdir(), "sayyar-age-"));
let passed = 0;
let failed = 0;

function verdict(name, good, detail = "") {
  if (good) passed += 1;
  else {
    failed += 1;
    console.log(`FAILED ${name} ${detail}`);
  }
}

function run(args, input) {
  const { status, stdout, stderr } = spawnSync(tool, args, { input, maxBuffer: 1 << 28 });
  return { good: status === 0, stdout, code: /code: (\S+)/.exec(stderr.toString())?.[1] ?? stderr.toString() };
}

function identityFile(text) {
  const path = join(work, "identity");
  writeFileSync(path, text);
  return path;
}

async function typage() {
  const { Decrypter, Encrypter, generateHybridIdentity, generateX25519Identity, identityToRecipient } =
    await import("age-encryption");
  for (const [kind, generate] of [["hybrid", generateHybridIdentity], ["x25519", generateX25519Identity]]) {
    const theirs = await generate();
    const ours = run(["age", "keygen", kind]).stdout.toString().trim().split("\n").at(-1);
    const recipient = await identityToRecipient(theirs);
    const same = run(["age", "recipient"], theirs).stdout.toString().trim() === recipient;
    verdict(`${kind} recipient of their identity`, same);
    const ourRecipient = run(["age", "recipient"], ours).stdout.toString().trim();
    verdict(`${kind} recipient of our identity`, (await identityToRecipient(ours)) === ourRecipient);
    for (const size of [0, 1, 65535, 65536, 65537, 200000]) {
      const plain = Buffer.alloc(size, "Sayyar ");
      const decrypter = new Decrypter();
      decrypter.addIdentity(theirs);
      const sealed = run(["age", "encrypt", ourRecipient, recipient], plain).stdout;
      const opened = await decrypter.decrypt(new Uint8Array(sealed)).catch((error) => Buffer.from(String(error)));
      verdict(`${kind} theirs opens ours, ${size} bytes`, plain.equals(opened), size);
      const encrypter = new Encrypter();
      encrypter.addRecipient(recipient);
      encrypter.addRecipient(ourRecipient);
      const file = Buffer.from(await encrypter.encrypt(new Uint8Array(plain)));
      for (const identity of [ours, theirs]) {
        const { good, stdout } = run(["age", "decrypt", identityFile(identity)], file);
        verdict(`${kind} ours opens theirs, ${size} bytes`, good && plain.equals(stdout));
      }
    }
  }
}

// What our reader refuses on purpose though age need not (FORMAT.md, "age").
const STRICTER = { hybrid_and_x25519: "age-mixed" };
const HEADER = ["age-not-age", "age-header", "age-stanza", "age-passphrase", "age-work-factor", "age-not-passphrase"];
const EXPECTED = {
  "no match": ["age-no-match", "age-not-passphrase"],
  "HMAC failure": ["age-mac"],
  "header failure": HEADER,
  "payload failure": ["age-payload"],
};

async function vectors() {
  for (const [name, bytes] of Object.entries(await import("cctv-age").then((module) => module.default ?? module))) {
    const vector = Buffer.from(bytes);
    const split = vector.indexOf("\n\n");
    const fields = vector.subarray(0, split).toString().split("\n").map((line) => line.split(": "));
    const all = (key) => fields.filter(([field]) => field === key).map(([, value]) => value);
    const one = (key) => all(key)[0];
    let file = vector.subarray(split + 2);
    if (one("compressed") === "zlib") file = inflateSync(file);
    const args = one("passphrase")
      ? ["age", "decrypt-with", one("passphrase")]
      : ["age", "decrypt", identityFile(all("identity").join("\n"))];
    const { good, stdout, code } = run(args, file);
    if (name in STRICTER) verdict(name, code === STRICTER[name], code);
    else if (one("armored")) verdict(name, !good && ["age-armoured", "age-not-age"].includes(code), code);
    else if (one("expect") === "success") {
      verdict(name, good && createHash("sha256").update(stdout).digest("hex") === one("payload"), code);
    } else {
      // The nonce opens the payload; the test kit counts it to the header.
      const late = ["stream_no_nonce", "stream_short_nonce"].includes(name) && code === "age-payload";
      verdict(name, !good && (late || EXPECTED[one("expect")].includes(code)), `${one("expect")}: ${code}`);
    }
  }
}

await { typage, vectors }[what]();
rmSync(work, { recursive: true });
console.log(`${what}: ${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
