import type { CaseEventLine } from "../../../engine/protocol/case.js";
import { readable } from "../../ui/schema-form/choices.js";
import { words } from "../../words/index.js";

/** What is known of a call, in words: who called whom, how long, and what came of it. */
export function callWords(call: NonNullable<CaseEventLine["call"]>): readonly string[] {
  return [
    call.answered ? words.call[call.direction] : words.call.missed,
    ...(call.minutes === null ? [] : [words.call.minutes(call.minutes)]),
    ...(call.outcome === null ? [] : [readable(call.outcome)]),
  ];
}
