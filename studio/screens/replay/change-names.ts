import type { ReleaseBody } from "../../../engine/definition/release.js";
import type { Replay, ReplayChange, ReplayGroup } from "../../../engine/protocol/replay.js";
import { replayWords as say } from "../../words/replay.js";
import { nameOf, type Subject } from "../workflow/names.js";

/** Both releases: what one of them has no more has its name in the other. */
export type Compared = { readonly published: ReleaseBody; readonly body: ReleaseBody };

/** The workflow of a difference, with the release in which names are looked up; null when neither has it. */
export function subjectOf(
  { published, body }: Compared,
  workflow: string,
  which: keyof Compared = "body",
): Subject | null {
  const order = which === "body" ? [body, published] : [published, body];
  for (const release of order) {
    const found = release.workflows.find(({ id }) => id === workflow);
    if (found) return { workflow: found, body: release };
  }
  return null;
}

/** A change in the words of the definitions. */
export type NamedChange = { readonly what: string; readonly from: string; readonly to: string };

/** What would have come out otherwise, with names in place of ids. */
export function namedChange(
  compared: Compared,
  workflow: string,
  { what, from, to }: ReplayChange,
): NamedChange {
  const [before, after] = [
    subjectOf(compared, workflow, "published"),
    subjectOf(compared, workflow),
  ];
  const field = after?.workflow.data.properties[what.replace(/^data\./, "")]?.title ?? what;
  return {
    what: isKnown(what)
      ? say.what[what]
      : what.startsWith("outcome.")
        ? say.part(what.slice("outcome.".length))
        : field,
    from: valueName(before, what, from),
    to: valueName(after, what, to),
  };
}

/**
 * The whole replay in one sentence: `1,284 replayed, 37 different: 22 to Medical instead of Triage, 3 emergencies missed`. Told are the
 * queues, because that is what people see first; where no queue changes, the most frequent changes.
 */
export function sentenceOf(compared: Compared, replay: Replay): string {
  const queues = replay.groups.filter(({ what }) => what === "queue");
  const told = (queues.length > 0 ? queues : replay.groups).slice(0, MAX_TOLD);
  const parts = [
    ...told.map((group) => shortly(compared, group)),
    ...(replay.missed > 0 ? [say.missed(replay.missed)] : []),
  ];
  const said = say.said(replay);
  return parts.length === 0 ? `${said}.` : `${said}: ${parts.join(", ")}.`;
}

/** A sentence stays one. */
const MAX_TOLD = 3;

function shortly(compared: Compared, group: ReplayGroup): string {
  const { from, to } = namedChange(compared, group.workflow, group);
  return say.shortly(group.n, to, from);
}

function isKnown(what: string): what is keyof typeof say.what {
  return Object.hasOwn(say.what, what);
}

function valueName(subject: Subject | null, what: string, value: string | null): string {
  if (value === null) return what.startsWith("data.") ? say.changed : say.nothing;
  if (subject && what === "queue") return nameOf.queue(subject, value);
  if (subject && what === "state") return nameOf.state(subject, value);
  return value;
}
