import type { ReleaseBody } from "../../engine/definition/release.js";
import type { RuleSet } from "../../engine/definition/rule-set.js";
import type { Template } from "../../engine/definition/template.js";
import type { Workflow } from "../../engine/definition/workflow.js";
import { formsSentWith } from "../../engine/release-variables.js";
import { withVariableRenamed } from "../../templates/index.js";
import { withCarriedComments } from "./carried-comments.js";
import { withKeyRenamed, withPathRenamed } from "./named-paths.js";
import {
  pathsOf,
  withFieldRenamed,
  withOpenedCasesRenamed,
  type FieldRename,
} from "./rename-field.js";

/** A field of a workflow that gets another name. */
export type WorkflowFieldRename = FieldRename & { readonly workflow: string };

/**
 * The release with a field of a workflow under another name, wherever it is named: in the workflow, in the rules about its cases, in
 * the messages that say what was filled in, in when answers are suggested, and in workflows that open such cases. The same
 * release when there is no such field or the name is taken.
 */
export function withFieldRenamedEverywhere(
  body: ReleaseBody,
  rename: WorkflowFieldRename,
): ReleaseBody {
  const owner = body.workflows.find(({ id }) => id === rename.workflow);
  const after = owner && withFieldRenamed(owner, rename);
  if (!owner || after === owner) return body;
  const { form } = rename;
  return {
    ...body,
    workflows: body.workflows.map((one) =>
      kept(one, one === owner ? (after ?? one) : inOther(one, rename)),
    ),
    ruleSets:
      form === null ? body.ruleSets.map((one) => kept(one, inRules(one, rename))) : body.ruleSets,
    templates: body.templates.map((one) =>
      kept(
        one,
        form === null ? inSuggestion(one, rename) : inTexts(one, owner, { ...rename, form }),
      ),
    ),
  };
}

function inOther(workflow: Workflow, { workflow: opened, form, ...name }: WorkflowFieldRename) {
  return form === null ? withOpenedCasesRenamed(workflow, opened, name) : workflow;
}

function inRules(ruleSet: RuleSet, { workflow, ...name }: WorkflowFieldRename): RuleSet {
  if (ruleSet.workflow !== workflow) return ruleSet;
  const path = pathsOf("data", name);
  const { table, tests, rules, conditions } = ruleSet;
  return {
    ...ruleSet,
    rules: withPathRenamed(rules, path),
    ...(conditions ? { conditions: withPathRenamed(conditions, path) } : {}),
    ...(table
      ? {
          table: {
            ...table,
            inputs: table.inputs.map((input) => (input === path.from ? path.to : input)),
          },
        }
      : {}),
    ...(tests ? { tests: tests.map((test) => withGivenRenamed(test, name)) } : {}),
  };
}

type RuleTest = NonNullable<RuleSet["tests"]>[number];

/** A test gives facts as they are nested: the data of the case is one of them. */
function withGivenRenamed(test: RuleTest, name: { readonly from: string; readonly to: string }) {
  const { data } = test.given;
  if (typeof data !== "object" || data === null) return test;
  return { ...test, given: { ...test.given, data: withKeyRenamed({ ...data }, name) } };
}

function inSuggestion(template: Template, { workflow, ...name }: WorkflowFieldRename): Template {
  const { suggest } = template;
  if (suggest?.workflow !== workflow) return template;
  return { ...template, suggest: withPathRenamed(suggest, pathsOf("data", name)) };
}

function inTexts(
  template: Template,
  owner: Workflow,
  { form, ...name }: FieldRename & { readonly form: string },
): Template {
  if (!formsSentWith(template.id, owner).some(({ id }) => id === form)) return template;
  const { from, to } = pathsOf("input", name);
  const inEach = (texts: Readonly<Record<string, string>>) =>
    Object.fromEntries(
      Object.entries(texts).map(([language, text]) => [
        language,
        withVariableRenamed(text, from, to),
      ]),
    );
  const { sms, email } = template.texts;
  return {
    ...template,
    texts: { sms: inEach(sms), ...(email ? { email: inEach(email) } : {}) },
  };
}

/** The definition after, with its comments; the one before where nothing in it was named so. */
function kept<Of extends Parameters<typeof withCarriedComments>[0]>(before: Of, after: Of): Of {
  return JSON.stringify(before) === JSON.stringify(after)
    ? before
    : withCarriedComments(before, after);
}
