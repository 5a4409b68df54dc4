import { parseArgs } from "node:util";
import { outsideContract } from "./support/outside-contract.js";
import { guardLoopback } from "./support/provider-fake/loopback.js";
import { quietly } from "./support/provider-fake/quietly.js";

/** `npm run contract -- <folder>`: runs the contract of a channel or plugin outside the tree and ends with 1 when it is broken. */
const { positionals } = parseArgs({ allowPositionals: true });
const [folder] = positionals;
if (folder === undefined) {
  console.error("Name the folder of a package.");
  process.exit(2);
}
const guard = guardLoopback();
const { id, cases, close } = await outsideContract(folder);
let broken = 0;
for (const { title, run } of cases.map(quietly)) {
  const problem = await problemOf(run);
  if (problem !== undefined) broken += 1;
  console.log(problem === undefined ? `kept    ${title}` : `BROKEN  ${title}: ${problem}`);
}
await close();
for (const host of guard.offenders) console.log(`BROKEN  it wanted to reach ${host}`);
const isKept = broken === 0 && guard.offenders.length === 0;
console.log(`${id}: ${String(cases.length - broken)} of ${String(cases.length)} promises kept`);
process.exit(isKept ? 0 : 1);

async function problemOf(run: () => Promise<void> | undefined): Promise<string | undefined> {
  try {
    await run();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : "it failed";
  }
}
