import type { Template } from "../../engine/definition/template.js";

/** A message template by its name and its SMS texts, of which empty ones are left out. */
export function newMessage({
  id,
  name,
  texts,
}: {
  /** Letters, digits and dashes; no template has it. */
  readonly id: string;
  readonly name: string;
  /** By language. */
  readonly texts: Readonly<Record<string, string>>;
}): Template {
  const written = Object.entries(texts).filter(([, text]) => text !== "");
  return { kind: "template", spec: 1, id, name, texts: { sms: Object.fromEntries(written) } };
}
