import { ActionIcon, Input } from "@mantine/core";
import type { OpeningMessages } from "../../../../engine/definition/opened-by.js";
import type { Workflow } from "../../../../engine/definition/workflow.js";
import { Icon } from "../../../ui/icons.js";
import { editWords } from "../../../words/edit.js";
import { fieldsWords } from "../../../words/fields.js";
import { ChoiceInput } from "../fields/choice-input.js";
import fields from "../fields/fields.module.css";
import { withMember } from "../fields/members.js";
import { SimpleInput } from "../fields/simple-input.js";
import { startValue } from "../fields/start-value.js";
import { dataTargets } from "../fields/targets.js";

/** What is known of messages, by fields of a case's data. */
export type KnownData = NonNullable<OpeningMessages["data"]>;

const say = editWords.openedBy;

/** What everything that comes to an address is known to be: a line for each field, and one more from those that there are. */
export function KnownFields({
  workflow,
  value,
  trouble,
  onChange,
}: {
  readonly workflow: Pick<Workflow, "data" | "messageField">;
  readonly value: KnownData;
  readonly trouble: string | null;
  readonly onChange: (value: KnownData) => void;
}) {
  const targets = dataTargets(workflow).filter(({ key }) => key !== workflow.messageField);
  const open = targets.filter(({ key }) => !Object.hasOwn(value, key));
  return (
    <fieldset className={fields.bare}>
      <Input.Label component="legend">{say.known}</Input.Label>
      <Input.Description>{say.knownHint}</Input.Description>
      <div className={fields.nested}>
        {targets.flatMap(({ key, label, shape, choices }) =>
          Object.hasOwn(value, key)
            ? [
                <div key={key} className={fields.row}>
                  <SimpleInput
                    {...{ label, shape, choices }}
                    required
                    readOnly={false}
                    valueWords={(one) => one}
                    value={value[key]}
                    onChange={(next) => onChange(withMember(value, key, next))}
                  />
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    aria-label={fieldsWords.removeRow(label)}
                    onClick={() => onChange(withMember(value, key, undefined))}
                  >
                    <Icon name="cross" size={16} />
                  </ActionIcon>
                </div>,
              ]
            : [],
        )}
        <ChoiceInput
          ariaLabel={`${say.known}: ${fieldsWords.addRow}`}
          value={undefined}
          none={fieldsWords.addRow}
          choices={open.map(({ key, label }) => ({ value: key, label }))}
          readOnly={open.length === 0}
          {...(trouble === null ? {} : { trouble })}
          onChange={(key) => {
            const target = open.find((one) => one.key === key);
            if (!target) return;
            const first = startValue(target.shape, target.choices, () => null);
            onChange(withMember(value, target.key, first));
          }}
        />
      </div>
    </fieldset>
  );
}
