import { pointer, type Finding } from "../engine/definition/finding.js";
import type { Organisation } from "../engine/definition/organisation.js";
import type { Template } from "../engine/definition/template.js";
import { suggestion } from "../engine/definition/wording.js";
import { readTemplate, type Place, type ReadTemplate } from "./read.js";
import { MAX_SMS_SEGMENTS, renderMessage } from "./render.js";
import { countSegments } from "./segments.js";
import { usesOf, type VariableUse } from "./uses.js";
import { TEMPLATE_VARIABLES, type TemplateVariables } from "./variables.js";

/** The engine's own answers, which no workflow sends; those about a phone rather than a case carry no case id. */
export const CONVERSATION_TEMPLATES: readonly string[] = [
  "sms-stopped",
  "sms-started",
  "sms-help",
  "sms-choose",
  "sms-link",
];

/**
 * What is wrong with a template before a patient sees it: T001 unknown variable, T002 may be empty, T003 language missing,
 * T004 more than one SMS segment or UCS-2, T005 clinical data, T006 no case id, T007 not allowed in a template.
 * `known` is `TEMPLATE_VARIABLES` unless the caller adds a workflow's data fields.
 */
export function lintTemplate(
  template: Template,
  organisation: Organisation,
  known: TemplateVariables = TEMPLATE_VARIABLES,
): Finding[] {
  const context: Context = { template, known };
  return (["sms", "email"] as const).flatMap((channel) => {
    const texts = template.texts[channel];
    if (!texts) return [];
    const languages = Object.keys(texts);
    return [
      ...missingLanguages(channel, languages, organisation.languages),
      ...languages.flatMap((language) => lintText(context, channel, language)),
    ];
  });
}

type Channel = "sms" | "email";
type Context = { readonly template: Template; readonly known: TemplateVariables };
type Text = { readonly path: string; readonly channel: Channel; readonly language: string };

function missingLanguages(
  channel: Channel,
  present: readonly string[],
  wanted: readonly string[],
): Finding[] {
  return wanted
    .filter((language) => !present.includes(language))
    .map((language) => ({
      code: "T003",
      severity: "warning" as const,
      path: pointer("texts", channel),
      message: `There is no text in \`${language}\`, one of the organisation's languages.`,
      fix: `Add a text under \`${language}\`; until then people get the default language.`,
    }));
}

function lintText(context: Context, channel: Channel, language: string): Finding[] {
  const text: Text = { path: pointer("texts", channel, language), channel, language };
  const read = readTemplate(context.template.texts[channel]?.[language] ?? "");
  if (!read.ok) return [unreadable(read, text)];
  const uses = usesOf(read.parts);
  const unknown = unknownVariables(uses, context.known, text);
  return [
    ...unknown,
    ...emptyVariables(uses, context.known, text),
    ...privateVariables(uses, context.known, text),
    ...caseIdMissing(uses, context.template, text),
    ...(channel === "sms" && unknown.length === 0 ? segmentFindings(context, uses, text) : []),
  ];
}

function unreadable(read: ReadTemplate & { ok: false }, { path }: Text): Finding {
  const where = read.place ? `${placeText(read.place)}: ` : "";
  return {
    code: "T007",
    severity: "error",
    path,
    message: `${where}${read.message}.`,
    fix: "Use only text, variables in double braces, the formats, `if` and `unless`.",
  };
}

function placeText({ line, column }: Place): string {
  return `Line ${line}, column ${column}`;
}

function unknownVariables(
  uses: readonly VariableUse[],
  known: TemplateVariables,
  { path }: Text,
): Finding[] {
  return firstUses(uses.filter((use) => !Object.hasOwn(known, use.path))).map((use) => ({
    code: "T001",
    severity: "error",
    path,
    message: `${placeText(use.at)}: there is no variable \`${use.path}\`.`,
    fix: suggestion(use.path, Object.keys(known)),
  }));
}

function emptyVariables(
  uses: readonly VariableUse[],
  known: TemplateVariables,
  { path }: Text,
): Finding[] {
  const open = uses.filter((use) => !use.covered && variable(known, use.path)?.mayBeEmpty);
  return firstUses(open).map((use) => ({
    code: "T002",
    severity: "warning",
    path,
    message: `${placeText(use.at)}: \`${use.path}\` may be empty.`,
    fix: `Write \`{{default ${use.path} "…"}}\`, or put it inside \`{{#if ${use.path}}}\`.`,
  }));
}

function privateVariables(
  uses: readonly VariableUse[],
  known: TemplateVariables,
  { path, channel }: Text,
): Finding[] {
  const clinical = uses.filter((use) => variable(known, use.path)?.phi === "clinical");
  return firstUses(clinical).map((use) => ({
    code: "T005",
    severity: "error",
    path,
    message: `${placeText(use.at)}: \`${use.path}\` is clinical and must not leave by ${channel}.`,
    fix: "Leave it out and send `{{link}}`, which shows it after a check.",
  }));
}

/** What staff are offered goes out inside a message that tells the id. */
function caseIdMissing(
  uses: readonly VariableUse[],
  { id, suggest }: Template,
  { path }: Text,
): Finding[] {
  if (suggest !== undefined || CONVERSATION_TEMPLATES.includes(id)) return [];
  if (uses.some((use) => use.path === "case.id")) return [];
  return [
    {
      code: "T006",
      severity: "warning",
      path,
      message: "The message does not tell the patient which case it is about.",
      fix: "Write `{{case.id}}` somewhere in the text.",
    },
  ];
}

/** Counts the text with the longest values. Free text makes the length a choice of staff, so that is told and not warned of. */
function segmentFindings(
  { template, known }: Context,
  uses: readonly VariableUse[],
  { path, language }: Text,
): Finding[] {
  const rendered = longestMessage(template, language, known);
  if (!rendered.ok) return rendered.code === "message_too_long" ? [tooLong(path)] : [];
  const { encoding, segments } = countSegments(rendered.text);
  if (segments <= 1 && encoding === "GSM7") return [];
  const free =
    template.suggest !== undefined || uses.some((use) => variable(known, use.path)?.freeText);
  const asUcs2 =
    encoding === "UCS2" ? ", because a character outside the SMS alphabet is used" : "";
  return [
    {
      code: "T004",
      severity: free && encoding === "GSM7" ? "info" : "warning",
      path,
      message: `With the longest values this takes ${segments} SMS${asUcs2}.`,
      fix: encoding === "UCS2" ? "Use plain quotes, dashes and letters." : "Make the text shorter.",
    },
  ];
}

function tooLong(path: string): Finding {
  return {
    code: "T004",
    severity: "error",
    path,
    message: `The text alone takes more than ${MAX_SMS_SEGMENTS} SMS and would not be sent.`,
    fix: "Make the text shorter.",
  };
}

function longestMessage(template: Template, language: string, known: TemplateVariables) {
  const variables = Object.entries(known).map(([path, { longest }]) => [path, longest] as const);
  return renderMessage({
    template,
    channel: "sms",
    language,
    defaultLanguage: language,
    variables: Object.fromEntries(variables),
    known,
  });
}

function variable(known: TemplateVariables, path: string) {
  return Object.hasOwn(known, path) ? known[path] : undefined;
}

function firstUses(uses: readonly VariableUse[]): readonly VariableUse[] {
  return uses.filter((use, index) => uses.findIndex(({ path }) => path === use.path) === index);
}
