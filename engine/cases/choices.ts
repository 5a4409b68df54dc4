import type { Form } from "../definition/form.js";
import type { Json } from "../definition/names.js";
import type { Organisation } from "../definition/organisation.js";
import { mayHaveCases } from "../definition/takers.js";
import type { Workflow } from "../definition/workflow.js";
import { CasewrightError, type ProblemPart } from "../protocol/errors.js";
import type { Store } from "../store/store.js";
import { currentRelease } from "../store/releases.js";
import { userById } from "../store/users.js";

/** Where the lists are that people pick from. */
export type ChoiceLists = {
  readonly store: Store;
  readonly workflow: Pick<Workflow, "priorities">;
  readonly organisation: Pick<Organisation, "queues">;
};

/** What was picked from which list (a picker of the form profile), and where the request says so. */
export type Choice = {
  readonly list: string;
  readonly picked: string;
  /** JSON pointer into the request. */
  readonly pointer: string;
};

/** What was picked in the fields of a form; `root` is the pointer of its input. */
export function choicesIn(form: Form, input: Input, root: string): Choice[] {
  return Object.entries(form.properties).flatMap(([field, property]) => {
    const list = property.type === "string" ? property["x-widget"] : undefined;
    const picked = input[field];
    if (list === undefined || typeof picked !== "string") return [];
    return [{ list, picked, pointer: `${root}/${field}` }];
  });
}

/**
 * Checks what was picked from lists that no form holds: queues, priorities and people. A case in a queue that is not there
 * would be seen by nobody.
 * @throws CasewrightError `invalid_input` with the pointer of every choice that names nothing
 */
export async function checkChoices(lists: ChoiceLists, choices: readonly Choice[]): Promise<void> {
  const looked = choices.map(async ({ pointer, ...choice }) => {
    const message = await missing(lists, choice);
    return message === null ? [] : [{ pointer, message, code: "choice" }];
  });
  const errors: ProblemPart[] = (await Promise.all(looked)).flat();
  if (errors.length > 0) throw new CasewrightError("invalid_input", { errors });
}

type Input = { readonly [field: string]: Json };

/** What is wrong with a choice; null when it is there. */
async function missing(
  { store, workflow, organisation }: ChoiceLists,
  { list, picked }: Omit<Choice, "pointer">,
): Promise<string | null> {
  switch (list) {
    case "queue": {
      const { queues } = organisation;
      return queues.some(({ id }) => id === picked) ? null : `There is no queue “${picked}”`;
    }
    case "priority": {
      const { priorities } = workflow;
      return priorities.includes(picked)
        ? null
        : `Priority must be one of ${priorities.join(", ")}`;
    }
    case "user":
      return wrongPerson(store, picked);
    default:
      return null;
  }
}

/** Why somebody cannot have a case; null when they can. Roles are live, so the present release says what they may. */
async function wrongPerson(store: Store, id: string): Promise<string | null> {
  const person = await userById(store, id);
  if (!person?.active) return "is nobody who works here";
  const { organisation } = (await currentRelease(store)).body;
  return mayHaveCases(organisation, person) ? null : "has no role that may act on cases";
}
