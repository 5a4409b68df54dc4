import type { Transition } from "../../../engine/definition/workflow.js";
import { words } from "../../words/index.js";
import { mapWords } from "../../words/map.js";
import { nameOf, type Subject } from "./names.js";

/** One thing that a transition writes into a case. */
export type Setting = {
  /** `queue`, `priority`, `assignee`, or `data.` with a field. */
  readonly target: string;
  readonly value: NonNullable<Transition["set"]>[string];
  /** The form of the transition, whose fields may be the source. */
  readonly form: string | undefined;
};

/** What a transition writes into a case, as a sentence. */
export function setSentence(subject: Subject, setting: Setting): string {
  const { says } = mapWords;
  const { target, value } = setting;
  const isAssignee = target === "assignee";
  if (value === null) return isAssignee ? says.unassign : says.clear(targetName(subject, target));
  if (typeof value !== "object")
    return says.set(targetName(subject, target), constant(subject, target, value));
  if (isAssignee && value.from === "actor.id") return says.assignActor;
  return says.set(targetName(subject, target), sourceWords(subject, value.from, setting.form));
}

function targetName({ workflow }: Subject, target: string): string {
  const { facts } = mapWords;
  if (target === "queue" || target === "priority" || target === "assignee") return facts[target];
  const field = target.slice("data.".length);
  return facts.field(workflow.data.properties[field]?.title ?? field);
}

function constant(subject: Subject, target: string, value: string | number | boolean): string {
  if (typeof value === "boolean") return (value ? words.yes : words.no).toLowerCase();
  if (typeof value === "number") return String(value);
  return mapWords.facts.quoted(target === "queue" ? nameOf.queue(subject, value) : value);
}

/** Where a value comes from, in words. */
export function sourceWords({ workflow }: Subject, path: string, form: string | undefined): string {
  const { facts } = mapWords;
  const [root, field = ""] = path.split(".");
  if (root === "outcome") return facts.outcome;
  if (root === "actor") return facts.actor;
  if (root === "message") return facts.message;
  const fields = form === undefined ? undefined : workflow.forms?.[form]?.properties;
  if (root === "input") return facts.ofForm(fields?.[field]?.title ?? field);
  if (root === "data") return facts.field(workflow.data.properties[field]?.title ?? field);
  if (root === "case") return facts.ofCase[field] ?? facts.other(path);
  return facts.other(path);
}
