import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import {
  type InboundFields,
  inboundForm,
  postForm,
  type ReceiptFields,
  receiptForm,
} from "./callbacks.js";
import { readLedger } from "./ledger.js";
import type { Accepted, Control, Counts, ReceiptPlan, Rule } from "./rules.js";

/** A fake provider in its own process, and what a test can do with it. */
export type ProviderFake = {
  readonly port: number;
  readonly pid: number;
  /** Africa's Talking's base URL, for `AFRICASTALKING_BASE_URL`. */
  readonly url: string;
  /** Replaces all rules and starts their counts anew. */
  rules(...rules: readonly Rule[]): Promise<void>;
  /** Delivery reports after every message taken from now on; undefined for none. */
  receipts(plan: ReceiptPlan | undefined): Promise<void>;
  /** Every message ever taken, read from disk: the truth to count against. */
  accepted(): readonly Accepted[];
  counts(): Promise<Counts>;
  /** Waits until every delivery report it owes was taken or given up. */
  settled(): Promise<void>;
  stop(): Promise<void>;
};

export type ProviderFakeOptions = {
  readonly folder: string;
  readonly port?: number;
  readonly apiKey?: string;
};

/** Starts the fake and waits until it listens. @throws when it ends before that */
export async function startProviderFake(options: ProviderFakeOptions): Promise<ProviderFake> {
  const child = spawn(process.execPath, argumentsOf(options), {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const { port } = JSON.parse(await firstLine(child)) as { port: number };
  const url = `http://127.0.0.1:${String(port)}`;
  return {
    port,
    pid: child.pid ?? 0,
    url,
    rules: (...rules) => control(url, { rules }),
    receipts: (plan) => control(url, { receipts: plan ?? null }),
    accepted: () => readLedger(options.folder),
    counts: async () => (await (await fetch(`${url}/control/counts`)).json()) as Counts,
    settled: async () => {
      await (await fetch(`${url}/control/settled`)).arrayBuffer();
    },
    stop: () => stop(child),
  };
}

/** Posts an incoming message `copies` times at once. @returns the HTTP statuses */
export async function postInbound(
  url: string,
  fields: InboundFields,
  copies = 1,
): Promise<readonly number[]> {
  const body = inboundForm(fields);
  return Promise.all(Array.from({ length: copies }, () => postForm(url, body)));
}

/** Posts delivery reports one after the other, in the order given: out of order, doubled, for unknown ids. */
export async function postReceipts(
  url: string,
  reports: readonly ReceiptFields[],
): Promise<readonly number[]> {
  const statuses: number[] = [];
  for (const report of reports) statuses.push(await postForm(url, receiptForm(report)));
  return statuses;
}

function argumentsOf({ folder, port, apiKey }: ProviderFakeOptions): readonly string[] {
  const script = fileURLToPath(new URL("index.ts", import.meta.url));
  return [
    ...["--import", "tsx", script, "--with-parent", "--folder", folder],
    ...(port === undefined ? [] : ["--port", String(port)]),
    ...(apiKey === undefined ? [] : ["--api-key", apiKey]),
  ];
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error("the fake has no output");
  const lines = createInterface({ input: child.stdout });
  const ended = once(child, "exit").then(([code]: unknown[]) => {
    throw new Error(`the fake ended with ${String(code)}`);
  });
  const [line] = (await Promise.race([once(lines, "line"), ended])) as [string];
  ended.catch(() => undefined);
  return line;
}

async function control(url: string, body: Control): Promise<void> {
  const answer = await fetch(`${url}/control`, { method: "POST", body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`the fake answered ${String(answer.status)}`);
  await answer.arrayBuffer();
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGTERM");
  await once(child, "exit");
}
