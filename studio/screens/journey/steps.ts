import type { CaseEventLine } from "../../../engine/protocol/case.js";
import type { CaseJourney } from "../../../engine/protocol/case-journey.js";
import { wayId } from "../../canvas/graph.js";
import { figureKey } from "../../nodes/figures.js";
import type { Trail } from "../../nodes/trail.js";

/** The workflow that a case followed for some of its turns. */
export type Stretch = CaseJourney["stretches"][number];

/** How a case was in a state under one release: how often it came there, and for how long in all. */
export type Stay = { readonly visits: number; readonly ms: number };

/** Where a case stood after one of its turns, and the way that it had come until then. */
export type Standing = {
  readonly line: CaseEventLine;
  readonly stretch: Stretch;
  /** Turns that the release was followed for until then, this one included. */
  readonly lines: readonly CaseEventLine[];
  /** The turn that had brought it to where it stood. */
  readonly arrival: CaseEventLine;
  /** How it has been in each state, by id. */
  readonly stays: ReadonlyMap<string, Stay>;
  /** The turns that took each way, by {@link figureKey}. */
  readonly taken: ReadonlyMap<string, readonly number[]>;
};

/**
 * Where a case stood after a turn; null when there is nothing to tell it from.
 * @param until until when it has stood there, epoch milliseconds
 */
export function standingAt(
  {
    lines,
    stretches,
  }: Pick<CaseJourney, "stretches"> & { readonly lines: readonly CaseEventLine[] },
  { turn, until }: { readonly turn: number; readonly until: number },
): Standing | null {
  const so = lines.filter((line) => line.turn <= turn);
  const stretch = stretches.findLast(({ fromTurn }) => fromTurn <= turn);
  const line = so.at(-1);
  if (!line || !stretch) return null;
  const under = so.filter((one) => one.turn >= stretch.fromTurn);
  const arrival = so.findLast(isArrival) ?? line;
  return {
    ...{ line, stretch, arrival, lines: under },
    stays: staysOf(under, until),
    taken: takenOf(under),
  };
}

/** What stands out in the picture: where it has been under this release, and where it is. */
export function trailOf({ line, lines }: Standing): Trail {
  const states = lines.flatMap(({ to }) => (to ? [to.id] : []));
  const ways = lines.filter(isMove).map(({ from, to }) => wayId(from?.id ?? "", to?.id ?? ""));
  return { of: "case", here: line.to?.id ?? null, states: new Set(states), ways: new Set(ways) };
}

/** Whether a turn led to another state. Being moved to another release does not: it is the same place under another name. */
function isMove({ type, from, to }: CaseEventLine): boolean {
  return type !== "moved" && from !== null && from.id !== to?.id;
}

function isArrival(line: CaseEventLine): boolean {
  return line.from === null || isMove(line);
}

function staysOf(lines: readonly CaseEventLine[], until: number): ReadonlyMap<string, Stay> {
  const stays = new Map<string, Stay>();
  for (const [place, { at, to, ...line }] of lines.entries()) {
    if (to === null) continue;
    const before = stays.get(to.id) ?? { visits: 0, ms: 0 };
    const next = lines[place + 1];
    const left = next ? Date.parse(next.at) : until;
    const arrives = place === 0 || isArrival({ at, to, ...line });
    stays.set(to.id, {
      visits: before.visits + (arrives ? 1 : 0),
      ms: before.ms + Math.max(0, left - Date.parse(at)),
    });
  }
  return stays;
}

function takenOf(lines: readonly CaseEventLine[]): ReadonlyMap<string, readonly number[]> {
  const taken = new Map<string, readonly number[]>();
  for (const { transition, from, turn } of lines) {
    if (transition === null || from === null) continue;
    const key = figureKey(transition, from.id);
    taken.set(key, [...(taken.get(key) ?? []), turn]);
  }
  return taken;
}

/** The first turn after this one that does something, or the first of all when none follows; undefined when none ever did. */
export function nextTurn(
  lines: readonly CaseEventLine[],
  after: number,
  does: (line: CaseEventLine) => boolean,
): number | undefined {
  const all = lines.filter(does);
  return (all.find(({ turn }) => turn > after) ?? all[0])?.turn;
}

/** Whether a turn brought the case to a state. */
export function arrivesAt(state: string): (line: CaseEventLine) => boolean {
  return (line) => isArrival(line) && line.to?.id === state;
}

/** Whether a turn went from one state to another. */
export function goes(from: string, to: string): (line: CaseEventLine) => boolean {
  return (line) => isMove(line) && line.from?.id === from && line.to?.id === to;
}
