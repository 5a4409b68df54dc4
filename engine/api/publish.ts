import type { Finding } from "../definition/finding.js";
import type { Actor } from "../interpreter/event.js";
import type { ReleaseBody } from "../definition/release.js";
import type { DefinitionKind, DefinitionOf } from "../definition/schemas.js";
import { parseDefinition, parseRelease } from "../definition/parse.js";
import type { AlertChannelsChange } from "../protocol/alert.js";
import { CasewrightError } from "../protocol/errors.js";
import type { PublishedRamp } from "../protocol/ramp.js";
import { rampToPublish } from "../ramps/begin.js";
import { passRamps } from "../ramps/gate.js";
import { lintRelease } from "../release-lint.js";
import { pluginsUsedBy } from "../release-plugins.js";
import { currentRelease, publishRelease, releaseByNumber } from "../store/releases.js";
import { endReview } from "../store/reviews.js";
import type { Release } from "../definition/release.js";
import { missedEmergencies } from "./missed-emergencies.js";
import { reviewFor } from "./review.js";
import { changesNotAllowed, lockedOut } from "./rights.js";
import type { World } from "./world.js";

/** The lists of a release, by the kind of definition they hold. */
const LISTS = { workflow: "workflows", ruleset: "ruleSets", template: "templates" } as const;

/** A kind of definition that is published by itself. */
export type PublishedKind = keyof typeof LISTS;

/** What is published, by whom and why. */
export type Publication = {
  readonly definition: unknown;
  readonly reason: string;
  /** Number of the release the author looked at; a newer one in between is a conflict. */
  readonly baseRelease: number | undefined;
  readonly by: Actor;
};

/** A whole release, and which new cases start under it; all when that is left out. */
export type WholePublication = Publication & {
  readonly ramp?: { readonly id: string; readonly asked: PublishedRamp } | undefined;
};

/** One definition in place of the present one of the same id. */
export type Replacement = Publication & { readonly kind: PublishedKind; readonly id: string };

type Publisher = Pick<World, "store" | "now" | "published" | "contributions">;

/**
 * Publishes a new release with one definition replaced or added. Open cases stay on theirs, the next case follows it.
 * @throws CasewrightError invalid_definition with findings whose pointers lead into the definition, emergencies_missed, already_exists
 * when somebody published meanwhile, change_not_allowed, not_reviewed when somebody else has to approve it first, ramp_in_force
 */
export async function publishDefinition(world: Publisher, change: Replacement): Promise<Release> {
  const current = await baseOf(world, change);
  const body = replaced(current.body, change.kind, parsed(change.kind, change));
  const here = (found: Finding) => seenFrom(change, body, found);
  refuse(errorsOf(world, body).map(here));
  refuse((await missedEmergencies(world, current, body)).map(here), "emergencies_missed");
  return publish(world, current, { ...change, body, here });
}

/**
 * Publishes a whole release: what belongs together, such as a new workflow with its rules, queues and texts, comes at once.
 * @throws CasewrightError invalid_definition with findings whose pointers lead into the release, emergencies_missed, already_exists
 * when somebody published meanwhile, change_not_allowed, not_reviewed when somebody else has to approve it first
 */
export async function publishWhole(world: Publisher, change: WholePublication): Promise<Release> {
  const { current, body } = await publishable(world, change);
  return publish(world, current, { ...change, body });
}

/**
 * A whole release that could be published on the one that runs, as far as nobody has to be asked.
 * @throws CasewrightError invalid_definition, emergencies_missed, already_exists when somebody published meanwhile
 */
export async function publishable(
  world: Publisher,
  change: Pick<Publication, "definition" | "baseRelease">,
): Promise<{ readonly current: Release; readonly body: ReleaseBody }> {
  const current = await baseOf(world, change);
  const body = soundRelease(world, change.definition);
  refuse(await missedEmergencies(world, current, body), "emergencies_missed");
  return { current, body };
}

/**
 * Publishes once more what an earlier release held.
 * @throws CasewrightError not_found without that release, invalid_definition when it does not pass what is checked today,
 * emergencies_missed, already_exists when somebody published meanwhile, change_not_allowed, not_reviewed when somebody else has to approve it first
 */
export async function restoreRelease(
  world: Publisher,
  number: number,
  change: Omit<Publication, "definition">,
): Promise<Release> {
  const { body } = await releaseByNumber(world.store, number);
  return publishWhole(world, { ...change, definition: body });
}

/**
 * A whole release that could be published, from what a caller sent.
 * @throws CasewrightError invalid_definition with findings whose pointers lead into the release
 */
export function soundRelease(
  world: Pick<World, "contributions">,
  definition: unknown,
): ReleaseBody {
  const checked = parseRelease(definition);
  if (!checked.ok) throw definitionProblem(checked.findings);
  refuse(errorsOf(world, checked.value));
  return checked.value;
}

/**
 * Publishes a release in which only the channels of alerts differ.
 * @throws CasewrightError already_exists when somebody published meanwhile, change_not_allowed, not_reviewed when somebody else has to approve it first
 */
export async function publishAlerts(
  world: Publisher,
  change: AlertChannelsChange & Pick<Publication, "by">,
): Promise<Release> {
  const current = await baseOf(world, change);
  const organisation = { ...current.body.organisation, alerts: change.levels };
  const body = { ...current.body, organisation };
  refuse(errorsOf(world, body));
  return publish(world, current, { ...change, body });
}

/** The present release, if it is the one that the author looked at. */
async function baseOf(
  world: Publisher,
  { baseRelease }: Pick<Publication, "baseRelease">,
): Promise<Release> {
  const current = await currentRelease(world.store);
  if (baseRelease === undefined || baseRelease === current.number) return current;
  throw new CasewrightError("already_exists", {
    detail: `Release ${String(current.number)} was published meanwhile.`,
  });
}

async function publish(
  world: Publisher,
  base: Release,
  change: Pick<WholePublication, "by" | "reason" | "ramp"> & {
    readonly body: ReleaseBody;
    /** Where a place in the release is in what the caller sent; left out, it is the release. */
    readonly here?: (found: Finding) => Finding;
  },
): Promise<Release> {
  const { body, reason, here = (found: Finding) => found } = change;
  refuse(changesNotAllowed({ base, body, by: change.by }).map(here), "change_not_allowed");
  refuse(await lockedOut(world.store, { base, body }));
  const by = change.by.id;
  const at = new Date(world.now());
  await passRamps(world.store, base, body);
  const plugins = pluginsUsedBy(body, world.contributions);
  const review = await reviewFor(world.store, base, body);
  const ramp =
    change.ramp && (await rampToPublish(world.store, change.ramp, { base, body, by, reason, at }));
  const publication = { body, base: base.number, by, reason, at, plugins, ramp };
  const release = await publishRelease(world.store, publication);
  if (review !== null) {
    const publishedAs = release.number;
    await endReview(world.store, review._id, { standing: "published", publishedAs });
  }
  world.published();
  return release;
}

/**
 * A definition of a kind and id from what a caller sent.
 * @throws CasewrightError invalid_definition
 */
export function parsed<Kind extends DefinitionKind>(
  kind: Kind,
  { id, definition }: { readonly id: string; readonly definition: unknown },
): DefinitionOf[Kind] {
  const checked = parseDefinition(kind, definition);
  if (!checked.ok) throw definitionProblem(checked.findings);
  const { value } = checked;
  if ("id" in value && value.id !== id)
    throw new CasewrightError("invalid_definition", {
      errors: [{ pointer: "/definition/id", message: `must be ${id}, as in the address` }],
    });
  return value;
}

function replaced<Kind extends PublishedKind>(
  body: ReleaseBody,
  kind: Kind,
  definition: DefinitionOf[Kind],
): ReleaseBody {
  const list: readonly { readonly id: string }[] = body[LISTS[kind]];
  const others = list.filter(({ id }) => id !== definition.id);
  const next = [...others, definition].toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return { ...body, [LISTS[kind]]: next };
}

function errorsOf({ contributions }: Pick<World, "contributions">, body: ReleaseBody): Finding[] {
  return lintRelease(body, contributions).filter(({ severity }) => severity === "error");
}

/** Findings of other parts count too: a workflow may lose what a rule set relies on. */
function seenFrom({ kind, id }: Replacement, body: ReleaseBody, found: Finding): Finding {
  const list: readonly { readonly id: string }[] = body[LISTS[kind]];
  const root = `/${LISTS[kind]}/${String(list.findIndex((definition) => definition.id === id))}`;
  return found.path === root || found.path.startsWith(`${root}/`)
    ? { ...found, path: found.path.slice(root.length) }
    : { ...found, message: `${found.path}: ${found.message}`, path: "" };
}

/** @throws CasewrightError with the code when there are findings */
export function refuse(
  findings: readonly Finding[],
  code: RefusedDefinition = "invalid_definition",
) {
  if (findings.length > 0) throw definitionProblem(findings, code);
}

/** Why a definition is not published: it is wrong, would have done wrong, or changes what somebody may not. */
type RefusedDefinition = "invalid_definition" | "emergencies_missed" | "change_not_allowed";

/** What is wrong with a definition, as pointers into the body that brought it. */
export function definitionProblem(
  findings: readonly Finding[],
  code: RefusedDefinition = "invalid_definition",
): CasewrightError {
  return new CasewrightError(code, {
    errors: findings.map(({ code, path, message, fix }) => ({
      pointer: `/definition${path}`,
      message: fix === undefined ? message : `${message} ${fix}`,
      code,
    })),
  });
}
