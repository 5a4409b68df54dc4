import type { Workflow } from "../definition/workflow.js";
import { interpreter, slim } from "../interpreter/index.js";
import type { CaseJourney, DrawnWorkflow } from "../protocol/case-journey.js";
import type { CaseDoc } from "../store/cases.js";
import { eventsOf } from "../store/events.js";
import { askedOf, changesOf } from "./journey-story.js";
import type { Names } from "./rows.js";
import type { CaseTools } from "./tools.js";

/** Turns read to tell a journey, from the first on; more than cases of people have. */
const MAX_TURNS = 2_000;

/**
 * The way that a case has come: the workflows that it followed, what it changed and asked on the way, and who may do what now.
 * @param namesKnowing the names of the release at a turn, these people's among them
 */
export async function journeyOf(
  { store, now }: Pick<CaseTools, "store" | "now">,
  doc: CaseDoc,
  namesKnowing: (people: readonly string[]) => Promise<(turn: number) => Names>,
): Promise<CaseJourney> {
  const events = await eventsOf(store, doc._id, { after: 0, limit: MAX_TURNS });
  const people = events.flatMap(({ patch: { assignee } }) =>
    typeof assignee === "string" ? [assignee] : [],
  );
  const namesAt = await namesKnowing(people);
  return {
    stretches: stretchesOf(doc).map(({ fromTurn, release }) => ({
      ...{ fromTurn, release },
      ...drawnFrom(namesAt(fromTurn)),
    })),
    changes: [...changesOf(events, namesAt)],
    asked: askedOf(events),
    doers: doersOf(doc, namesAt(doc.turn), now()),
  };
}

/** The releases that a case followed, each with its first turn. A turn that moves a case is the first under the new one. */
function stretchesOf({ moves = [], release }: Pick<CaseDoc, "moves" | "release">) {
  const begins = [1, ...moves.map(({ turn }) => turn)];
  return [...moves.map(({ from }) => from), release].map((followed, place) => ({
    fromTurn: begins[place] ?? 1,
    release: followed,
  }));
}

function drawnFrom({
  workflow,
  organisation,
}: Names): Pick<CaseJourney["stretches"][number], "workflow" | "roles"> {
  const acting = new Set(Object.values(workflow.transitions).flatMap(({ by = [] }) => by));
  return {
    workflow: drawnWorkflow(workflow),
    roles: organisation.roles.flatMap(({ id, name }) => (acting.has(id) ? [{ id, name }] : [])),
  };
}

/** Only what the picture shows: conditions, forms and effects are for those who may read releases. */
function drawnWorkflow({ name, initial, states, transitions, layout }: Workflow): DrawnWorkflow {
  return {
    ...{ name, initial, ...(layout === undefined ? {} : { layout }) },
    states: mapped(states, ({ name, class: kind, final }) => ({
      ...{ name, class: kind, ...(final === undefined ? {} : { final }) },
    })),
    transitions: mapped(transitions, ({ name, from, to, by, on }) => ({
      ...{ name, from, ...(to === undefined ? {} : { to }) },
      ...(by === undefined ? {} : { by }),
      ...(on === undefined ? {} : { on }),
    })),
  };
}

function mapped<From, To>(
  all: { readonly [id: string]: From },
  change: (one: From) => To,
): { [id: string]: To } {
  return Object.fromEntries(Object.entries(all).map(([id, one]) => [id, change(one)]));
}

/** What may be done with a case now, each with the roles whose people may. */
function doersOf(
  doc: CaseDoc,
  { workflow, organisation: { roles } }: Names,
  now: number,
): CaseJourney["doers"] {
  if (doc.parked) return [];
  const { allowedActions } = interpreter(Math.max(1, doc.interpreter));
  const program = slim(workflow);
  const byRole = roles.map(({ id, name }) => ({
    role: { id, name },
    allowed: new Set(allowedActions(program, doc.state, [id], now)),
  }));
  return Object.entries(workflow.transitions).flatMap(([id, { name, to }]) => {
    const able = byRole.filter(({ allowed }) => allowed.has(id)).map(({ role }) => role);
    if (able.length === 0) return [];
    const state = to === undefined ? null : { id: to, name: workflow.states[to]?.name ?? to };
    return [{ id, name, to: state, roles: able }];
  });
}
