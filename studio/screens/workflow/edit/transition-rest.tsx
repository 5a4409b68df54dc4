import type { Transition } from "../../../../engine/definition/workflow.js";
import type { Changes } from "../../../draft/members.js";
import { editWords } from "../../../words/edit.js";
import { ConditionField } from "../fields/condition-field.js";
import { EffectsEditor } from "../fields/effects-editor.js";
import { FieldsPlace } from "../fields/fields-world.js";
import { SetEditor } from "../fields/set-editor.js";
import { TriggersEditor } from "../fields/triggers-editor.js";
import { useEditing } from "./edit-context.js";

/** What does a transition by itself, when it is possible, and what it brings about. */
export function TransitionRest({
  id,
  transition,
  onChange,
}: {
  readonly id: string;
  readonly transition: Transition;
  readonly onChange: (members: Changes<Transition>) => void;
}) {
  const { subject, findings } = useEditing();
  const path = `/transitions/${id}`;
  const { on, when, set, then = [], form } = transition;
  return (
    <FieldsPlace subject={subject} transition={transition} findings={findings}>
      <TriggersEditor
        value={on}
        path={`${path}/on`}
        onChange={(next) => onChange({ on: next ? [...next] : null })}
      />
      <ConditionField
        value={when}
        path={`${path}/when`}
        onChange={(next) => onChange({ when: next ?? null })}
      />
      <SetEditor
        value={set}
        path={`${path}/set`}
        onChange={(next) => onChange({ set: next ?? null })}
      />
      <EffectsEditor
        value={then}
        title={editWords.then}
        path={`${path}/then`}
        form={form}
        onChange={(next) => onChange({ then: next.length > 0 ? [...next] : null })}
      />
    </FieldsPlace>
  );
}
