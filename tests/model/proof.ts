import { compareWithModel } from "./agreement.js";

/**
 * The whole comparison: 1,000 random workflows with 100 events each.
 * Run with `npx tsx tests/model/proof.ts [seed]`; a failure prints the seed that repeats it.
 */
const [given] = process.argv.slice(2);
const seed = given === undefined ? Date.now() % 2 ** 31 : Number(given);
process.stdout.write(`seed ${String(seed)}\n`);
const begin = performance.now();
const seen = compareWithModel({ workflows: 1_000, events: 100, seed });
const rows = Object.entries(seen).toSorted(([a], [b]) => (a < b ? -1 : 1));
for (const [what, count] of rows) process.stdout.write(`${what.padEnd(40)} ${String(count)}\n`);
const turns = rows.reduce((sum, [, count]) => sum + count, 0);
const seconds = ((performance.now() - begin) / 1000).toFixed(1);
process.stdout.write(`${String(turns)} turns agree, in ${seconds} s\n`);
