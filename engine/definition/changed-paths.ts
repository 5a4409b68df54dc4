import { canonicalJson } from "./canonical.js";
import { pointer } from "./finding.js";
import { withoutDrawing } from "./drawing.js";
import { RELEASE_LISTS, withoutComments, type ReleaseList } from "./release-parts.js";
import type { ReleaseBody } from "./release.js";

/** A place at which two releases differ, as deep as it can be told. */
export type ChangedPath = {
  /** Ids and names that lead there, such as `templates`, `sms-help`, `texts`, `sms`, `en`. */
  readonly keys: readonly string[];
  /** JSON pointer to it in the newer release; to what it stood in, when it is gone. */
  readonly pointer: string;
};

/**
 * Where two releases differ. What has an id is told from its siblings by that and not by its place; something new, something gone and
 * another order are told as a whole. As with `changedParts`, where something is drawn, or noted, is no difference.
 */
export function changedPaths(first: ReleaseBody, second: ReleaseBody): readonly ChangedPath[] {
  const [before, after] = [withoutComments(first), withoutComments(second)];
  return [
    ...differences(before.organisation, after.organisation, root("organisation")),
    ...RELEASE_LISTS.flatMap((of) => {
      const [was, is] = [before, after].map((body) => entriesIn(body, of));
      return entriesApart(was ?? [], is ?? [], root(of));
    }),
  ];
}

/** Something with an id, in a list of such. */
type Entry = { readonly id: string };

function entriesIn(body: ReleaseBody, of: ReleaseList): readonly Entry[] {
  return of === "workflows" ? body.workflows.map(withoutDrawing) : (body[of] ?? []);
}

function root(name: string): ChangedPath {
  return { keys: [name], pointer: pointer(name) };
}

/** A step further: by its name to a reader, by its place to a pointer. */
function within(path: ChangedPath, key: string, place: string | number = key): ChangedPath {
  return { keys: [...path.keys, key], pointer: `${path.pointer}${pointer(place)}` };
}

function differences(was: unknown, is: unknown, path: ChangedPath): readonly ChangedPath[] {
  if (was === undefined || is === undefined) return was === is ? [] : [path];
  if (hasEntries(was) && hasEntries(is)) return listApart(was, is, path);
  if (hasMembers(was) && hasMembers(is)) return membersApart(was, is, path);
  return canonicalJson(was) === canonicalJson(is) ? [] : [path];
}

function membersApart(
  was: Readonly<Record<string, unknown>>,
  is: Readonly<Record<string, unknown>>,
  path: ChangedPath,
): readonly ChangedPath[] {
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])];
  const isMoved = isTransitions(path) && !isInOrder(Object.keys(was), Object.keys(is));
  return [
    ...(isMoved ? [path] : []),
    ...names.flatMap((name) => {
      // A member that is gone is pointed at in what it was a member of.
      const gone = { keys: [...path.keys, name], pointer: path.pointer };
      const at = Object.hasOwn(is, name) ? within(path, name) : gone;
      return differences(was[name], is[name], at);
    }),
  ];
}

/** The members of a workflow whose order says something: the first transition that fits is taken. */
function isTransitions({ keys }: ChangedPath): boolean {
  return keys.length === 3 && keys[0] === "workflows" && keys[2] === "transitions";
}

/** Whether those that are in both stand in the same order. */
function isInOrder(before: readonly string[], after: readonly string[]): boolean {
  const kept = (ids: readonly string[], others: readonly string[]) =>
    ids.filter((id) => others.includes(id)).join(" ");
  return kept(before, after) === kept(after, before);
}

/** A list whose order says something. */
function listApart(
  was: readonly Entry[],
  is: readonly Entry[],
  path: ChangedPath,
): readonly ChangedPath[] {
  const ids = (entries: readonly Entry[]) => entries.map(({ id }) => id);
  return [...(isInOrder(ids(was), ids(is)) ? [] : [path]), ...entriesApart(was, is, path)];
}

function entriesApart(
  was: readonly Entry[],
  is: readonly Entry[],
  path: ChangedPath,
): readonly ChangedPath[] {
  const gone = was.filter(({ id }) => !is.some((one) => one.id === id));
  return [
    ...gone.map(({ id }) => ({ keys: [...path.keys, id], pointer: path.pointer })),
    ...is.flatMap((one, place) =>
      differences(
        was.find(({ id }) => id === one.id),
        one,
        within(path, one.id, place),
      ),
    ),
  ];
}

function hasEntries(value: unknown): value is readonly Entry[] {
  if (!Array.isArray(value)) return false;
  const ids = value.map((one: unknown) => (hasMembers(one) ? one["id"] : undefined));
  return ids.every((id) => typeof id === "string") && new Set(ids).size === ids.length;
}

function hasMembers(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
