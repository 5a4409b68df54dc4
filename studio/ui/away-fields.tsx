import { Checkbox, Stack, TextInput } from "@mantine/core";
import { words } from "../words/index.js";
import type { AwayDraft } from "./away-draft.js";
import type { FieldErrors } from "./schema-form/values.js";

/** The fields of an absence. */
export function AwayFields(props: {
  readonly label: string;
  readonly away: AwayDraft;
  /** What is wrong with `from` and `until`. */
  readonly errors: FieldErrors;
  readonly onChange: (away: AwayDraft) => void;
}) {
  const { label, away, errors, onChange } = props;
  return (
    <Stack gap="sm">
      <Checkbox
        label={label}
        checked={away.isAway}
        onChange={(event) => onChange({ ...away, isAway: event.currentTarget.checked })}
      />
      {away.isAway ? (
        <>
          <TextInput
            type="datetime-local"
            label={words.work.from}
            value={away.from}
            error={errors["from"]}
            withAsterisk
            aria-required
            onChange={(event) => onChange({ ...away, from: event.currentTarget.value })}
          />
          <TextInput
            type="datetime-local"
            label={words.work.untilWhen}
            description={words.work.untilHint}
            value={away.until}
            error={errors["until"]}
            onChange={(event) => onChange({ ...away, until: event.currentTarget.value })}
          />
        </>
      ) : null}
    </Stack>
  );
}
