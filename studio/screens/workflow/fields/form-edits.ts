import type { Form, FormField } from "../../../../engine/definition/form.js";
import { RESERVED_NAMES } from "../../../../engine/definition/names.js";
import { movedTo } from "./moved.js";

/** The form with one field changed, or added at its end. */
export function withField(form: Form, name: string, field: FormField): Form {
  return { ...form, properties: { ...form.properties, [name]: field } };
}

/** The form without a field, which nobody has to fill in any more. */
export function withoutField(form: Form, name: string): Form {
  const rest = Object.entries(form.properties).filter(([one]) => one !== name);
  return required({ ...form, properties: Object.fromEntries(rest) }, name, "optional");
}

/** The form with a field at another place. */
export function withMoved(form: Form, from: number, to: number): Form {
  return {
    ...form,
    properties: Object.fromEntries(movedTo(Object.entries(form.properties), from, to)),
  };
}

/** The form with a second field of the same kind after one. */
export function withCopy(form: Form, name: string): Form {
  const entries = Object.entries(form.properties);
  const place = entries.findIndex(([one]) => one === name);
  const field = form.properties[name];
  if (!field) return form;
  const copy = [freeName(form, name), field] as const;
  return { ...form, properties: Object.fromEntries(entries.toSpliced(place + 1, 0, [...copy])) };
}

/** The form with a field that has to be filled in, or need not be. Without any such field nothing is said of it. */
export function required(form: Form, name: string, how: "required" | "optional"): Form {
  const { required: before, ...rest } = form;
  if ((before?.includes(name) ?? false) === (how === "required")) return form;
  const others = (before ?? []).filter((one) => one !== name);
  const now = how === "required" ? [...others, name] : others;
  return now.length > 0 || (before?.length === 0 && how === "optional")
    ? { ...rest, required: now }
    : rest;
}

/** A name that no field of the form has yet, made of a title: `What was lost?` becomes `whatWasLost`. */
export function freeName({ properties }: Form, title: string): string {
  const words = title.normalize("NFD").match(/[A-Za-z0-9]+/g) ?? [];
  const camel = lower(
    words
      .map(upper)
      .join("")
      .replace(/^[0-9]+/, ""),
  );
  const name = camel === "" || RESERVED_NAMES.includes(camel) ? "field" : camel.slice(0, 36);
  const isTaken = (one: string) => Object.hasOwn(properties, one);
  if (!isTaken(name)) return name;
  const numbers = Array.from({ length: Object.keys(properties).length + 1 }, (_, n) => n + 2);
  return `${name}${String(numbers.find((n) => !isTaken(`${name}${String(n)}`)) ?? 2)}`;
}

function lower(word: string): string {
  return word.charAt(0).toLowerCase() + word.slice(1);
}

function upper(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
