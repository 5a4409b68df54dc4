// Breaks the product on purpose, one break at a time, in a copy of the tree, and checks that the test meant for it goes red.
// tsx tests/durability/mutants.ts [part of a name …]; exits 1 when a break survives.
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { findProjectRoot } from "../../engine/config.js";

/** A break: what stands in a file, what stands there instead, and the test that must notice. */
type Mutant = {
  readonly name: string;
  readonly file: string;
  readonly find: string;
  readonly replace: string;
  readonly test: string;
  readonly title: string;
  /** Where the test runs; `servers` when left out. */
  readonly project?: "pure";
};

const MUTANTS: readonly Mutant[] = [
  {
    name: "rule 1: stored turns are not compared",
    file: "engine/store/commit.ts",
    find: "if (present.length === 0) return;",
    replace: "if (present.length >= 0) return;",
    test: "tests/durability/rule-1",
    title: "is a fork",
  },
  {
    name: "rule 1: gaps are accepted",
    file: "engine/store/commit.ts",
    find: "if (first.turn !== turn + 1)",
    replace: "if (first.turn < 0)",
    test: "tests/durability/rule-1",
    title: "is a gap",
  },
  {
    name: "rule 2: no limit on what is uncommitted",
    file: "workflows/case/handlers.ts",
    find: "if (run.log.length >= BEHIND_TURNS || run.logBytes >= BEHIND_BYTES)",
    replace: "if (run.log.length < BEHIND_TURNS - BEHIND_BYTES)",
    test: "tests/durability/rule-2",
    title: "says Behind",
  },
  {
    name: "rule 2: no limit on an event",
    file: "workflows/case/limits.ts",
    find: "export const EVENT_BYTES = 64_000;",
    replace: "export const EVENT_BYTES = 64_000_000;",
    test: "tests/durability/rule-2",
    title: "too large",
  },
  {
    name: "rule 3: a broken interpreter does not park",
    file: "workflows/case/handlers.ts",
    find: 'run.parked = "interpreter";',
    replace: "",
    test: "tests/durability/rule-3",
    title: "interpreter that breaks",
  },
  {
    name: "rule 3: a refused commit is tried for ever",
    file: "engine/effects/commit.ts",
    find: "if (refusedByStore(error)) {",
    replace: "if (refusedByStore(error) && error === null) {",
    test: "tests/durability/rule-3",
    title: "the store refuses",
  },
  {
    name: "rule 4: no claim before the first byte",
    file: "engine/store/messages.ts",
    find: '{ _id: messageId, state: "queued" },',
    replace: "{ _id: messageId },",
    test: "tests/durability/rule-4",
    title: "reach the provider once",
  },
  {
    name: "rule 4: an attempt without an end is made again",
    file: "engine/store/messages.ts",
    find: '{ _id: messageId, state: "queued" },',
    replace: '{ _id: messageId, state: operator({ $in: ["queued", "sending"] }) },',
    test: "tests/durability/rule-4",
    title: "after the provider took the message",
  },
  {
    name: "rule 4: STOP is not asked before sending",
    file: "engine/effects/deliver.ts",
    find: "contact.optedOutAt !== null",
    replace: "contact.name === contact._id",
    test: "tests/durability/rule-4",
    title: "after STOP",
  },
  {
    name: "rule 4: receipts that come early are forgotten",
    file: "engine/store/messages.ts",
    find: "for (const receipt of early) await applyReceipt(store, receipt);",
    replace: "",
    test: "tests/durability/rule-4",
    title: "waits and is joined",
  },
  {
    name: "rule 4: the last receipt wins",
    file: "engine/channels/delivery.ts",
    find: 'if (a === "delivered" || b === "delivered") return "delivered";',
    replace: 'if (a !== "queued") return b;',
    test: "tests/durability/rule-4",
    title: "never move a message back",
  },
  {
    name: "rule 5: a conversation forgets what it opened",
    file: "engine/store/conversations.ts",
    find: "$slice: REMEMBERED",
    replace: "$slice: 0",
    test: "tests/durability/rule-5",
    title: "open one case",
  },
  {
    name: "rule 5: a repeat is a new message",
    file: "engine/store/inbox.ts",
    find: "return `${endpoint}:${providerId}`;",
    replace: "return `${endpoint}:${providerId}:${String(performance.now())}`;",
    test: "tests/durability/rule-5",
    title: "fifty times",
  },
  {
    name: "rule 5: quoted ids are not read",
    file: "engine/inbound/target.ts",
    find: "open.includes(id)",
    replace: "open.includes(`no ${id}`)",
    test: "tests/durability/rule-5",
    title: "quotes its case",
  },
  {
    name: "rule 5: what another case told counts again",
    file: "engine/interpreter/v1/links.ts",
    find: "number <= known.heard",
    replace: "number < 0",
    test: "engine/interpreter/v1/links.test.ts",
    title: "hears of each once",
    project: "pure",
  },
  {
    name: "rule 9: a join does not wait for cases that are still being opened",
    file: "engine/interpreter/v1/links.ts",
    find: "Object.values(state.starting ?? {}).some(isMeant) ||",
    replace: "",
    test: "engine/interpreter/v1/links.test.ts",
    title: "joins when the last has closed",
    project: "pure",
  },
  {
    name: "rule 6: a refused action may end a run",
    file: "workflows/case/handlers.ts",
    find: "if (isParked(run)) throw refusedBy",
    replace: "measure(run);\n  if (isParked(run)) throw refusedBy",
    test: "tests/durability/rule-6",
    title: "refused",
  },
  {
    name: "rule 6: the loop does something else when it replays",
    file: "workflows/case/perform.ts",
    find: "run.draining || ",
    replace: "run.draining || workflowInfo().unsafe.isReplaying || ",
    test: "tests/durability/rule-6",
    title: "crowd",
  },
  {
    name: "rule 6: a case never moves to another interpreter",
    file: "workflows/case/index.ts",
    find: "run.upgradeTo ?? run.input.interpreter",
    replace: "run.input.interpreter",
    test: "tests/durability/rule-6-upgrade",
    title: "fresh run",
  },
  {
    name: "rule 7: a repeat is done again",
    file: "engine/store/ledger.ts",
    find: "if (done) return done.answer;",
    replace:
      "if (done) await store.of(ledgerCollection).deleteOne({ _id: request.id }, { session });",
    test: "tests/durability/rule-7",
    title: "answers a repeat",
  },
  {
    name: "rule 7: the limit is not part of the update",
    file: "engine/store/ledger.ts",
    find: "taken: operator({ $lte: limit - amount })",
    replace: "taken: operator({ $lte: limit })",
    test: "tests/durability/rule-7",
    title: "more than there is",
  },
  {
    name: "rule 7: what was used is held for ever",
    file: "engine/store/ledger.ts",
    find: '{ ...which, "reservation.state": "held" as const }',
    replace: "which",
    test: "tests/durability/rule-7",
    title: "used in time never goes back",
  },
  {
    name: "rule 7: a late release gives back what came after it",
    file: "engine/store/ledger.ts",
    find: "turn: operator({ $lt: turn })",
    replace: "turn: operator({ $gt: 0 * turn })",
    test: "tests/durability/rule-7",
    title: "comes twice",
  },
  {
    name: "rule 7: closing keeps what others wait for",
    file: "engine/interpreter/v1/effects.ts",
    find: 'if (state.status === "open" || !reserves(program)) return effects;',
    replace: 'if (state.status === "open" || reserves(program)) return effects;',
    test: "tests/durability/rule-7",
    title: "get the only locker",
  },
  {
    name: "rule 8: the line has no order",
    file: "engine/store/queue-entries.ts",
    find: "sort: { rank: 1, joinedAt: 1, _id: 1 }",
    replace: "sort: { rank: -1, joinedAt: 1, _id: 1 }",
    test: "tests/durability/rule-8",
    title: "exactly one person",
  },
  {
    name: "rule 8: a request does not look for what it took before",
    file: "engine/cases/take-next.ts",
    find: "held ? null : await takenBefore",
    replace: "queue ? null : await takenBefore",
    test: "engine/cases/take-next.test.ts",
    title: "being stored",
  },
  {
    name: "rule 8: one request may hold two entries",
    file: "engine/store/queue-entries.ts",
    find: "unique: true",
    replace: "unique: false",
    test: "engine/cases/take-next.test.ts",
    title: "many times at once",
  },
  {
    name: "rule 8: an expired claim is forgotten",
    file: "engine/store/queue-entries.ts",
    find: "$set: { claim }, $addToSet: { claimants: requestId }",
    replace: "$set: { claim, claimants: [requestId] }",
    test: "engine/cases/take-next.test.ts",
    title: "outlived its claim",
  },
  {
    name: "rule 8: what one may not take leaves the line",
    file: "engine/cases/take-next.ts",
    find: "gone ? dropEntry(store, entry._id) : passOver(store, entry._id, requestId)",
    replace: "dropEntry(store, entry._id)",
    test: "engine/cases/take-next.test.ts",
    title: "waits on for those who may",
  },
  {
    name: "rule 9: old requests are not looked up",
    file: "engine/cases/act.ts",
    find: "if (before !== null) return",
    replace: "if (before === -1) return",
    test: "tests/durability/rule-9",
    title: "two runs ago",
  },
  {
    name: "rule 9: a fresh run forgets what is outstanding",
    file: "workflows/case/run.ts",
    find: "outstanding: [...run.outstanding.values()],",
    replace: "outstanding: [],",
    test: "tests/durability/rule-9",
    title: "crosses a fresh run",
  },
  {
    name: "rule 9: no fresh runs",
    file: "workflows/case/limits.ts",
    find: "export const BUSY_HISTORY = 400;",
    replace: "export const BUSY_HISTORY = 40_000;",
    test: "tests/durability/rule-9",
    title: "never rests",
  },
  {
    name: "rule 10: a case follows the rules of today instead of its own",
    file: "engine/effects/decide.ts",
    find: "await releaseByNumber(tools.store, request.release)",
    replace: "await releaseByNumber(tools.store, 1)",
    test: "engine/api/cases.test.ts",
    title: "change the rules while",
  },
  {
    name: "rule 11: repeats are not remembered",
    file: "workflows/case/run.ts",
    find: "run.answered.push(answered);",
    replace: "",
    test: "tests/durability/rule-9",
    title: "nobody has stopped",
  },
  {
    name: "rule 11: screens may be out of date",
    file: "engine/interpreter/v1/advance.ts",
    find: "if (stale && transition?.commutes !== true)",
    replace: "if (stale && transition === null)",
    test: "tests/durability/rule-11",
    title: "out of date",
  },
  {
    name: "rule 12: late answers of rules count",
    file: "engine/interpreter/v1/advance.ts",
    find: "event.entry !== state.entry",
    replace: "event.entry > state.entry",
    test: "engine/interpreter/v1/advance.test.ts",
    title: "moved on",
    project: "pure",
  },
  {
    name: "rule 13: patches leave out what is new",
    file: "engine/interpreter/patch.ts",
    find: "!Object.hasOwn(old, member) ||",
    replace: "Object.hasOwn(old, member) &&",
    test: "engine/interpreter/patch.test.ts",
    title: "rebuilds",
    project: "pure",
  },
  {
    name: "rule 14: payloads are not sealed",
    file: "engine/privacy/payload-codec.ts",
    find: "Promise.all(payloads.map((payload) => sealed(parts, payload, ownerOf(context)))),",
    replace:
      "Promise.resolve(payloads.map((payload) => (sealed(parts, payload, ownerOf(context)), payload))),",
    test: "tests/temporal-holds-nothing-readable.test.ts",
    title: "holds nothing of the patient",
  },
  {
    name: "rule 15: an unknown cursor is taken for the newest",
    file: "engine/realtime/ring.ts",
    find: "count - place > size) return null;",
    replace: "count - place > size) return [];",
    test: "engine/realtime/hub.test.ts",
    title: "cursor nobody knows",
  },
  {
    name: "rule 16: chores of one moment ring at one moment",
    file: "engine/interpreter/v1/clock-time.ts",
    find: "hash(id) % (durationMs(clock.spread) + 1)",
    replace: "0",
    test: "engine/interpreter/v1/clocks.test.ts",
    title: "six hundred",
    project: "pure",
  },
  {
    name: "alerts: every call that an outage has passed over is made up for",
    file: "workflows/case/call.ts",
    find: "return due + everyMs * (Math.floor(Math.max(0, now - due) / everyMs) + 1);",
    replace: "return due + everyMs + 0 * now;",
    test: "tests/alerts.test.ts",
    title: "each person once and at its time",
  },
  {
    name: "alerts: a call goes out although somebody has acknowledged",
    file: "engine/effects/deliver.ts",
    find: 'return open ? null : "acknowledged";',
    replace: 'return open || alert === "answered" ? null : "acknowledged";',
    test: "tests/durability/rule-4",
    title: "acknowledged meanwhile",
  },
  {
    name: "E8: a message is sent however old it is",
    file: "engine/effects/deliver.ts",
    find: "const TOO_OLD_MS = 26 * 3_600_000;",
    replace: "const TOO_OLD_MS = 260 * 3_600_000;",
    test: "tests/durability/rule-4",
    title: "more than a day",
  },
  {
    name: "alerts: nobody is called after 15 minutes",
    file: "workflows/definitions/ticket/workflow.yaml",
    find: "        tier: 2\n",
    replace: "        tier: 1\n",
    test: "tests/emergency.test.ts",
    title: "tier after tier",
  },
  {
    name: "alerts: an exercise does not say so",
    file: "engine/effects/alert-rows.ts",
    find: "[...(effect.drill ? [`${DRILL}.`] : []), rendered?.ok",
    replace: "[...(effect.drill ? [] : []), rendered?.ok",
    test: "tests/alerts.test.ts",
    title: "of an exercise",
  },
  {
    name: "alerts: a later one rings beside the one it takes over from",
    file: "engine/interpreter/v1/alerts.ts",
    find: "return open.level === raised.level && open.team === raised.team;",
    replace: "return open.level === raised.level && open.team !== raised.team;",
    test: "engine/interpreter/v1/alerts.test.ts",
    title: "taken over",
  },
  {
    name: "timers (T1): a clock may ring early",
    file: "engine/interpreter/v1/advance.ts",
    find: "running.late === true || isLater(running.dueAt, event.at))",
    replace: "running.late === true)",
    test: "engine/interpreter/v1/clocks.test.ts",
    title: "does not fire before its time",
    project: "pure",
  },
  {
    name: "summer time (T2): a zone keeps the offset it begins with",
    file: "engine/sla/expand.ts",
    find: "const ahead = at.offsetNanoseconds / 60e9;",
    replace: "const ahead = found[0]?.ahead ?? at.offsetNanoseconds / 60e9;",
    test: "engine/sla/business-time.test.ts",
    title: "when clocks change",
    project: "pure",
  },
  {
    name: "calendars (T3): what is left of the last open stretch is counted whole",
    file: "engine/sla/open-hours.ts",
    find: "Math.min(span.to, to) - Math.max(span.from, from)",
    replace: "span.to - Math.max(span.from, from)",
    test: "engine/sla/business-time.test.ts",
    title: "agrees with counting minute by minute",
    project: "pure",
  },
  {
    name: "pauses (T4): a clock that goes on counts from its start",
    file: "engine/interpreter/v1/running-clock.ts",
    find: "{ ...kept, since: at }",
    replace: "kept",
    test: "engine/interpreter/v1/promises.test.ts",
    title: "a thousand random pauses",
    project: "pure",
  },
  {
    name: "outages (T6): marks that were overtaken act all the same",
    file: "engine/interpreter/v1/advance.ts",
    find: 'isOvertaken ? unchanged(next, "overtaken")',
    replace: 'isOvertaken && event.at < 0 ? unchanged(next, "overtaken")',
    test: "engine/interpreter/v1/promises.test.ts",
    title: "an outage ends in one step",
    project: "pure",
  },
  {
    name: "promises: what is overdue is forgotten when its clock is gone",
    file: "engine/sla/clock-life.ts",
    find: "return broken.brokenAt === null",
    replace: "return broken.brokenAt !== null",
    test: "engine/sla/clock-life.test.ts",
    title: "overdue until it is done",
    project: "pure",
  },
];

const root = findProjectRoot();
const wanted = process.argv.slice(2);
const chosen = MUTANTS.filter(
  ({ name }) => wanted.length === 0 || wanted.some((part) => name.includes(part)),
);
const survivors = chosen.filter((mutant) => !notices(mutant));
say(`${String(chosen.length - survivors.length)} of ${String(chosen.length)} breaks noticed`);
process.exitCode = survivors.length > 0 ? 1 : 0;

/** Runs the mutant's test in a broken copy. @returns whether it went red */
function notices(mutant: Mutant): boolean {
  const copy = brokenCopy(mutant);
  const { project = "servers", test, title } = mutant;
  const args = ["vitest", "run", "--project", project, test, "-t", title];
  const { status, stdout } = spawnSync("npx", args, { cwd: copy, encoding: "utf8" });
  rmSync(copy, { recursive: true, force: true });
  const ran = /Tests\s.*(failed|passed)/.test(stdout.replaceAll(/\u001b\[\d+m/g, ""));
  const red = ran && status !== 0;
  say(`${red ? "red " : "GREEN"}  ${mutant.name}${ran ? "" : " (the test did not run)"}`);
  return red;
}

function brokenCopy({ file, find, replace }: Mutant): string {
  const copy = mkdtempSync(join(tmpdir(), "casewright-mutant-"));
  const left = ["node_modules", "dist", ".git", ".data"].map((name) => join(root, name));
  cpSync(root, copy, { recursive: true, filter: (path) => !left.includes(path) });
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
  const source = readFileSync(join(copy, file), "utf8");
  if (!source.includes(find)) throw new Error(`${relative(root, file)} does not hold: ${find}`);
  writeFileSync(join(copy, file), source.replace(find, replace));
  return copy;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
