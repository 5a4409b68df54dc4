import type { Scalar } from "../engine/definition/names.js";
import type { Template } from "../engine/definition/template.js";
import { FORMATS, isEmpty, type FormatSetting } from "./formats.js";
import { readTemplate, type Expression, type Part } from "./read.js";
import { countSegments } from "./segments.js";
import { usesOf } from "./uses.js";
import { cleanLine, cleanText, cutText, escapeHtml } from "./values.js";
import { TEMPLATE_VARIABLES, type TemplateVariables } from "./variables.js";

/** What to say, to whom in which language, with which values. */
export type MessageRequest = {
  readonly template: Template;
  readonly channel: "sms" | "email";
  /** The contact's language. */
  readonly language: string;
  readonly defaultLanguage: string;
  /** Values by variable path (`case.id`); a missing one is empty. */
  readonly variables: { readonly [path: string]: Scalar };
  /** Every variable a text may name; `TEMPLATE_VARIABLES` unless the caller adds a workflow's data fields. */
  readonly known?: TemplateVariables;
  /** IANA zone of the `date` and `time` formats; UTC unless given. */
  readonly timeZone?: string;
  /** `html` escapes the values for an HTML part of an e-mail; plain text needs no escape. */
  readonly markup?: "text" | "html";
};

/** A message ready to send with the language it is in, or why there is none. `message` names ids and paths, never values. */
export type RenderedMessage =
  | { readonly ok: true; readonly text: string; readonly language: string }
  | { readonly ok: false; readonly code: RenderProblem; readonly message: string };

/** `template_invalid`: not on the allow-list · `variable_unknown` · `variable_private`: clinical data · `message_too_long`: even with its free texts cut. */
export type RenderProblem =
  "template_invalid" | "variable_unknown" | "variable_private" | "message_too_long";

/** Networks join at most this many parts reliably, and nobody reads more. */
export const MAX_SMS_SEGMENTS = 6;

/** Longer than any six segments; the first try of the cut. */
const MAX_VALUE_CHARACTERS = 4000;

/**
 * Fills a template for one contact. The text is in the language asked for, else the default, else the first there is.
 * An SMS that would need more than six segments has its free texts cut, evenly and no more than needed.
 *
 * Pure; the same in the studio's preview and in delivery, so a template put past the lint is refused here again.
 */
export function renderMessage(request: MessageRequest): RenderedMessage {
  const { id, texts } = request.template;
  const [language, source] = chooseText(texts[request.channel] ?? texts.sms, request);
  const read = readTemplate(source);
  if (!read.ok) return refuse("template_invalid", `${id}/${language}: ${read.message}`);
  const known = request.known ?? TEMPLATE_VARIABLES;
  for (const { path } of usesOf(read.parts)) {
    if (!Object.hasOwn(known, path)) return refuse("variable_unknown", `${id}: ${path}`);
    if (known[path]?.phi === "clinical") return refuse("variable_private", `${id}: ${path}`);
  }
  const text = fit(read.parts, { request, language, known });
  if (text === undefined) return refuse("message_too_long", `${id}/${language}`);
  return { ok: true, text, language };
}

type Filling = {
  readonly request: MessageRequest;
  readonly language: string;
  readonly known: TemplateVariables;
};

function refuse(code: RenderProblem, message: string): RenderedMessage {
  return { ok: false, code, message };
}

function chooseText(
  texts: { readonly [language: string]: string },
  { language, defaultLanguage }: MessageRequest,
): [language: string, source: string] {
  const first = Object.keys(texts)[0] ?? defaultLanguage;
  const chosen = [language, defaultLanguage].find((each) => Object.hasOwn(texts, each)) ?? first;
  return [chosen, texts[chosen] ?? ""];
}

/** The text with the largest cut of free texts that still fits, found by halving; undefined when nothing fits. */
function fit(parts: readonly Part[], filling: Filling): string | undefined {
  const whole = fill(parts, filling, MAX_VALUE_CHARACTERS);
  if (fits(whole, filling)) return whole;
  let best: string | undefined;
  let low = 0;
  let high = MAX_VALUE_CHARACTERS;
  while (low < high) {
    const limit = Math.floor((low + high) / 2);
    const text = fill(parts, filling, limit);
    if (fits(text, filling)) {
      best = text;
      low = limit + 1;
    } else high = limit;
  }
  return best;
}

function fits(text: string, { request }: Filling): boolean {
  return request.channel !== "sms" || countSegments(text).segments <= MAX_SMS_SEGMENTS;
}

function fill(parts: readonly Part[], filling: Filling, limit: number): string {
  const { request, language } = filling;
  const setting: FormatSetting = { language, timeZone: request.timeZone ?? "UTC" };
  const look = (path: string) => valueOf(filling, path, limit);
  const escape = request.markup === "html" ? escapeHtml : (value: string) => value;
  const walk = (list: readonly Part[]): string => list.map(write).join("");
  const write = (part: Part): string => {
    switch (part.kind) {
      case "text":
        return part.text;
      case "value":
        return escape(evaluate(part.value, look, setting));
      case "choice":
        return walk(isEmpty(look(part.path)) ? part.absent : part.present);
    }
  };
  return walk(parts).normalize("NFC").trim();
}

function evaluate(
  expression: Expression,
  look: (path: string) => string,
  setting: FormatSetting,
): string {
  switch (expression.kind) {
    case "constant":
      return expression.value;
    case "variable":
      return look(expression.path);
    case "format":
      return FORMATS[expression.name].apply(
        expression.over.map((each) => evaluate(each, look, setting)),
        setting,
      );
  }
}

function valueOf({ request, known }: Filling, path: string, limit: number): string {
  const value = Object.hasOwn(request.variables, path) ? request.variables[path] : undefined;
  return known[path]?.freeText ? cutText(cleanText(value), limit) : cleanLine(value);
}
