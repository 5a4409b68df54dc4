import { canonicalJson } from "./canonical.js";
import { withoutDrawing } from "./drawing.js";
import type { ReleaseBody } from "./release.js";
import type { Workflow } from "./workflow.js";

/** The lists of definitions in a release; what belongs to the installation stands beside them. */
export const RELEASE_LISTS = ["workflows", "ruleSets", "templates", "calendars"] as const;
export type ReleaseList = (typeof RELEASE_LISTS)[number];

/** A part of a release that is looked at by itself: a definition, or a member of the organisation such as `queues`. */
export type ReleasePart = {
  readonly of: ReleaseList | "organisation";
  /** Id of the definition, name of the member. */
  readonly id: string;
};

/** A part that two releases do not have in common. */
export type PartChange = ReleasePart & {
  /** What the newer one that has it calls it; the member itself for those of the organisation. */
  readonly name: string;
  readonly change: "added" | "changed" | "removed";
};

/** A part as a path, such as `workflows/ticket`. */
export function pathOfPart({ of, id }: ReleasePart): string {
  return `${of}/${id}`;
}

/** What is in a workflow: all but how it is drawn, and the order of its transitions, since the first one that fits is taken. */
export function contentOf(workflow: Workflow): object {
  return { ...withoutDrawing(workflow), order: Object.keys(workflow.transitions) };
}

/** A release without what people noted beside its definitions. */
export function withoutComments({ calendars, ...body }: ReleaseBody): ReleaseBody {
  return {
    organisation: bare(body.organisation),
    workflows: body.workflows.map(bare),
    ruleSets: body.ruleSets.map(bare),
    templates: body.templates.map(bare),
    ...(calendars === undefined ? {} : { calendars: calendars.map(bare) }),
  };
}

function bare<Of extends { readonly comments?: unknown }>({
  comments: _comments,
  ...rest
}: Of): Omit<Of, "comments"> {
  return rest;
}

/** What differs between two releases, in the order of their lists. Where something is drawn, or noted, is no difference. */
export function changedParts(first: ReleaseBody, second: ReleaseBody): readonly PartChange[] {
  const [before, after] = [withoutComments(first), withoutComments(second)];
  return [
    ...membersChanged(before, after),
    ...RELEASE_LISTS.flatMap((of) => listChanged(of, contents(before, of), contents(after, of))),
  ];
}

type Content = { readonly name: string; readonly content: object };

function contents(body: ReleaseBody, of: ReleaseList): ReadonlyMap<string, Content> {
  const entries: readonly { readonly id: string; readonly name: string }[] = body[of] ?? [];
  const inside =
    of === "workflows" ? body.workflows.map(contentOf) : (entries as readonly object[]);
  return new Map(
    entries.map(({ id, name }, place) => [id, { name, content: inside[place] ?? {} }]),
  );
}

function listChanged(
  of: ReleaseList,
  before: ReadonlyMap<string, Content>,
  after: ReadonlyMap<string, Content>,
): readonly PartChange[] {
  const ids = [...new Set([...before.keys(), ...after.keys()])].toSorted();
  return ids.flatMap((id) => {
    const [was, is] = [before.get(id), after.get(id)];
    const change = changeOf(was?.content, is?.content);
    return change === null ? [] : [{ of, id, name: (is ?? was)?.name ?? id, change }];
  });
}

function membersChanged(before: ReleaseBody, after: ReleaseBody): readonly PartChange[] {
  const [was, is] = [before, after].map(
    ({ organisation }) => new Map<string, unknown>(Object.entries(organisation)),
  );
  const ids = [...new Set([...(was?.keys() ?? []), ...(is?.keys() ?? [])])].toSorted();
  return ids.flatMap((id) => {
    const change = changeOf(was?.get(id), is?.get(id));
    return change === null ? [] : [{ of: "organisation", id, name: id, change } as const];
  });
}

function changeOf(was: unknown, is: unknown): PartChange["change"] | null {
  if (was === undefined) return is === undefined ? null : "added";
  if (is === undefined) return "removed";
  return canonicalJson(was) === canonicalJson(is) ? null : "changed";
}
