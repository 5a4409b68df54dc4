// A full disk never becomes a silent yes: the files of MongoDB and Temporal lie on a small disk, which is filled while tickets
// flow and emptied again. What callers were told is counted as by `npm run proof`. Takes minutes; the disk has to be mounted by hand:
//   mount -t tmpfs -o size=1g none <folder> && npx tsx tests/durability/full-disk.ts <folder>
import { closeSync, openSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { openCampaign, verdict } from "./campaign.js";
import type { LedgerLine } from "./ledger.js";
import type { Fault } from "./rig.js";

/** Time for which not a byte more can be written. */
const FULL_MS = 45_000;

/** What is left when a block is refused is filled with smaller ones, down to this. */
const SMALLEST = 512;

const [, , disk] = process.argv;
if (disk === undefined) throw new Error("which disk?");

const campaign = await openCampaign(say, { disk });
const load = campaign.flow({ width: 8, limit: 1_000_000 });
await campaign.progress(60);
const from = Date.now();
const before = campaign.ledger.acked();
await keepFull(join(disk, "ballast"), FULL_MS);
rmSync(join(disk, "ballast"));
const fault: Fault = { part: "mongod", from, to: Date.now(), why: "full disk" };
say(`full for ${String((fault.to - from) / 1_000)} s; ${told(campaign.ledger.lines, fault)}`);
say(`${String(campaign.ledger.acked() - before)} were acknowledged from the first refused byte on`);
await campaign.progress(60);
const evidence = await campaign.settle([load]);
const broken = verdict({ ...evidence, faults: [...evidence.faults, fault] });
for (const line of broken) say(`BROKEN ${line}`);
const ended = evidence.faults.map(({ part, why }) => `${part} ${why ?? "ended by itself"}`);
say(`${String(campaign.ledger.acked())} acknowledged, ${String(broken.length)} promises broken`);
say(`meanwhile: ${ended.join(", ") || "no process ended"}`);
await campaign.stop();
process.exitCode = broken.length > 0 ? 1 : 0;

/** Writes until nothing more fits, again and again, because what the servers give up has to be taken too. */
async function keepFull(path: string, ms: number): Promise<void> {
  const file = openSync(path, "w");
  const until = performance.now() + ms;
  do {
    for (let size = 1 << 20; size >= SMALLEST;) {
      try {
        writeSync(file, Buffer.alloc(size, 1));
      } catch {
        size /= 2;
      }
    }
    await pause(100);
  } while (performance.now() < until);
  closeSync(file);
}

/** How the requests of a time were answered, by status. */
function told(lines: readonly LedgerLine[], { from, to }: Pick<Fault, "from" | "to">): string {
  const counts = new Map<number, number>();
  for (const line of lines)
    if (line.kind === "answered" && line.at >= from && line.at <= to)
      counts.set(line.status, (counts.get(line.status) ?? 0) + 1);
  return [...counts].map(([status, n]) => `${String(status)} ${String(n)} times`).join(", ");
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
