import { randomBytes } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** 256 bits: the length of an AES-256 key and of an HMAC-SHA-256 key. */
const KEY_BYTES = 32;

/**
 * The key kept in `<dataDir>/keys/<name>`, made on first use with mode 0600. Two processes that start together get
 * the same key: the file appears whole or not at all.
 * @returns 43 characters of base64url
 * @throws the file system's error when the folder cannot be made, read or written
 */
export function keyFromFile(dataDir: string, name: string): string {
  const folder = join(dataDir, "keys");
  const path = join(folder, name);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const known = readKey(path);
  if (known !== undefined) return known;

  const draft = `${path}.${String(process.pid)}.${randomBytes(4).toString("hex")}`;
  writeFileSync(draft, randomBytes(KEY_BYTES).toString("base64url"), { mode: 0o600, flush: true });
  try {
    linkSync(draft, path);
  } catch (error) {
    if (!isCode(error, "EEXIST")) throw error;
  } finally {
    rmSync(draft);
  }
  return readFileSync(path, "utf8").trim();
}

function readKey(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8").trim();
  } catch (error) {
    if (isCode(error, "ENOENT")) return undefined;
    throw error;
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
