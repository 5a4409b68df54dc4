import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { benchBurst } from "./burst.js";
import { benchFanOut } from "./fan-out.js";
import { machineText } from "./machine.js";
import { benchHistory } from "./history.js";
import { benchManyRules } from "./many-rules.js";
import { benchReplay } from "./replay.js";
import { benchRuleSets } from "./rule-sets.js";
import type { Section } from "./rows.js";
import { openStage, type Stage } from "./stage.js";
import { benchSleeping } from "./sleeping.js";
import { benchStaffAction } from "./staff-action.js";
import { sectionText } from "./table.js";
import { benchTimers } from "./timers.js";
import { benchWebhook } from "./webhook.js";
import { benchWholeCase } from "./whole-case.js";

const BENCHES: Readonly<Record<string, (stage: Stage, reps: number) => Promise<Section>>> = {
  "staff-action": benchStaffAction,
  "whole-case": benchWholeCase,
  history: benchHistory,
  timers: benchTimers,
  webhook: benchWebhook,
  burst: benchBurst,
  "fan-out": benchFanOut,
  rules: (_stage, reps) => benchRuleSets(reps),
  "many-rules": (_stage, reps) => benchManyRules(reps),
  sleeping: benchSleeping,
  replay: benchReplay,
};

const README = new URL("README.md", import.meta.url);

const { only, reps } = readArguments();
const sections: Section[] = [];
const stage = await openStage(say);
try {
  for (const [name, bench] of Object.entries(BENCHES)) {
    if (only !== undefined && only !== name) continue;
    say(`${name} …`);
    const section = await bench(stage, reps);
    sections.push(section);
    process.stdout.write(`${sectionText(section)}\n`);
  }
} finally {
  await stage.stop();
}
if (only === undefined) writeFileSync(README, readme());

function readArguments(): { readonly only: string | undefined; readonly reps: number } {
  const { values } = parseArgs({
    options: { only: { type: "string" }, reps: { type: "string", default: "5" } },
  });
  const count = Number(values.reps);
  const known = values.only === undefined || Object.hasOwn(BENCHES, values.only);
  if (known && Number.isInteger(count) && count >= 1 && count <= 50)
    return { only: values.only, reps: count };
  process.stderr.write(`--only ${Object.keys(BENCHES).join(" | ")}   --reps 1 to 50\n`);
  process.exit(2);
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

function readme(): string {
  return [
    "# Benchmarks",
    "",
    "Written by `npm run bench`, which starts a MongoDB and a Temporal of its own, runs all contenders in turns (A B A B …) in one run and compares them repetition by repetition.",
    "**Only ratios count**: absolute times are those of one machine at one moment. What the numbers mean, and where the time goes, stands in [docs/performance.md](../docs/performance.md).",
    "",
    "`npm run bench -- --only <name> --reps <n>` runs one of them and leaves this page alone.",
    "",
    machineText(reps),
    "",
    ...sections.map((section) => sectionText(section)),
  ].join("\n");
}
