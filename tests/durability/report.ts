import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus, loadavg, totalmem } from "node:os";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { findProjectRoot } from "../../engine/config.js";
import type { Evidence } from "./evidence.js";
import { type Answered, isYes } from "./ledger.js";

/** One part of the proof after its count. */
export type Stage = {
  readonly name: string;
  readonly evidence: Evidence;
  readonly broken: readonly string[];
  /** Journeys of patients that ended as planned. */
  readonly journeys: number;
};

/** Everything that the report tells. */
export type Proof = {
  readonly stages: readonly Stage[];
  readonly seed: number;
  readonly scale: number;
  readonly width: number;
  readonly minutes: number;
};

const root = findProjectRoot();
const page = join(root, "docs/proof.md");
const [BEGIN, END] = ["<!-- proof: begin -->", "<!-- proof: end -->"];

/** The numbers of a run as a section of docs/proof.md. */
export function summary({ stages, seed, scale, width, minutes }: Proof): string {
  const total = stages.reduce((sum, { broken }) => sum + broken.length, 0);
  const share = scale === 1 ? "the whole scale" : `${String(scale * 100)} % of the whole scale`;
  return [
    `Run on ${new Date().toISOString().slice(0, 10)} at commit \`${commit()}\`, ${share}, seed ${seed}, ${width} tickets`,
    `at a time, ${minutes.toFixed(0)} minutes, on ${machine()}.`,
    "",
    `**${total === 0 ? "No promise was broken." : `${total} promises were broken.`}**`,
    "",
    ["| |", ...stages.map(({ name }) => ` ${name} |`)].join(""),
    `|---|${stages.map(() => "---:|").join("")}`,
    ...rowsOf(stages),
    ...stages.flatMap(({ name, broken }) => broken.map((what) => `- ${name}: ${what}`)),
  ].join("\n");
}

/** Puts the section where the last run's stands. */
export async function writeProof(text: string): Promise<void> {
  const [before = "", rest = ""] = readFileSync(page, "utf8").split(BEGIN);
  const after = rest.split(END)[1] ?? "";
  const options = { ...(await resolveConfig(page)), filepath: page };
  writeFileSync(page, await format(`${before}${BEGIN}\n\n${text}\n\n${END}${after}`, options));
}

const ROWS: readonly (readonly [name: string, value: (stage: Stage) => number | string])[] = [
  ["acknowledged requests", ({ evidence }) => answersOf(evidence).filter(isYes).length],
  ["requests tried again", ({ evidence }) => answersOf(evidence).length - askedIn(evidence)],
  ["cases", ({ evidence }) => evidence.cases.length],
  ["events", ({ evidence }) => evidence.events.length],
  ["turns that replayed to the same", ({ evidence }) => evidence.replayed.turns],
  ["tickets from first SMS to close", ({ journeys }) => journeys],
  ["kill -9 from outside", ({ evidence }) => deaths(evidence, (why) => why === "kill -9")],
  ["deaths at a crash point", ({ evidence }) => deaths(evidence, (why) => /:\d+$/.test(why ?? ""))],
  ["of these, different places", ({ evidence }) => placesIn(evidence).size],
  ["processes that ended by themselves", ({ evidence }) => deaths(evidence, (why) => why === null)],
  ["messages out", ({ evidence }) => out(evidence).length],
  ["taken by the provider", ({ evidence }) => evidence.accepted.length],
  ["`unknown`, shown to staff", ({ evidence }) => out(evidence).filter(isUnknown).length],
  ["longest wait for an answer", ({ evidence }) => `${(longest(evidence) / 1_000).toFixed(1)} s`],
  ["broken promises", ({ broken }) => broken.length],
];

function rowsOf(stages: readonly Stage[]): string[] {
  return ROWS.map(([name, value]) =>
    [`| ${name} |`, ...stages.map((stage) => ` ${value(stage)} |`)].join(""),
  );
}

function answersOf({ ledger }: Evidence): Answered[] {
  return ledger.filter((line) => line.kind === "answered");
}

function askedIn({ ledger }: Evidence): number {
  return ledger.filter(({ kind }) => kind === "asked").length;
}

function deaths({ faults }: Evidence, test: (why: string | null) => boolean): number {
  return faults.filter(({ why }) => test(why)).length;
}

function placesIn({ faults }: Evidence): ReadonlySet<string> {
  return new Set(faults.flatMap(({ why }) => /^(.+):\d+$/.exec(why ?? "")?.[1] ?? []));
}

function out({ messages }: Evidence) {
  return messages.filter(({ direction }) => direction === "out");
}

function isUnknown({ state }: { readonly state: string }): boolean {
  return state === "unknown";
}

function longest(evidence: Evidence): number {
  return Math.max(0, ...answersOf(evidence).map(({ tookMs }) => tookMs));
}

function commit(): string {
  const git = (...args: readonly string[]) =>
    execFileSync("git", args, { cwd: root, encoding: "utf8" }).trim();
  const changed = git("status", "--porcelain", "--", "engine", "workflows", "plugins");
  return `${git("rev-parse", "--short", "HEAD")}${changed === "" ? "" : " with changes"}`;
}

function machine(): string {
  const memory = `${(totalmem() / 2 ** 30).toFixed(0)} GB`;
  const load = loadavg()[0]?.toFixed(0) ?? "0";
  const model = cpus()[0]?.model.trim() ?? "unknown processor";
  return `${availableParallelism()} cores (${model}), ${memory}, Node ${process.version}, load ${load} at the end`;
}
