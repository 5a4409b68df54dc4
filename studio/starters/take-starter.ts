import type { ReleaseBody } from "../../engine/definition/release.js";
import { entriesOf, entryOf, type EntryOf } from "../draft/release-lists.js";
import type { ReleaseStep } from "../draft/release-steps.js";
import type { Starter } from "./starters.js";

/** What a starter brings besides its workflow and its roles. */
export type Brought = "queues" | "ruleSets" | "templates";

const BROUGHT: readonly Brought[] = ["queues", "ruleSets", "templates"];

/** Something that a starter brings, whose id is taken. */
export type Clash = { readonly list: Brought; readonly id: string; readonly name: string };

/** What has to be known to take a starter. */
export type Taking = {
  readonly name: string;
  readonly id: string;
  readonly prefix: string;
  /** The role of the clinic that does the work of each role of the starter; one that is left out is made. */
  readonly roles: Readonly<Record<string, string>>;
  /** Ids of what is used as it is here, although the starter brings its own. */
  readonly here: readonly string[];
};

/** What a starter brings under ids that the release has already. */
export function clashesOf(body: ReleaseBody, starter: Starter): readonly Clash[] {
  return BROUGHT.flatMap((list) =>
    entriesOf(starter.body, list)
      .filter(({ id }) => entryOf(body, list, id))
      .map(({ id, name }) => ({ list, id, name })),
  );
}

type SingleStep = Exclude<ReleaseStep, { readonly do: "together" }>;

/** A starter in the release: its workflow with all that it needs, as one step. What has a taken id gets another one, unless it is to be what is here. */
export function takenStarter(body: ReleaseBody, starter: Starter, asked: Taking): ReleaseStep {
  const names = newNames(body, starter, asked);
  const { workflow } = starter;
  const added = BROUGHT.flatMap((list) => addSteps({ body, starter, list, names }));
  const named = { ...renamed(workflow, names), name: asked.name };
  const entry = { ...named, subject: { ...named.subject, prefix: asked.prefix } };
  return {
    do: "together",
    about: { list: "workflows", id: asked.id },
    steps: [
      ...added,
      ...roleSteps({ body, starter, names }),
      { do: "add", to: "workflows", entry },
    ],
  };
}

type Naming = ReadonlyMap<string, string>;

/** What everything of the starter is called in the release. */
function newNames(body: ReleaseBody, starter: Starter, asked: Taking): Naming {
  const brought = BROUGHT.flatMap((list) =>
    entriesOf(starter.body, list).map(({ id }) => {
      const isHere = asked.here.includes(id);
      return [id, isHere ? id : freeId(body, list, id)] as const;
    }),
  );
  const roles = entriesOf(starter.body, "roles").map(
    ({ id }) => [id, asked.roles[id] ?? freeId(body, "roles", id)] as const,
  );
  return new Map([[starter.workflow.id, asked.id], ...brought, ...roles]);
}

function freeId(body: ReleaseBody, list: Brought | "roles", wanted: string): string {
  for (let n = 1; ; n += 1) {
    const id = n === 1 ? wanted : `${wanted.slice(0, 36)}-${String(n)}`;
    if (!entryOf(body, list, id)) return id;
  }
}

type Adding = {
  readonly body: ReleaseBody;
  readonly starter: Starter;
  readonly names: Naming;
};

function addSteps({
  body,
  starter,
  list,
  names,
}: Adding & { readonly list: Brought }): readonly SingleStep[] {
  return entriesOf(starter.body, list).flatMap((entry) => {
    const added = renamed<EntryOf[Brought]>(entry, names);
    if (entryOf(body, list, added.id)) return [];
    // A list and its entry belong together, which the compiler cannot see of a list that it does not know.
    return [{ do: "add", to: list, entry: added } as SingleStep];
  });
}

/** New roles, and the right of those that are here to see the queues of the starter. */
function roleSteps({ body, starter, names }: Adding): readonly SingleStep[] {
  const all = entriesOf(starter.body, "roles").map((role) => renamed(role, names));
  return [...new Set(all.map(({ id }) => id))].flatMap((id): readonly SingleStep[] => {
    const roles = all.filter((role) => role.id === id);
    const [first] = roles;
    const before = entryOf(body, "roles", id);
    if (!before) return first ? [{ do: "add", to: "roles", entry: first }] : [];
    if (before.queues.includes("*")) return [];
    const queues = [...new Set([...before.queues, ...roles.flatMap((role) => role.queues)])];
    return [{ do: "replace", in: "roles", entry: { ...before, queues } }];
  });
}

/**
 * A definition with other names for what the starter brings, wherever they stand. Within a starter every such id means one thing,
 * which a test makes sure of. Roles that have become one stand once.
 */
function renamed<Of>(definition: Of, names: Naming): Of {
  return replaced(definition, names) as Of;
}

function replaced(value: unknown, names: Naming): unknown {
  if (typeof value === "string") return names.get(value) ?? value;
  if (Array.isArray(value)) {
    const all = value.map((one: unknown) => replaced(one, names));
    const isNames = value.every((one) => typeof one === "string" && names.has(one));
    return isNames ? [...new Set(all)] : all;
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [names.get(key) ?? key, replaced(one, names)]),
  );
}
