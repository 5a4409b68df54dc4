import { effectSpecSchema } from "../../../../engine/definition/effect-spec.js";
import type { EffectSpec } from "../../../../engine/definition/workflow.js";
import { fieldsWords } from "../../../words/fields.js";
import { effectSentences } from "../transition-story.js";
import { useFields } from "./fields-world.js";
import { KindList } from "./kind-list.js";

/** What is done because of something, one after the other. Only inside a FieldsPlace. */
export function EffectsEditor({
  value,
  title = fieldsWords.effects.title,
  path,
  form,
  onChange,
}: {
  readonly value: readonly EffectSpec[];
  readonly title?: string;
  /** Where the list stands (JSON pointer): `/transitions/close/then`. */
  readonly path: string;
  /** The form of the transition that they belong to, whose fields may be read. */
  readonly form?: string | undefined;
  readonly onChange: (value: readonly EffectSpec[]) => void;
}) {
  const { subject } = useFields();
  return (
    <KindList
      schema={effectSpecSchema}
      by="do"
      words={{ ...fieldsWords.effects, title, kinds: fieldsWords.effectKinds }}
      sentences={effectSentences(subject, value, form)}
      path={path}
      value={value}
      // Made of the schema of effects, from an effect or a start of one.
      onChange={(next) => onChange(next as readonly EffectSpec[])}
    />
  );
}
