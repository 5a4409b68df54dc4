import type { Role } from "../../../engine/definition/organisation.js";
import type { ReleaseBody } from "../../../engine/definition/release.js";
import type { Transition, Workflow } from "../../../engine/definition/workflow.js";
import { graphOf, type StateNode } from "../../canvas/graph.js";
import { handbookWords as say } from "../../words/handbook.js";
import { mapWords } from "../../words/map.js";
import { nameOf, type Subject } from "../workflow/names.js";
import { openingSentences } from "../workflow/opening-sentences.js";
import { transitionStory, type TransitionStory } from "../workflow/transition-story.js";
import { messagesOf, type ToldMessage } from "./messages.js";
import { promisesOf, type ToldPromise } from "./promises.js";

/** What the people of one role have to know of one kind of case. */
export type Chapter = {
  readonly id: string;
  readonly name: string;
  readonly description: string | undefined;
  readonly begins: readonly string[];
  readonly states: readonly ToldStates[];
  /** What may be done in every state and leaves the case where it is. */
  readonly everywhere: readonly string[];
  readonly actions: readonly ToldAction[];
  readonly messages: readonly ToldMessage[];
  readonly promises: readonly ToldPromise[];
};

/** The states of one group of the picture under its name, or those of none. */
export type ToldStates = { readonly group: string | null; readonly states: readonly ToldState[] };

/** A state, and what may be done there: the action, and where it leads. */
export type ToldState = {
  readonly name: string;
  readonly means: string;
  readonly actions: readonly string[];
};

/** Something that the role may do. */
export type ToldAction = Pick<TransitionStory, "id" | "name" | "asks" | "only" | "does"> & {
  readonly from: string;
};

/** What the people of one role have to know: what they see, what they may do, and of each kind of case with which they do something. */
export type Handbook = {
  readonly role: string;
  readonly sees: string;
  readonly may: readonly string[];
  readonly chapters: readonly Chapter[];
};

/** The handbook of a role, told from a release. */
export function handbookOf(role: Role, subject: Omit<Subject, "workflow">): Handbook {
  const { workflows } = subject.body;
  return {
    role: role.name,
    sees: seesWords(role, subject.body),
    may: role.permissions.map((permission) => say.may[permission]),
    chapters: workflows
      .map((workflow) => chapterOf(role, { ...subject, workflow }))
      .filter(({ actions }) => actions.length > 0),
  };
}

function seesWords({ queues }: Role, { organisation }: Pick<ReleaseBody, "organisation">): string {
  if (queues.includes("*")) return say.allQueues;
  const names = organisation.queues.filter(({ id }) => queues.includes(id)).map(({ name }) => name);
  return names.length === 0 ? say.noQueues : say.queues(mapWords.and(names));
}

function chapterOf(role: Role, subject: Subject): Chapter {
  const { workflow } = subject;
  const { id, name, description } = workflow;
  const own = Object.entries(workflow.transitions).filter(([, { by = [] }]) =>
    by.includes(role.id),
  );
  return {
    ...{ id, name, description },
    begins: beginsWords(role, workflow),
    states: statesOf(subject, own),
    everywhere: own
      .filter(([, { from, to }]) => from === "*" && to === undefined)
      .map(([, one]) => one.name),
    actions: own.flatMap(([transition, { from }]) => {
      const story = transitionStory(subject, transition);
      return story ? [{ ...story, from: fromWords(subject, from) }] : [];
    }),
    messages: messagesOf(subject),
    promises: promisesOf(subject),
  };
}

function beginsWords({ permissions }: Role, workflow: Workflow): readonly string[] {
  const byHand = permissions.includes("case.create") ? [say.handOpened] : [];
  return [...openingSentences(workflow), ...byHand];
}

type Own = readonly (readonly [string, Transition])[];

/** The states in the order of the definition; those of a group stand together where the first of them does. */
function statesOf(subject: Subject, own: Own): readonly ToldStates[] {
  const { states, groups } = graphOf(subject.workflow);
  const parts = new Map<string | null, ToldState[]>();
  for (const state of states) {
    const group = groups.find((one) => one.states.includes(state.id))?.name ?? null;
    const told = toldState(subject, state, own);
    parts.set(group, [...(parts.get(group) ?? []), told]);
  }
  return [...parts].map(([group, told]) => ({ group, states: told }));
}

function toldState(subject: Subject, { id, name, kind, place }: StateNode, own: Own): ToldState {
  const says = mapWords.panel;
  if (place === "last") return { name, means: says.ends, actions: [] };
  return {
    name,
    means: says.kind[kind],
    actions: own
      .filter(([, { from, to }]) =>
        from === "*" ? to !== undefined && to !== id : from.includes(id),
      )
      .map(([, { name: action, to }]) =>
        to === undefined || to === id ? action : say.leads(action, nameOf.state(subject, to)),
      ),
  };
}

function fromWords(subject: Subject, from: Transition["from"]): string {
  if (from === "*") return say.anywhere;
  return say.from_(mapWords.or(from.map((state) => `“${nameOf.state(subject, state)}”`)));
}
