import { type Form, isMorePrivate, type PhiClass } from "../form.js";
import { own, type Subject } from "./names.js";

/** How private a fact is: as its field says, the words of patients always, ids and outcomes of rules not at all. */
export function classOf(
  { workflow, known }: Subject,
  fact: string,
  form: Form | undefined,
): PhiClass {
  const [root, field = ""] = fact.split(".");
  const outside = [...known.webhooks.values(), ...Object.values(known.effects ?? {})];
  switch (root) {
    case "data":
      return strictest([workflow.data], field);
    case "input":
      return strictest(form ? [form] : [], field);
    case "answer":
      return strictest(
        outside.flatMap(({ answers }) => answers ?? []),
        field,
      );
    case "message":
      return "clinical";
    default:
      return "none";
  }
}

function strictest(forms: readonly Form[], field: string): PhiClass {
  const classes = forms.flatMap(({ properties }) => {
    const found = own(properties, field);
    return found === undefined ? [] : [found["x-phi"] ?? "clinical"];
  });
  return classes.reduce((one, other) => (isMorePrivate(one, other) ? one : other), "none");
}
