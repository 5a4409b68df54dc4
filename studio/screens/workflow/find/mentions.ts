import type { State, Transition } from "../../../../engine/definition/workflow.js";
import type { Subject } from "../names.js";
import type { Place } from "./place.js";

/** Members that say how something is built, and not what it uses. */
const STRUCTURE = new Set(["name", "class", "from", "to", "do", "event", "operator"]);

/** Everything that a state or transition uses, by id and by the name that people know it under; nothing for what is only drawn. */
export function mentionsOf(
  subject: Subject,
  place: Place,
  named: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  if (place.kind === "group" || place.kind === "note") return [];
  const { states, transitions, forms } = subject.workflow;
  const element: State | Transition | undefined =
    place.kind === "state" ? states[place.id] : transitions[place.id];
  const form = element && "form" in element ? forms?.[element.form ?? ""] : undefined;
  const ids = [
    ...textsIn(element),
    ...Object.keys(form?.properties ?? {}),
    ...Object.entries(subject.workflow.clocks ?? {})
      .filter(([, clock]) => clocksAt(clock).includes(`${place.kind}.${place.id}`))
      .map(([id]) => id),
  ];
  return [...new Set(ids)].flatMap((id) => [id, ...(named.get(id) ?? [])]);
}

/** The names of all that can be used, by id; several things can have the same id. */
export function namedThings({ workflow, body }: Subject): ReadonlyMap<string, readonly string[]> {
  const { roles, queues, quantities = [], teams = [], webhooks = [] } = body.organisation;
  const lists = [roles, queues, quantities, teams, webhooks];
  const others = [body.ruleSets, body.templates, body.calendars ?? [], body.workflows];
  const fields = [workflow.data, ...Object.values(workflow.forms ?? {})].flatMap(({ properties }) =>
    Object.entries(properties).map(([id, { title }]) => ({ id, name: title })),
  );
  const clocks = Object.entries(workflow.clocks ?? {}).map(([id, { name }]) => ({ id, name }));
  const names = new Map<string, string[]>();
  for (const { id, name } of [...[...lists, ...others].flat(), ...fields, ...clocks])
    names.set(id, [...(names.get(id) ?? []), name]);
  return names;
}

/** All texts in something, and the keys that name a field; a path such as `data.reason` also as the name of its field. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return [value, ...fieldIn(value)];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inside]) =>
    STRUCTURE.has(key)
      ? []
      : [...(fieldIn(key).length > 0 ? textsIn(key) : []), ...textsIn(inside)],
  );
}

function fieldIn(text: string): readonly string[] {
  const [, field] = /^(?:data|input)\.([A-Za-z0-9_]+)/.exec(text) ?? [];
  return field === undefined ? [] : [field];
}

type Clock = NonNullable<Subject["workflow"]["clocks"]>[string];

/** The states and transitions at which a clock starts, stands still or stops. */
function clocksAt({ starts, stops = [], pauses = [] }: Clock): readonly string[] {
  return [
    ...("state" in starts ? [`state.${starts.state}`] : []),
    ...("transition" in starts ? [`transition.${starts.transition}`] : []),
    ...pauses.map((id) => `state.${id}`),
    ...stops.map((id) => `transition.${id}`),
  ];
}
