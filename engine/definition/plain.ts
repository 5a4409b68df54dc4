import { pointer, type Checked, type Finding } from "./finding.js";
import { finding } from "./lint/codes.js";
import { RESERVED_NAMES, type Json } from "./names.js";

/** Largest definition accepted, in characters of its JSON: 1 MB is fifty times the largest we ship. */
export const MAX_CHARACTERS = 1_000_000;

/** Deepest nesting accepted; a workflow with the deepest allowed condition needs 24. */
export const MAX_DEPTH = 32;

/** More findings than an admin reads at once; the walk stops there. */
const MAX_FINDINGS = 20;

/**
 * A copy of untrusted content that is certainly plain JSON: own data members only, no reserved names, no broken Unicode,
 * bounded in size and depth. Getters run at most once, nothing else of the source is kept.
 */
export function plainJson(source: unknown): Checked<Json> {
  const walk: Walk = { characters: 0, findings: [], path: [] };
  const value = copied(source, walk);
  if (!isSpent(walk) && walk.findings.length === 0 && value !== undefined)
    return { ok: true, value };
  return { ok: false, findings: walk.findings };
}

type Walk = {
  characters: number;
  readonly findings: Finding[];
  readonly path: (string | number)[];
};

function copied(part: unknown, walk: Walk): Json | undefined {
  if (typeof part === "string") return copiedText(part, walk);
  walk.characters += 4;
  if (part === null || typeof part === "boolean") return part;
  if (typeof part === "number" && Number.isFinite(part)) return part;
  if (typeof part === "object") return copiedGroup(part, walk);
  refuse(walk, "D004", "This is not plain JSON.");
  return undefined;
}

function copiedText(text: string, walk: Walk): string | undefined {
  walk.characters += text.length + 2;
  if (walk.characters > MAX_CHARACTERS) return undefined;
  if (!/[\p{Surrogate}\0]/u.test(text)) return text;
  refuse(walk, "D004", "This text holds half a character or a zero character.");
  return undefined;
}

function copiedGroup(group: object, walk: Walk): Json | undefined {
  const isPlain = Object.prototype.toString.call(group) === "[object Object]";
  if (walk.path.length >= MAX_DEPTH)
    refuse(walk, "D002", `This is nested deeper than ${String(MAX_DEPTH)} levels.`);
  else if (Array.isArray(group)) return copiedList(group, walk);
  else if (isPlain) return copiedObject(group, walk);
  else refuse(walk, "D004", "This is not plain JSON.");
  return undefined;
}

function copiedList(list: readonly unknown[], walk: Walk): Json {
  const copy: Json[] = [];
  for (let place = 0; place < list.length; place++) {
    if (isSpent(walk)) break;
    const item = inside(place, list[place], walk);
    if (item !== undefined) copy.push(item);
  }
  return copy;
}

function copiedObject(object: object, walk: Walk): Json {
  const copy: { [key: string]: Json } = {};
  for (const key of Object.keys(object)) {
    if (isSpent(walk)) break;
    if (!isGoodKey(key, walk)) continue;
    const part: unknown = (object as Record<string, unknown>)[key];
    const value = part === undefined ? undefined : inside(key, part, walk);
    if (value !== undefined) copy[key] = value;
  }
  return copy;
}

function inside(key: string | number, part: unknown, walk: Walk): Json | undefined {
  walk.path.push(key);
  const value = copied(part, walk);
  walk.path.pop();
  return value;
}

function isGoodKey(key: string, walk: Walk): boolean {
  if (copiedText(key, walk) === undefined) return false;
  if (!RESERVED_NAMES.includes(key)) return true;
  walk.path.push(key);
  refuse(walk, "D003", `\`${key}\` is reserved by the language the engine is written in.`);
  walk.path.pop();
  return false;
}

/** Whether to stop walking: too many findings, or too much content (which is a finding of the whole). */
function isSpent(walk: Walk): boolean {
  if (walk.characters > MAX_CHARACTERS && !walk.findings.some(({ code }) => code === "D001"))
    walk.findings.push(
      finding(
        "D001",
        "",
        "This definition is larger than 1 MB.",
        "Split it, or shorten its lists.",
      ),
    );
  return walk.characters > MAX_CHARACTERS || walk.findings.length >= MAX_FINDINGS;
}

const FIXES = {
  D002: "Flatten it.",
  D003: "Choose another name.",
  D004: "Write text, a number, true, false, null, a list or an object.",
} as const;

function refuse(walk: Walk, code: keyof typeof FIXES, message: string): void {
  walk.findings.push(finding(code, pointer(...walk.path), message, FIXES[code]));
}
