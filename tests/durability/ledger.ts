import { closeSync, fsyncSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";

/** What a caller wants: a patient's SMS, or something staff does. */
export type Ask =
  | { readonly what: "sms"; readonly phone: string }
  | { readonly what: "create"; readonly phone: string }
  | { readonly what: "act"; readonly caseId: string; readonly action: string }
  | { readonly what: "next"; readonly queue: string };

/** A request before its first byte is sent. `key` is the provider's message id or the Idempotency-Key. */
export type Asked = { readonly kind: "asked"; readonly key: string; readonly at: number } & Ask;

/** How one try of a request ended. */
export type Answered = {
  readonly kind: "answered";
  readonly key: string;
  /** Epoch milliseconds at which the try began. */
  readonly at: number;
  readonly tookMs: number;
  /** HTTP status; 0 when the connection failed, -1 when nothing came within the caller's patience. */
  readonly status: number;
  /** The Retry-After header was there. */
  readonly retryAfter: boolean;
  /** Our code of a problem, for the report. */
  readonly code: string | null;
  /** What a 2xx told: the case, and the turn of an action. */
  readonly caseId: string | null;
  readonly turn: number | null;
};

export type LedgerLine = Asked | Answered;

/** What callers asked and heard, written down before they go on: the truth that the system is counted against. */
export type AckLedger = {
  write(line: LedgerLine): void;
  /** Everything written so far. */
  readonly lines: readonly LedgerLine[];
  /** How many requests have a 2xx. */
  acked(): number;
  close(): void;
};

/** Opens `ledger.jsonl` in a folder. Requests and 2xx answers are on disk when `write` returns. */
export function openAckLedger(folder: string): AckLedger {
  const file = openSync(join(folder, "ledger.jsonl"), "a");
  const lines: LedgerLine[] = [];
  let acked = 0;
  return {
    write: (line) => {
      lines.push(line);
      writeSync(file, `${JSON.stringify(line)}\n`);
      const matters = line.kind === "asked" || isYes(line);
      if (matters) fsyncSync(file);
      if (line.kind === "answered" && isYes(line)) acked += 1;
    },
    lines,
    acked: () => acked,
    close: () => {
      closeSync(file);
    },
  };
}

/** Whether a try was acknowledged. */
export function isYes({ status }: Answered): boolean {
  return status >= 200 && status < 300;
}

/** Whether a try was refused for good: nothing may have happened. */
export function isNo({ status, code }: Answered): boolean {
  return status >= 400 && status < 500 && status !== 401 && status !== 429 && code !== null;
}
