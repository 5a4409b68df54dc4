import { triggerSchema, type Trigger } from "../../../../engine/definition/trigger.js";
import { fieldsWords } from "../../../words/fields.js";
import { triggerSentence } from "../transition-story.js";
import { useFields } from "./fields-world.js";
import { KindList } from "./kind-list.js";

/** What makes a transition happen by itself. Undefined when only people do it. Only inside a FieldsPlace. */
export function TriggersEditor({
  value = [],
  path,
  onChange,
}: {
  readonly value: readonly Trigger[] | undefined;
  /** Where the list stands (JSON pointer): `/transitions/close/on`. */
  readonly path: string;
  readonly onChange: (value: readonly Trigger[] | undefined) => void;
}) {
  const { subject } = useFields();
  return (
    <KindList
      schema={triggerSchema}
      by="event"
      words={{ ...fieldsWords.triggers, kinds: fieldsWords.triggerKinds }}
      sentences={value.map((trigger) => triggerSentence(subject, trigger))}
      path={path}
      value={value}
      // Made of the schema of triggers, from a trigger or a start of one.
      onChange={(next) => onChange(next.length === 0 ? undefined : (next as readonly Trigger[]))}
    />
  );
}
