import type { Workflow } from "../definition/workflow.js";

/** What a workflow's states and data fields become in another release of it. What is left out, nobody has said. */
export type Mapping = {
  readonly states: { readonly [state: string]: string };
  /** Null for a field that is left behind. */
  readonly fields: { readonly [field: string]: string | null };
};

/** A workflow as far as cases are mapped by it. */
export type Mapped = Pick<Workflow, "states" | "data">;

/** Something wrong with what was said, as a JSON pointer into the mapping. */
export type MappingFault = { readonly pointer: string; readonly message: string };

/**
 * The whole mapping between two releases of a workflow: what was said; then what has the same id; then what has the same name; then
 * the one that is left on either side, a field if it is of the same type. Cases are never moved into a final state, so those stay out.
 */
export function mappingBetween(source: Mapped, target: Mapped, said: Partial<Mapping>): Mapping {
  return {
    states: matched(openStates(source), openStates(target), said.states ?? {}) as Mapping["states"],
    fields: matched(fieldsOf(source), fieldsOf(target), said.fields ?? {}),
  };
}

/** The mapping back: what two became is nobody's, and what was left behind stays away. */
export function inverted({ states, fields }: Mapping): Mapping {
  return { states: turned(states) as Mapping["states"], fields: turned(fields) };
}

/** What cannot be meant by what was said: unknown names, ends, and two fields that become one. */
export function faultsOf(
  source: Mapped,
  target: Mapped,
  { states = {}, fields = {} }: Partial<Mapping>,
): readonly MappingFault[] {
  const places = mappingBetween(source, target, { states, fields }).fields;
  return [
    ...Object.entries(states).flatMap(([from, to]) =>
      fault(`/states/${from}`, stateFault(source, target, { from, to })),
    ),
    ...Object.entries(fields).flatMap(([from, to]) =>
      fault(`/fields/${from}`, fieldFault(source, target, { from, to, places })),
    ),
  ];
}

/** Something that can be matched: its name, and what has to be alike for the last one left. */
type Thing = { readonly id: string; readonly name: string; readonly kind: string };

function openStates({ states }: Mapped): readonly Thing[] {
  return Object.entries(states)
    .filter(([, { final }]) => final !== true)
    .map(([id, { name }]) => ({ id, name, kind: "state" }));
}

function fieldsOf({ data }: Mapped): readonly Thing[] {
  return Object.entries(data.properties).map(([id, { title, type }]) => ({
    ...{ id, name: title, kind: type },
  }));
}

type Matches = { readonly [id: string]: string | null };

function matched(from: readonly Thing[], to: readonly Thing[], said: Matches): Matches {
  let known: Matches = Object.fromEntries(
    from.flatMap(({ id }) => (said[id] === undefined ? [] : [[id, said[id]] as const])),
  );
  const isSame = (one: Thing, other: Thing) => one.id === other.id;
  // What has the same id is the same, whatever else is said to become that too.
  known = { ...known, ...pairs(left(from, known), to, isSame) };
  known = { ...known, ...pairs(left(from, known), free(to, known), isAlike) };
  const [one, ...more] = left(from, known);
  const [other, ...others] = free(to, known);
  const isObvious = one && other && more.length + others.length === 0 && one.kind === other.kind;
  return isObvious ? { ...known, [one.id]: other.id } : known;
}

function isAlike(one: Thing, other: Thing): boolean {
  return one.name === other.name && one.kind === other.kind;
}

function left(from: readonly Thing[], known: Matches): readonly Thing[] {
  return from.filter(({ id }) => !Object.hasOwn(known, id));
}

function free(to: readonly Thing[], known: Matches): readonly Thing[] {
  const taken = new Set(Object.values(known));
  return to.filter(({ id }) => !taken.has(id));
}

/** Those that are alike, where only one is like only one. */
function pairs(
  from: readonly Thing[],
  to: readonly Thing[],
  like: (one: Thing, other: Thing) => boolean,
): Matches {
  const found = from.flatMap((one): (readonly [string, string])[] => {
    const alike = to.filter((other) => like(one, other));
    const [other] = alike;
    const back = other ? from.filter((each) => like(each, other)) : [];
    return other && alike.length === 1 && back.length === 1 ? [[one.id, other.id]] : [];
  });
  return Object.fromEntries(found);
}

function turned(matches: Matches): Matches {
  const entries = Object.entries(matches);
  return Object.fromEntries(
    entries.flatMap(([from, to]) =>
      to !== null && entries.filter(([, other]) => other === to).length === 1 ? [[to, from]] : [],
    ),
  );
}

function fault(pointer: string, message: string | null): readonly MappingFault[] {
  return message === null ? [] : [{ pointer, message }];
}

type Said = { readonly from: string; readonly to: string | null };

function stateFault(source: Mapped, target: Mapped, { from, to }: Said): string | null {
  if (!Object.hasOwn(source.states, from)) return "is no state of the release that cases leave";
  if (to === null || !Object.hasOwn(target.states, to))
    return "names no state of the release that cases go to";
  return target.states[to]?.final === true
    ? "would close cases: moving them is not the way to end them"
    : null;
}

function fieldFault(
  source: Mapped,
  target: Mapped,
  { from, to, places }: Said & { readonly places: Matches },
): string | null {
  if (!Object.hasOwn(source.data.properties, from))
    return "is no field of the release that cases leave";
  if (to === null) return null;
  if (!Object.hasOwn(target.data.properties, to))
    return "names no field of the release that cases go to";
  const also = Object.keys(places).find((other) => other !== from && places[other] === to);
  return also === undefined ? null : `takes the place that “${also}” goes to`;
}
