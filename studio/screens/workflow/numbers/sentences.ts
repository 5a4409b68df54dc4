import { FEW, type StateFlow } from "../../../../engine/protocol/flow.js";
import { span } from "../../../ui/time.js";
import { flowWords } from "../../../words/flow.js";
import { beginsTaken, leftFrom, takenFrom, type Numbers } from "./numbers.js";

/** How cases left a state, in sentences; none while it is not known. */
export function staySentences(numbers: Numbers, state: string): readonly string[] {
  const left = leftFrom(numbers, state);
  if (left === undefined) return [];
  if (left === null) return [flowWords.nobody];
  if (left.left === null) return [flowWords.few(FEW)];
  const { medianMs, p90Ms } = left;
  return [
    flowWords.left(left.left),
    ...(medianMs === null || p90Ms === null ? [] : [flowWords.stayed(span(medianMs), span(p90Ms))]),
    lateSentence(left),
  ];
}

/** How often a transition was taken, by where it began where it can begin in several states; none while it is not known. */
export function takenSentences(
  numbers: Numbers,
  transition: string,
  nameOf: (state: string) => string,
): readonly string[] {
  if (!numbers.flow) return [];
  const begins = beginsTaken(numbers, transition);
  const [only] = begins;
  if (only === undefined) return [flowWords.notTaken];
  if (begins.length === 1) return [takenWords(takenFrom(numbers, transition, only))];
  return begins.map((from) =>
    flowWords.from(takenWords(takenFrom(numbers, transition, from)), nameOf(from)),
  );
}

/** A number of times in words. */
export function takenWords(taken: number | null | undefined): string {
  if (taken === null) return flowWords.fewTaken(FEW);
  return taken === undefined || taken === 0 ? flowWords.notTaken : flowWords.taken(taken);
}

/** The share of those that left a state late, in whole percent; null when so few were late that it is not told. */
export function latePercent({ left, late }: StateFlow): number | null {
  if (left === null || late === null || left === 0) return null;
  return Math.round((100 * late) / left);
}

function lateSentence(flow: StateFlow): string {
  const percent = latePercent(flow);
  if (percent === null) return flowWords.fewLate(FEW);
  return flow.late === 0 ? flowWords.noneLate : flowWords.late(percent);
}
