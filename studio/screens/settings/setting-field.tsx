import { NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import { organisationSchema } from "../../../engine/definition/organisation.js";
import type { ReleaseBody } from "../../../engine/definition/release.js";
import type { OrganisationSettings } from "../../draft/release-steps.js";
import { LinesInput } from "../../ui/lines-input.js";
import { settingsWords as say } from "../../words/settings.js";
import { languageName } from "../../words/templates.js";
import { fitsSetting, valueText, type SettingSchema } from "./setting-value.js";

type Props = {
  readonly setting: keyof OrganisationSettings;
  readonly schema: SettingSchema;
  /** The release with the changes: what there is to choose from. */
  readonly body: ReleaseBody;
  readonly readOnly: boolean;
  readonly value: OrganisationSettings[keyof OrganisationSettings];
  /** Gets only what the schema allows. */
  readonly onChange: (value: unknown) => void;
};

/** One setting, with the control that its schema asks for; where it is only read, as text. */
export function SettingField(props: Props) {
  const { setting, schema, readOnly } = props;
  if (readOnly) return <ReadField {...props} />;
  if (setting === "defaultLanguage") return <LanguageField {...props} />;
  if (setting === "chat") return <ChatField {...props} />;
  return schema.type === "array" ? (
    <TypedField {...props} kind="lines" />
  ) : (
    <TypedField {...props} kind="text" />
  );
}

function ReadField({ setting, body }: Props) {
  return (
    <TextInput
      label={say.label(setting)}
      description={say.help[setting]}
      variant="filled"
      readOnly
      value={valueText(setting, body)}
    />
  );
}

/** What was typed and is not possible, and what stands in the release instead. */
type Typed = { readonly typed: string | readonly string[]; readonly over: Props["value"] };

const REQUIRED: readonly string[] = organisationSchema.required;

/** What is typed stands as it is; it is a change as soon as it is possible. */
function TypedField({
  setting,
  schema,
  value,
  kind,
  onChange,
}: Props & {
  readonly kind: "text" | "lines";
}) {
  const [last, setLast] = useState<Typed | null>(null);
  const isOptional = !REQUIRED.includes(setting);
  // Once the value is another, by undoing for instance, what was typed in its place is past.
  const wrong = last !== null && last.over === value ? last.typed : null;
  const shared = {
    label: say.label(setting),
    description: say.help[setting],
    error: wrong === null ? null : (say.wrong[setting] ?? say.wrongValue),
    withAsterisk: !isOptional,
  };
  const take = (typed: string | readonly string[]) => {
    const isGone = isOptional && typed === "";
    const fits = isGone || fitsSetting(schema, typed);
    setLast(fits ? null : { typed, over: value });
    if (fits) onChange(isGone ? null : typed);
  };
  const shown = wrong ?? value;
  return kind === "lines" ? (
    <LinesInput
      {...shared}
      rows={3}
      lines={Array.isArray(shown) ? (shown as readonly string[]) : []}
      onLines={take}
    />
  ) : (
    <TextInput
      {...shared}
      value={typeof shown === "string" ? shown : ""}
      onChange={({ currentTarget }) => take(currentTarget.value)}
    />
  );
}

function LanguageField({ setting, body, onChange }: Props) {
  const { languages, defaultLanguage } = body.organisation;
  const offered = languages.includes(defaultLanguage) ? languages : [...languages, defaultLanguage];
  return (
    <NativeSelect
      label={say.label(setting)}
      description={say.help.defaultLanguage}
      value={defaultLanguage}
      error={languages.includes(defaultLanguage) ? null : say.wrongValue}
      data={offered.map((code) => ({ value: code, label: languageName(code) }))}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  );
}

/** By which calendar the chat is answered; null takes the hours away. */
function ChatField({ setting, body, onChange }: Props) {
  const calendars = (body.calendars ?? []).map(({ id, name }) => ({ value: id, label: name }));
  return (
    <NativeSelect
      label={say.label(setting)}
      description={say.help.chat}
      value={body.organisation.chat?.calendar ?? ""}
      data={[{ value: "", label: say.none }, ...calendars]}
      onChange={({ currentTarget: { value } }) =>
        onChange(value === "" ? null : { calendar: value })
      }
    />
  );
}
