import { pointer } from "../finding.js";
import { suggestion } from "../wording.js";
import { draft, type Draft } from "./codes.js";
import { own, type Subject } from "./names.js";

/** W025: the fields and actions that the document routes of a workflow point to. */
export function lintRoutes({ workflow }: Subject): readonly Draft[] {
  const { routes } = workflow;
  if (!routes) return [];
  const fields = Object.keys(workflow.data.properties);
  return [
    ...routes.create.flatMap((name, place) =>
      own(workflow.data.properties, name)
        ? []
        : [
            draft(
              "W025",
              pointer("routes", "create", place),
              `There is no data field \`${name}\`.`,
              () => suggestion(name, fields),
            ),
          ],
    ),
    ...Object.entries(routes.patch).flatMap(([member, { action, input }]) =>
      patchFindings({ workflow }, action, input, pointer("routes", "patch", member)),
    ),
    ...(routes.remove === undefined
      ? []
      : actionFindings({ workflow }, routes.remove, "/routes/remove")),
  ];
}

type WorkflowOnly = Pick<Subject, "workflow">;

function patchFindings(
  { workflow }: WorkflowOnly,
  action: string,
  input: string,
  path: string,
): readonly Draft[] {
  const findings = actionFindings({ workflow }, action, `${path}/action`);
  if (findings.length > 0) return findings;
  const form = own(workflow.forms, own(workflow.transitions, action)?.form);
  if (form && own(form.properties, input)) return [];
  return [
    draft("W025", `${path}/input`, `The form of \`${action}\` has no field \`${input}\`.`, () =>
      suggestion(input, Object.keys(form?.properties ?? {})),
    ),
  ];
}

function actionFindings({ workflow }: WorkflowOnly, id: string, path: string): readonly Draft[] {
  const { transitions } = workflow;
  const transition = own(transitions, id);
  if (transition && (transition.by ?? []).length > 0) return [];
  const actions = Object.keys(transitions).filter(
    (other) => (transitions[other]?.by ?? []).length > 0,
  );
  return [
    draft("W025", path, `There is no action \`${id}\` that people may do.`, () =>
      suggestion(id, actions),
    ),
  ];
}
