import type { EmergencyChange, ReplayChange } from "../../protocol/replay.js";
import type { Course } from "./course.js";

/** What becomes of a case with a draft, beside what runs now. */
export type CourseJudgement =
  | { readonly kind: "same" }
  | {
      readonly kind: "different";
      readonly changes: readonly ReplayChange[];
      readonly emergency: Exclude<EmergencyChange, "unconfirmed"> | null;
    }
  | {
      /** It cannot be played to its end even as it runs now, or needs an answer of rules that nobody has. */
      readonly kind: "unjudged";
    };

/**
 * Compares two courses of one case. Where the draft does not let somebody do what they did, that is all there is to say: what they would
 * have done instead, and what would have come of it, nobody knows.
 */
export function compared(running: Course, draft: Course): CourseJudgement {
  if (running.stop !== null && running.stop.why !== "moved") return { kind: "unjudged" };
  if (draft.stop?.why === "undecided") return { kind: "unjudged" };
  const changes =
    draft.stop?.why === "refused"
      ? [{ what: `action.${draft.stop.action}`, from: "taken", to: "refused" }]
      : [...changedPlaces(running, draft), ...changedPromises(running, draft)];
  const emergency = emergencyChange(running, draft);
  if (changes.length === 0 && emergency === null) return { kind: "same" };
  return { kind: "different", changes, emergency };
}

/** What was stopped on its way was not an emergency yet, perhaps: it is missed only by a course that came to its end. */
function emergencyChange(running: Course, draft: Course): "missed" | "raised" | null {
  if (running.wasEmergency === draft.wasEmergency) return null;
  if (draft.wasEmergency) return "raised";
  return draft.stop?.why === "refused" ? null : "missed";
}

function changedPlaces(running: Course, draft: Course): readonly ReplayChange[] {
  const [before, after] = [running.steps.at(-1), draft.steps.at(-1)];
  return (["state", "queue", "priority"] as const).flatMap((what) => {
    const [from, to] = [before?.[what] ?? null, after?.[what] ?? null];
    return from === to ? [] : [{ what, from, to }];
  });
}

function changedPromises(running: Course, draft: Course): readonly ReplayChange[] {
  const clocks = new Set([...running.promises, ...draft.promises].map(({ clock }) => clock));
  return [...clocks].flatMap((clock) => {
    const [from, to] = [standing(running, clock), standing(draft, clock)];
    return from === to ? [] : [{ what: `promise.${clock}`, from, to }];
  });
}

/** How a promise stands in the end: broken once at least, not broken, or never made. */
function standing({ promises }: Course, clock: string): "late" | "kept" | null {
  const lives = promises.filter((life) => life.clock === clock);
  if (lives.length === 0) return null;
  return lives.some(({ brokenAt }) => brokenAt !== null) ? "late" : "kept";
}
