import type { Transition } from "../../../../engine/definition/workflow.js";
import { fieldsWords } from "../../../words/fields.js";
import { useFields } from "./fields-world.js";
import { RecordInput } from "./record-input.js";
import { caseTargets } from "./targets.js";

/** What a transition writes into its case. Undefined for nothing. Only inside a FieldsPlace. */
export function SetEditor({
  value = {},
  path,
  onChange,
}: {
  readonly value: Transition["set"];
  /** Where it stands (JSON pointer): `/transitions/close/set`. */
  readonly path: string;
  readonly onChange: (value: Transition["set"]) => void;
}) {
  const { subject, readOnly } = useFields();
  return (
    <RecordInput
      label={fieldsWords.sets}
      {...{ path, readOnly }}
      value={value}
      targets={caseTargets(subject)}
      // Made of scalars and sources, as the schema of `set` has them.
      onChange={(next) =>
        onChange(Object.keys(next).length === 0 ? undefined : (next as Transition["set"]))
      }
    />
  );
}
