import type { EffectSpec } from "../../definition/workflow.js";
import type { Effect, News } from "../effect.js";
import type { CaseEvent, ParentCase } from "../event.js";
import type { CaseProgram } from "../slim.js";
import type { CaseLink, CaseState } from "../state.js";
import { effectId } from "./effect-id.js";

type Event<Type extends CaseEvent["type"]> = Extract<CaseEvent, { readonly type: Type }>;

/** Events about other cases. */
export type LinkEvent = Event<
  | "case_started"
  | "case_refused"
  | "child_closed"
  | "children_closed"
  | "parent_closed"
  | "signalled"
>;

const LINK_EVENTS: ReadonlySet<string> = new Set<LinkEvent["type"]>([
  "case_started",
  "case_refused",
  "child_closed",
  "children_closed",
  "parent_closed",
  "signalled",
]);

/** Whether an event is about another case. */
export function isAboutOthers(event: CaseEvent): event is LinkEvent {
  return LINK_EVENTS.has(event.type);
}

/** What a new case knows of the case that opened it: nothing when none did. */
export function linksAtCreation(parent: ParentCase | undefined): Partial<CaseState> {
  if (parent === undefined) return {};
  const { id, workflow, effect, depth } = parent;
  const as = parent.as === "child" ? "parent" : "related";
  return { links: { [id]: { as, workflow, effect, ended: null, heard: 0 } }, depth };
}

/** What a case knows of others after an event about them; a word why the event says nothing new. */
export function linksAfter(state: CaseState, event: LinkEvent): CaseState | "repeated" | "stale" {
  switch (event.type) {
    case "case_started":
      return started(state, event);
    case "case_refused":
      return isStarting(state, event.effect) ? answered(state, event.effect) : "repeated";
    case "children_closed":
      return hasOpenChild(state, event.workflow) ? "stale" : state;
    case "child_closed":
      return heard(answered(state, event.effect), event, {
        ...{ as: "child", workflow: event.workflow, effect: event.effect },
        ended: event.state,
      });
    case "parent_closed":
      return heard(state, event, { ended: event.state });
    case "signalled":
      return heard(state, event, {});
  }
}

/** Whether a child of a workflow (null for any) is open, or on its way to being. */
export function hasOpenChild(state: CaseState, workflow: string | null): boolean {
  const isMeant = (one: { readonly as: string; readonly workflow: string }) =>
    one.as === "child" && (workflow === null || one.workflow === workflow);
  return (
    Object.values(state.starting ?? {}).some(isMeant) ||
    Object.values(state.links ?? {}).some((link) => isMeant(link) && link.ended === null)
  );
}

/** Whether the case has, or has had, a child of a workflow (null for any). */
export function hasChild({ links = {} }: CaseState, workflow: string | null): boolean {
  return Object.values(links).some(
    (link) => link.as === "child" && (workflow === null || link.workflow === workflow),
  );
}

/** The children that are open as far as this case has heard, oldest first. */
export function openChildren({ links = {} }: CaseState): readonly string[] {
  return idsOf(links, ({ as, ended }) => as === "child" && ended === null);
}

/** The case that opened this one, if it waits for this one and is open as far as this case has heard. */
export function openParent({ links = {} }: CaseState): string | null {
  return idsOf(links, ({ as, ended }) => as === "parent" && ended === null)[0] ?? null;
}

/** A message to another case; `place` is its place among the effects of the turn. */
export function tell(state: CaseState, to: string, news: News, place: number): Effect {
  const id = effectId(state.id, state.turn, place);
  return { kind: "tell", id, to, number: state.turn * NEWS_PER_TURN + place, news };
}

/** More than a turn can have effects: 20 of a transition and 20 of a state, each to 50 children. */
const NEWS_PER_TURN = 10_000;

/** What a case that has closed lets others know: its children, and the parent that waits for it. */
export function newsAtEnd(state: CaseState, effects: readonly Effect[]): readonly Effect[] {
  if (state.status === "open" || state.links === undefined) return effects;
  const all = [...effects];
  for (const child of openChildren(state))
    all.push(tell(state, child, { type: "parent_closed", state: state.state }, all.length));
  const parent = Object.entries(state.links).find(([, { as }]) => as === "parent");
  if (parent === undefined) return all;
  const [id, { effect }] = parent;
  const { workflow } = state;
  const news = {
    type: "child_closed",
    effect: effect ?? "",
    workflow,
    state: state.state,
  } as const;
  return [...all, tell(state, id, news, all.length)];
}

/** What a case lets one know that it has just opened: signals that came too early for it, and that it has closed itself. */
export function newsForStarted(
  before: CaseState,
  { state, effects }: Made,
  event: LinkEvent,
): readonly Effect[] {
  if (event.type !== "case_started") return effects;
  const { other, effect } = event;
  const link = state.links?.[other];
  if (link?.as !== "child" || link.ended !== null) return effects;
  const signals = before.starting?.[effect]?.signals ?? [];
  const news: News[] = signals.map((signal) => ({ type: "signalled", signal }));
  if (before.status === "closed") news.push({ type: "parent_closed", state: before.state });
  return [...effects, ...news.map((one, n) => tell(state, other, one, effects.length + n))];
}

/** A turn so far. */
type Made = { readonly state: CaseState; readonly effects: readonly Effect[] };

/**
 * The joins that are due once a child has closed or was refused: of its workflow, and of all. Only what a transition
 * waits for is asked.
 */
export function joinsAfter(
  program: CaseProgram,
  before: CaseState,
  { state, effects }: Made,
  event: LinkEvent,
): readonly Effect[] {
  const isOfChild =
    event.type === "child_closed" ||
    (event.type === "case_refused" && before.starting?.[event.effect]?.as === "child");
  if (!isOfChild || state.status === "closed") return effects;
  const due = awaited(program).filter((one) => one === null || one === event.workflow);
  return withJoins({ state, effects }, due);
}

/**
 * The joins that are due on entering a state, because everything that it waits for has closed before, or because nothing
 * had to be opened of what this turn would have opened (`wanted`: workflows of its starts).
 */
export function joinsOnEntry(
  program: CaseProgram,
  { state, effects }: Made,
  wanted: readonly string[],
): readonly Effect[] {
  if (state.status === "closed") return effects;
  const here = awaited(program, state.state).filter((workflow) =>
    workflow === null
      ? wanted.length > 0 || hasChild(state, null)
      : wanted.includes(workflow) || hasChild(state, workflow),
  );
  return withJoins({ state, effects }, here);
}

function withJoins(
  { state, effects }: Made,
  workflows: readonly (string | null)[],
): readonly Effect[] {
  const all = [...effects];
  for (const workflow of workflows)
    if (!hasOpenChild(state, workflow) && !all.some((one) => isJoin(one, workflow)))
      all.push({ kind: "join", id: effectId(state.id, state.turn, all.length), workflow });
  return all;
}

function isJoin(effect: Effect, workflow: string | null): boolean {
  return effect.kind === "join" && effect.workflow === workflow;
}

/** Whose children transitions wait for, in the order of the definition; null for all. Of one state, or of any. */
function awaited(program: CaseProgram, state?: string): readonly (string | null)[] {
  const found = Object.values(program.transitions).flatMap(({ from, on = [] }) =>
    on.flatMap((trigger) =>
      trigger.event === "children_closed" &&
      (state === undefined || from === "*" || from.includes(state))
        ? [trigger.workflow ?? null]
        : [],
    ),
  );
  return [...new Set(found)];
}

/** A child may have been heard of before its parent knew that it had begun; what is known already stays. */
function started(state: CaseState, event: Event<"case_started">): CaseState {
  const { effect, other, workflow } = event;
  const known = state.links?.[other];
  const as = state.starting?.[effect]?.as ?? known?.as ?? "related";
  return withLink(answered(state, effect), other, {
    ...{ ended: null, heard: 0 },
    ...known,
    ...{ as, workflow, effect },
  });
}

function heard(
  state: CaseState,
  { other, number }: { readonly other: string; readonly number: number },
  news: Partial<CaseLink>,
): CaseState | "repeated" {
  const known = state.links?.[other];
  if (known !== undefined && number <= known.heard) return "repeated";
  const blank: CaseLink = { as: "related", workflow: "", effect: null, ended: null, heard: 0 };
  return withLink(state, other, { ...blank, ...known, ...news, heard: number });
}

function answered(state: CaseState, effect: string): CaseState {
  if (!isStarting(state, effect)) return state;
  const { [effect]: _answered, ...starting } = state.starting ?? {};
  return { ...state, starting };
}

function isStarting(state: CaseState, effect: string): boolean {
  return Object.hasOwn(state.starting ?? {}, effect);
}

function withLink(state: CaseState, other: string, link: CaseLink): CaseState {
  return { ...state, links: { ...state.links, [other]: link } };
}

function idsOf(
  links: NonNullable<CaseState["links"]>,
  wanted: (link: CaseLink) => boolean,
): readonly string[] {
  return Object.entries(links)
    .filter(([, link]) => wanted(link))
    .map(([id]) => id);
}

/** Workflows of the children that effects would open. */
export function childrenOf(specs: readonly EffectSpec[]): readonly string[] {
  return specs.flatMap((spec) =>
    spec.do === "start" && spec.as === "child" ? [spec.workflow] : [],
  );
}
