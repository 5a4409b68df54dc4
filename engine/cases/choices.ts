import type { Form } from "../definition/form.js";
import type { Json } from "../definition/names.js";
import type { Organisation } from "../definition/organisation.js";
import type { Workflow } from "../definition/workflow.js";
import { CasewrightError, type ProblemPart } from "../protocol/errors.js";
import type { Store } from "../store/store.js";
import { userById } from "../store/users.js";

/** Where the lists are that a field with a picker is filled from. */
export type ChoiceLists = {
  readonly store: Store;
  readonly workflow: Pick<Workflow, "priorities">;
  readonly organisation: Pick<Organisation, "queues">;
};

/**
 * Checks what was picked from lists that no form holds: queues, priorities and people. A case in a queue that is not there
 * would be seen by nobody.
 * @throws CasewrightError `invalid_input` with a pointer below `root` for every field that names nothing
 */
export async function checkChoices(
  lists: ChoiceLists,
  { form, input, root }: { readonly form: Form; readonly input: Input; readonly root: string },
): Promise<void> {
  const looked = Object.entries(form.properties).map(async ([field, property]) => {
    const picked = input[field];
    const widget = property.type === "string" ? property["x-widget"] : undefined;
    if (widget === undefined || typeof picked !== "string") return [];
    const message = await missing(lists, widget, picked);
    return message === null ? [] : [{ pointer: `${root}/${field}`, message, code: "choice" }];
  });
  const errors: ProblemPart[] = (await Promise.all(looked)).flat();
  if (errors.length > 0) throw new CasewrightError("invalid_input", { errors });
}

type Input = { readonly [field: string]: Json };

/** What is wrong with a pick; null when it is there. */
async function missing(lists: ChoiceLists, widget: string, picked: string): Promise<string | null> {
  switch (widget) {
    case "queue": {
      const { queues } = lists.organisation;
      return queues.some(({ id }) => id === picked) ? null : `There is no queue “${picked}”`;
    }
    case "priority": {
      const { priorities } = lists.workflow;
      return priorities.includes(picked)
        ? null
        : `Priority must be one of ${priorities.join(", ")}`;
    }
    case "user":
      return (await userById(lists.store, picked))?.active ? null : "is nobody who works here";
    default:
      return null;
  }
}
