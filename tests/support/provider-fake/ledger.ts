import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { Accepted } from "./rules.js";

/** The truth about what was taken: one line per message, on disk before the sender hears of it. */
export type Ledger = {
  append(message: Accepted): void;
  close(): void;
};

/** Opens `accepted.jsonl` in a folder, which is made when missing; earlier lines stay. */
export function openLedger(folder: string): Ledger {
  mkdirSync(folder, { recursive: true });
  const file = openSync(ledgerPath(folder), "a");
  return {
    append: (message) => {
      writeSync(file, `${JSON.stringify(message)}\n`);
      fsyncSync(file);
    },
    close: () => {
      closeSync(file);
    },
  };
}

/** Every message taken so far, also after the fake was killed; a half-written last line was never answered. */
export function readLedger(folder: string): readonly Accepted[] {
  const lines = readFileSync(ledgerPath(folder), "utf8").split("\n").slice(0, -1);
  return lines.map((line) => JSON.parse(line) as Accepted);
}

function ledgerPath(folder: string): string {
  return join(folder, "accepted.jsonl");
}
