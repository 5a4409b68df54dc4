import { createContext, use } from "react";

/** Something to pick: what is sent, and what people read. */
export type Choice = { readonly value: string; readonly label: string };

/** What the pickers of forms offer. */
export type Choices = {
  readonly user: readonly Choice[];
  readonly queue: readonly Choice[];
  readonly priority: readonly Choice[];
};

const ChoicesContext = createContext<Choices>({ user: [], queue: [], priority: [] });

/** Gives the forms inside it what their pickers offer. */
export const ChoicesProvider = ChoicesContext.Provider;

/** What the pickers offer here. */
export function useChoices(): Choices {
  return use(ChoicesContext);
}

/** The values of an enum as choices: ids become readable, labels win where there are any. */
export function choicesOf(
  values: readonly string[],
  labels: Readonly<Record<string, string>> = {},
): readonly Choice[] {
  return values.map((value) => ({ value, label: labels[value] ?? readable(value) }));
}

/** An id as words: `in_progress` becomes `In progress`. */
export function readable(id: string): string {
  const text = id.replaceAll(/[_-]+/g, " ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}
