import { fold } from "../../../../engine/definition/conditions/evaluate.js";
import type { Finding } from "../../../../engine/definition/finding.js";
import type { Workflow } from "../../../../engine/definition/workflow.js";
import { reachOf, type Direction } from "../../../canvas/reach.js";
import { errorsOf } from "../../draft/finding-list.js";
import { findingsAt } from "../edit/finding-place.js";
import type { Subject } from "../names.js";
import { mentionsOf, namedThings } from "./mentions.js";
import { LISTS, placesIn, type Place } from "./place.js";
import type { Demand } from "./query.js";

/** What is looked into. */
export type Searched = {
  readonly subject: Subject;
  readonly findings: readonly Finding[];
  /** The workflow as it runs; undefined for one that is in the change set alone. */
  readonly published: Workflow | undefined;
};

/** The states, and then the transitions, groups and notes, for which all demands hold, in the order of the definition; none for no demands. */
export function placesFound(searched: Searched, demands: readonly Demand[]): readonly Place[] {
  if (demands.length === 0) return [];
  const named = namedThings(searched.subject);
  const tests = demands.map((demand) => testOf(demand, searched, named));
  return placesIn(searched.subject.workflow).filter((place) =>
    tests.every((holds) => holds(place)),
  );
}

type Test = (place: Place) => boolean;
type Named = ReturnType<typeof namedThings>;

function testOf({ by, text }: Demand, searched: Searched, named: Named): Test {
  const { subject } = searched;
  const uses = (place: Place) => hasText(mentionsOf(subject, place, named), text);
  switch (by) {
    case "words":
      return (place) => hasText([place.id, saidBy(subject, place)], text) || uses(place);
    case "uses":
      return uses;
    case "has":
      return (place) => hasFinding(searched, place, text);
    case "is":
      return (place) => text === "changed" && isChanged(searched, place);
    case "before":
    case "after":
      return onTheWay(subject.workflow, by, text);
  }
}

function hasText(texts: readonly string[], text: string): boolean {
  return texts.some((one) => fold(one).includes(text));
}

function hasFinding({ findings }: Searched, place: Place, text: string): boolean {
  const here = findingsAt(findings, place);
  const errors = errorsOf(here);
  if (text === "error") return errors.length > 0;
  return text === "hint" && here.length > errors.length;
}

function isChanged({ subject, published }: Searched, { kind, id }: Place): boolean {
  const [now, before] = [subject.workflow, published].map((one) => one?.[LISTS[kind]]?.[id]);
  return JSON.stringify(now) !== JSON.stringify(before);
}

function onTheWay(workflow: Workflow, direction: Direction, text: string): Test {
  const named = Object.entries(workflow.states);
  const isCalled = (id: string, name: string) => [id, name].map(fold).includes(text);
  const [state] =
    named.find(([id, { name }]) => isCalled(id, name)) ??
    named.find(([, { name }]) => fold(name).includes(text)) ??
    [];
  if (state === undefined) return () => false;
  const { states, transitions } = reachOf(workflow, state, direction);
  return ({ kind, id }) =>
    kind === "state"
      ? id === state || states.has(id)
      : kind === "transition" && transitions.has(id);
}

/** The name of a place; of a note, what it says. */
function saidBy({ workflow }: Subject, { kind, id }: Place): string {
  if (kind === "note") return workflow.notes?.[id]?.text ?? "";
  return workflow[LISTS[kind]]?.[id]?.name ?? id;
}
