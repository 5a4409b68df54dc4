import { Link } from "react-router";
import { entryOf, type ListName } from "../../../draft/release-lists.js";
import { makingWords } from "../../../words/making.js";
import { addressOf } from "../../draft/address.js";
import { MakeButton } from "../../making/make-button.js";
import type { Made } from "../../making/making.js";
import classes from "./fields.module.css";
import { useFields } from "./fields-world.js";

/** Where what a member names stands in the release. */
const LISTS: { readonly [What in Made]: ListName } = {
  rules: "ruleSets",
  template: "templates",
  queue: "queues",
};

/** What the value of a member can be made as from nothing; null for what is made elsewhere. */
export function madeHere(kind: string, member: string): Made | null {
  // Waiting for an answer asks nobody; what asks is where rules are begun.
  if (member === "rules") return kind === "decide" ? member : null;
  return member === "template" || member === "queue" ? member : null;
}

/** Below a choice: a way to make another of what is chosen, and to the page of the one that is. Only inside a FieldsPlace. */
export function MadeHere({
  what,
  value,
  onMade,
}: {
  readonly what: Made;
  readonly value: unknown;
  readonly onMade: (id: string) => void;
}) {
  const { subject, readOnly } = useFields();
  const { workflow, body } = subject;
  const list = LISTS[what];
  const address =
    typeof value === "string" && entryOf(body, list, value)
      ? addressOf({ list, id: value }, body)
      : null;
  if (readOnly) return null;
  return (
    <div className={classes.made}>
      <MakeButton {...{ what, workflow, onMade }} />
      {address === null ? null : <Link to={address}>{makingWords[what].open}</Link>}
    </div>
  );
}
