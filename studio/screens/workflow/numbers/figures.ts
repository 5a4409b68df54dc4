import type { CaseGraph, StateNode } from "../../../canvas/graph.js";
import { figureKey, type Depth, type Figure, type Figures } from "../../../nodes/figures.js";
import { span } from "../../../ui/time.js";
import { flowWords } from "../../../words/flow.js";
import { leftFrom, takenFrom, type Numbers } from "./numbers.js";
import { latePercent, staySentences, takenWords } from "./sentences.js";

/** What the picture shows of the numbers; null when it is shaded by what each state is, or they are not known. */
export function figuresOf(numbers: Numbers, { states, ways }: CaseGraph): Figures | null {
  const { shade, flow, counts } = numbers;
  if (shade === "kind" || !flow || !counts) return null;
  const lived = states.filter(({ place }) => place !== "last");
  const most = Math.max(0, ...lived.map((state) => valueOf(numbers, state)));
  return {
    withOpen: shade === "open",
    states: new Map(
      lived.map((state) => [
        state.id,
        { ...figureOf(numbers, state), depth: depthOf(valueOf(numbers, state), most) },
      ]),
    ),
    ways: new Map(
      ways.flatMap(({ from, transitions }) =>
        transitions.map((id) => [figureKey(id, from), takenFigure(takenFrom(numbers, id, from))]),
      ),
    ),
  };
}

/**
 * How deep a value is shaded beside the largest. By its root, so that a state where cases wait for a day still stands out beside
 * one where they wait for a week.
 */
export function depthOf(value: number, most: number): Depth {
  if (value <= 0 || most <= 0) return 0;
  return ([1, 2, 3, 4] as const)[Math.ceil(4 * Math.sqrt(value / most)) - 1] ?? 4;
}

function valueOf(numbers: Numbers, { id }: StateNode): number {
  if (numbers.shade === "open") return numbers.counts?.get(id) ?? 0;
  const left = leftFrom(numbers, id);
  if (!left) return 0;
  return numbers.shade === "stay" ? (left.medianMs ?? 0) : (latePercent(left) ?? 0);
}

function figureOf(numbers: Numbers, { id }: StateNode): Figure {
  const spoken = staySentences(numbers, id).join(" ");
  return { text: textOf(numbers, id), spoken };
}

function textOf(numbers: Numbers, state: string): string {
  const { short } = flowWords;
  if (numbers.shade === "open") {
    const late = numbers.late?.get(state) ?? 0;
    return late === 0 ? "" : flowWords.lateNow(late);
  }
  const left = leftFrom(numbers, state);
  if (!left) return short.nobody;
  if (left.left === null) return short.few;
  if (numbers.shade === "stay")
    return left.medianMs === null ? "" : short.under(span(left.medianMs));
  const percent = latePercent(left);
  return percent === null ? short.fewLate : short.share(percent);
}

function takenFigure(taken: number | null | undefined): Figure {
  const { short } = flowWords;
  const text = taken === null ? short.fewTimes : short.times(taken ?? 0);
  return { text, spoken: takenWords(taken) };
}
