// The whole proof, at full scale or a part of it: kill -9 at every crash point and at random, counted against what callers
// were told. Writes its numbers into docs/proof.md.
//   npm run proof -- [--scale 0.05] [--seed 12345] [--width 8]
import { parseArgs } from "node:util";
import {
  API_PLACES,
  type Campaign,
  dieAtEach,
  KILLED,
  openCampaign,
  verdict,
  WORKER_PLACES,
} from "./campaign.js";
import type { PartName } from "./rig.js";
import { type Chance, chance } from "./chance.js";
import { type Stage, summary, writeProof } from "./report.js";

/** Full scale: 50 rounds of every crash point, 30 random kills, 5,000 acknowledged requests at least. */
const FULL = { cases: 50, kills: 30, requests: 5_000 } as const;

const { values } = parseArgs({
  options: {
    scale: { type: "string", default: "1" },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
    width: { type: "string", default: "8" },
  },
});
const scale = Number(values.scale);
const seed = Number(values.seed);
const width = Number(values.width);
if (!(scale > 0 && scale <= 1)) throw new Error("--scale is above 0 and at most 1");

say(`seed ${seed}, scale ${scale}, ${width} tickets at a time`);
const startedAt = performance.now();
const stages: Stage[] = [
  await staged("crash points", (campaign) => crashPoints(campaign, chance(seed))),
  await staged("random kills", (campaign) => randomKills(campaign, chance(seed + 1))),
];
const minutes = (performance.now() - startedAt) / 60_000;
const text = summary({ stages, seed, scale, width, minutes });
await writeProof(text);
say(text);
process.exit(stages.every(({ broken }) => broken.length === 0) ? 0 : 1);

async function staged(name: string, run: (campaign: Campaign) => Promise<void>): Promise<Stage> {
  say(`${name}: starting everything`);
  const campaign = await openCampaign(() => undefined);
  try {
    const load = campaign.flow({ width, limit: 1_000_000 });
    await campaign.progress(5);
    await run(campaign);
    say(`${name}: waiting until everything is quiet`);
    const evidence = await campaign.settle([load]);
    const broken = verdict(evidence);
    for (const line of broken.slice(0, 50)) say(`BROKEN ${line}`);
    return { name, evidence, broken, journeys: load.finished() };
  } finally {
    await campaign.stop();
  }
}

/** Both programs at once, through all their crash points, until as many cases as wanted met each. */
async function crashPoints(campaign: Campaign, random: Chance): Promise<void> {
  const rounds = Math.max(1, Math.round((FULL.cases * scale) / width));
  for (let round = 1; round <= rounds; round += 1) {
    await Promise.all([
      dieAtEach(campaign, "worker", random.shuffled(WORKER_PLACES), () => random.whole(1, 4)),
      dieAtEach(campaign, "api", random.shuffled(API_PLACES), () => random.whole(1, 4)),
    ]);
    say(`crash points: round ${round} of ${rounds}, ${campaign.ledger.acked()} acknowledged`);
  }
}

/** Any process at any moment, 2 to 10 s after the last came back, down for up to 2 s; once each for half a minute. */
async function randomKills(campaign: Campaign, random: Chance): Promise<void> {
  const kills = Math.max(KILLED.length, Math.round(FULL.kills * scale));
  const longest = new Set<PartName>(["temporal", "mongod"]);
  for (let kill = 1; kill <= kills; kill += 1) {
    await random.pause(2_000, 10_000);
    const part = kill <= KILLED.length ? KILLED[kill - 1]! : random.one(KILLED);
    const downMs = longest.delete(part) ? 30_000 : random.whole(0, 2_000);
    await campaign.rig.kill(part, downMs);
    say(`random kills: ${kill} of ${kills}, ${part}, ${campaign.ledger.acked()} acknowledged`);
  }
  const wanted = Math.round(FULL.requests * scale);
  while (campaign.ledger.acked() < wanted)
    await campaign.progress(Math.min(50, wanted - campaign.ledger.acked()));
}

function say(line: string): void {
  process.stdout.write(`${new Date().toISOString().slice(11, 19)} ${line}\n`);
}
