import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import { appendFileSync, existsSync, mkdirSync, readFileSync, truncateSync } from "node:fs";
import { dirname } from "node:path";
import { canonicalJson } from "../definition/canonical.js";
import type { DataKeys } from "../privacy/wrapping-key.js";
import type { Heads } from "./verify.js";

/** One line of the file: the ends of logs that are new since the line before, and a signature over both. */
type Line = {
  /** From 1, without gaps. */
  readonly n: number;
  readonly at: string;
  readonly heads: { readonly [caseId: string]: readonly [turn: number, hash: string] };
  /** HMAC-SHA-256 over the signature before and the other members, in hex. */
  readonly mac: string;
};

/** What a file of signed heads holds. `damagedAt` is the number of the first line that is not as it was signed, or null. */
export type SignedHeads = {
  readonly heads: Heads;
  readonly lines: number;
  readonly mac: string;
  /** When the last line was signed, ISO 8601; null without lines. */
  readonly lastAt: string | null;
  readonly damagedAt: number | null;
};

/**
 * Reads a file of signed heads; one that is not there holds none. Lines signed under the DATA_KEY before the present one
 * count too. A line without its end is what is left of a process that died while it wrote, and does not count.
 */
export function readSignedHeads(path: string, keys: DataKeys): SignedHeads {
  const text = wholeLines(path);
  const heads = new Map<string, { turn: number; hash: string }>();
  let [mac, lastAt]: [string, string | null] = ["", null];
  const lines = text.split("\n").filter((line) => line !== "");
  for (const [i, written] of lines.entries()) {
    const line = lineOf(written);
    if (line?.n !== i + 1 || !isSigned(line, mac, keys))
      return { heads, lines: i, mac, lastAt, damagedAt: i + 1 };
    for (const [caseId, [turn, hash]] of Object.entries(line.heads))
      heads.set(caseId, { turn, hash });
    [mac, lastAt] = [line.mac, line.at];
  }
  return { heads, lines: lines.length, mac, lastAt, damagedAt: null };
}

/**
 * Signs the heads that are new and appends them, flushed to the disk. Nothing new, nothing written.
 * @returns what the file holds now
 */
export function signHeads(
  path: string,
  keys: DataKeys,
  { before, heads, at }: { readonly before: SignedHeads; readonly heads: Heads; readonly at: Date },
): SignedHeads {
  const fresh = [...heads].filter(([id, { hash }]) => before.heads.get(id)?.hash !== hash);
  if (fresh.length === 0) return before;
  const line = {
    n: before.lines + 1,
    at: at.toISOString(),
    heads: Object.fromEntries(fresh.map(([id, { turn, hash }]) => [id, [turn, hash] as const])),
  };
  const signed: Line = { ...line, mac: macOf(keys.dataKey, before.mac, line) };
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  dropTornLine(path);
  appendFileSync(path, `${JSON.stringify(signed)}\n`, { mode: 0o600, flush: true });
  const now = new Map([...before.heads, ...fresh]);
  return { heads: now, lines: line.n, mac: signed.mac, lastAt: line.at, damagedAt: null };
}

function wholeLines(path: string): string {
  const text = existsSync(path) ? readFileSync(path, "utf8") : "";
  return text.slice(0, text.lastIndexOf("\n") + 1);
}

function dropTornLine(path: string): void {
  if (!existsSync(path)) return;
  const bytes = readFileSync(path);
  const end = bytes.lastIndexOf("\n") + 1;
  if (end < bytes.length) truncateSync(path, end);
}

function lineOf(text: string): Line | null {
  try {
    return JSON.parse(text) as Line;
  } catch {
    return null;
  }
}

function isSigned({ mac, ...line }: Line, before: string, keys: DataKeys): boolean {
  return [keys.dataKey, keys.previousDataKey].some((key) => {
    if (key === undefined || typeof mac !== "string") return false;
    const [own, found] = [Buffer.from(macOf(key, before, line)), Buffer.from(mac)];
    return own.length === found.length && timingSafeEqual(own, found);
  });
}

function macOf(dataKey: string, before: string, line: Omit<Line, "mac">): string {
  const key = Buffer.from(hkdfSync("sha256", dataKey, "", "casewright/log-heads/1", 32));
  return createHmac("sha256", key)
    .update(canonicalJson([before, line.n, line.at, line.heads]))
    .digest("hex");
}
