import { effectsIn } from "../effects-in.js";
import type { FactCatalogue } from "../facts.js";
import type { EffectSpec, Trigger, Workflow } from "../workflow.js";
import { suggestion } from "../wording.js";
import { draft, type Draft } from "./codes.js";
import type { Subject } from "./names.js";
import { valueFindings } from "./values.js";

type Spec<Kind extends EffectSpec["do"]> = Extract<EffectSpec, { readonly do: Kind }>;
type AboutOthers = Extract<
  Trigger,
  {
    readonly event:
      | "case_started"
      | "case_refused"
      | "child_closed"
      | "children_closed"
      | "parent_closed"
      | "signalled";
  }
>;

/** A case that is opened: its workflow (W050), its fields (W022, W023, W051) and its priority (W017). */
export function startFindings(
  { known }: Subject,
  effect: Spec<"start">,
  facts: FactCatalogue,
  path: string,
): readonly Draft[] {
  const workflow = known.workflows.get(effect.workflow);
  if (!workflow) return workflowFindings({ known }, effect.workflow, path);
  const { set = {}, priority } = effect;
  const missing = (workflow.data.required ?? []).filter((name) => !Object.hasOwn(set, name));
  return [
    ...Object.entries(set).flatMap(([field, value]) =>
      valueFindings(
        { workflow, known },
        { target: `data.${field}`, value, facts, path: `${path}/set/${field}` },
      ),
    ),
    ...missing.map((name) =>
      draft(
        "W051",
        path,
        `\`${workflow.id}\` requires the field \`${name}\`, and it is not set.`,
        `Add \`${name}\` to \`set\`.`,
      ),
    ),
    ...(priority === undefined
      ? []
      : valueFindings(
          { workflow, known },
          { target: "priority", value: priority, facts, path: `${path}/priority` },
        )),
  ];
}

/** W052: there is somebody to hear a signal, and something follows from it. */
export function signalFindings(
  { workflow, known }: Subject,
  { to, signal }: Spec<"signal">,
  path: string,
): readonly Draft[] {
  const others =
    to === "children"
      ? childrenOf(workflow, known.workflows)
      : parentsOf(workflow, known.workflows);
  if (others.some((other) => hears(other, signal))) return [];
  return [
    draft(
      "W052",
      path,
      `No ${to === "parent" ? "workflow that opens this one" : "workflow that this one opens as a child"} listens to \`${signal}\`.`,
      "Add a transition on the event `signalled` there, or remove the signal.",
    ),
  ];
}

/** An event about other cases: its workflow exists (W050), and something can bring it about (W053). */
export function otherTriggerFindings(
  subject: Subject,
  trigger: AboutOthers,
  path: string,
): readonly Draft[] {
  const named = "workflow" in trigger ? trigger.workflow : undefined;
  const unknown = named === undefined ? [] : workflowFindings(subject, named, path);
  if (unknown.length > 0 || comesAbout(subject, trigger)) return unknown;
  return [
    draft(
      "W053",
      path,
      "Nothing ever brings this event about.",
      "Add the effect `start` or `signal` that it answers, or remove it.",
    ),
  ];
}

function comesAbout({ workflow, known }: Subject, trigger: AboutOthers): boolean {
  switch (trigger.event) {
    case "case_started":
    case "case_refused":
      return starts(workflow).some((effect) => isOf(trigger.workflow, effect));
    case "child_closed":
    case "children_closed":
      return starts(workflow).some(
        (effect) => effect.as === "child" && isOf(trigger.workflow, effect),
      );
    case "parent_closed":
      return parentsOf(workflow, known.workflows).length > 0;
    case "signalled":
      return (
        parentsOf(workflow, known.workflows).some((one) => says(one, "children", trigger.signal)) ||
        childrenOf(workflow, known.workflows).some((one) => says(one, "parent", trigger.signal))
      );
  }
}

function workflowFindings(
  { known }: Pick<Subject, "known">,
  id: string,
  path: string,
): readonly Draft[] {
  if (known.workflows.has(id)) return [];
  return [
    draft("W050", `${path}/workflow`, `There is no workflow \`${id}\`.`, () =>
      suggestion(id, known.workflows.keys()),
    ),
  ];
}

function isOf(workflow: string | undefined, effect: Spec<"start">): boolean {
  return workflow === undefined || workflow === effect.workflow;
}

function starts(workflow: Workflow): readonly Spec<"start">[] {
  return effectsIn(workflow).filter((effect) => effect.do === "start");
}

function childrenOf(workflow: Workflow, all: ReadonlyMap<string, Workflow>): readonly Workflow[] {
  return starts(workflow).flatMap(({ as, workflow: id }) =>
    as === "child" ? (all.get(id) ?? []) : [],
  );
}

function parentsOf({ id }: Workflow, all: ReadonlyMap<string, Workflow>): readonly Workflow[] {
  return [...all.values()].filter((other) =>
    starts(other).some((effect) => effect.as === "child" && effect.workflow === id),
  );
}

function hears({ transitions }: Workflow, signal: string): boolean {
  return Object.values(transitions).some(({ on }) =>
    on?.some((trigger) => trigger.event === "signalled" && trigger.signal === signal),
  );
}

function says(workflow: Workflow, to: "parent" | "children", signal: string): boolean {
  return effectsIn(workflow).some(
    (effect) => effect.do === "signal" && effect.to === to && effect.signal === signal,
  );
}
