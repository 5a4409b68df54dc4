import type { Clock } from "../../../engine/definition/clock.js";
import type { Transition } from "../../../engine/definition/workflow.js";
import { handbookWords as say } from "../../words/handbook.js";
import { momentSentence, targetWords } from "../workflow/clock-words.js";
import type { Subject } from "../workflow/names.js";
import { transitionStory } from "../workflow/transition-story.js";

/** A clock: what is promised, and what happens on the way and when it is late. */
export type ToldPromise = {
  readonly id: string;
  readonly name: string;
  readonly length: string;
  /** What happens at marks and when it is due, each under its moment. */
  readonly then: readonly { readonly at: string; readonly does: readonly string[] }[];
};

/** What is promised of a workflow's cases, and what happens when a promise is not kept. */
export function promisesOf(subject: Subject): readonly ToldPromise[] {
  return Object.entries(subject.workflow.clocks ?? {}).map(([id, clock]) => ({
    id,
    name: clock.name,
    length: "field" in clock.starts ? momentSentence(subject, clock) : targetWords(subject, clock),
    then: happenings(subject, id, clock),
  }));
}

function happenings(subject: Subject, id: string, clock: Clock): ToldPromise["then"] {
  return Object.entries(subject.workflow.transitions).flatMap(([transition, { on = [] }]) =>
    on.flatMap((trigger) => {
      const at = momentWords(trigger, id, clock);
      const story = at === null ? null : transitionStory(subject, transition);
      return at !== null && story ? [{ at, does: story.does }] : [];
    }),
  );
}

function momentWords(
  trigger: NonNullable<Transition["on"]>[number],
  id: string,
  { marks = {} }: Clock,
): string | null {
  if (trigger.event === "clock_due" && trigger.clock === id) return say.late;
  if (trigger.event !== "clock_reached" || trigger.clock !== id) return null;
  return say.warned(marks[trigger.mark]?.name ?? trigger.mark);
}
