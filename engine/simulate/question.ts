import type { Effect } from "../interpreter/index.js";

/** Effects of a case that something outside of it answers with an event. */
const ANSWERED = ["decide", "reserve", "use", "send_message", "webhook", "plugin"] as const;

/** An effect whose answer may still come. */
export type Question = Extract<Effect, { kind: (typeof ANSWERED)[number] }>;

type Kind = Question["kind"];

/** What may still be answered after a turn, oldest first. */
export function asking(open: readonly Question[], effects: readonly Effect[]): readonly Question[] {
  return [...open, ...effects.filter(isQuestion)];
}

/** The oldest open question of some kinds that fits. */
export function oldest<K extends Kind>(
  open: readonly Question[],
  kinds: readonly K[],
  fits: (question: Extract<Question, { kind: K }>) => boolean,
): Extract<Question, { kind: K }> | undefined {
  return open
    .filter((one): one is Extract<Question, { kind: K }> => kinds.some((kind) => kind === one.kind))
    .find(fits);
}

/** What is open once a question has its answer. */
export function without(open: readonly Question[], id: string | undefined): readonly Question[] {
  return open.filter((one) => one.id !== id);
}

function isQuestion(effect: Effect): effect is Question {
  return ANSWERED.some((kind) => kind === effect.kind);
}
