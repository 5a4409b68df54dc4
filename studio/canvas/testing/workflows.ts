import type { Workflow } from "../../../engine/definition/workflow.js";

/** States by id with what leads on from each: made-up transitions that everybody in `staff` may do. */
export function workflowOf(
  states: Workflow["states"],
  transitions: Workflow["transitions"],
  rest: Partial<Workflow> = {},
): Workflow {
  return {
    kind: "workflow",
    spec: 1,
    id: "made-up",
    name: "Made up",
    subject: { type: "Thing", prefix: "X" },
    data: { type: "object", properties: {}, additionalProperties: false },
    priorities: ["High", "Low"],
    defaultPriority: "Low",
    defaultQueue: "desk",
    initial: Object.keys(states)[0] ?? "",
    states,
    transitions,
    ...rest,
  };
}

/** A transition that staff may do. */
export function move(name: string, from: readonly string[] | "*", to?: string) {
  const begins = from === "*" ? ("*" as const) : [...from];
  return { name, from: begins, by: ["staff"], ...(to === undefined ? {} : { to }) };
}

/** A workflow of this many states in a row, each with a way on, a way back, and a way to the end; for sizes and layouts. */
export function longWorkflow(length: number): Workflow {
  const ids = Array.from({ length }, (_, place) => `s${String(place)}`);
  const states = Object.fromEntries(
    ids.map((id, place) => [
      id,
      place === length - 1
        ? { name: `Step ${id}`, class: "done" as const, final: true as const }
        : { name: `Step ${id}`, class: "working" as const },
    ]),
  );
  const transitions = ids
    .slice(0, -1)
    .flatMap((id, place) => [
      [`on${id}`, move("Go on", [id], ids[place + 1])] as const,
      ...(place > 0 ? [[`back${id}`, move("Back", [id], ids[place - 1])] as const] : []),
      [`end${id}`, move("End it", [id], ids.at(-1))] as const,
    ]);
  return workflowOf(states, Object.fromEntries(transitions));
}
