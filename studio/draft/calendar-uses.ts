import type { ReleaseBody } from "../../engine/definition/release.js";

/** What counts by a calendar, or works by it. */
export type CalendarUses = {
  /** Clocks, each with its workflow. */
  readonly clocks: readonly {
    readonly workflow: { readonly id: string; readonly name: string };
    readonly clock: string;
  }[];
  /** Whether the chat is attended by it. */
  readonly chat: boolean;
  /** Names of the people who work by it, as far as they are known. */
  readonly people: readonly string[];
};

/** Somebody who works here, with the calendar they work by. */
type Worker = { readonly name: string; readonly hours?: string | null | undefined };

/** Everything that uses a calendar, in the release and among the people. */
export function usesOfCalendar(
  { workflows, organisation }: Pick<ReleaseBody, "workflows" | "organisation">,
  people: readonly Worker[],
  id: string,
): CalendarUses {
  return {
    clocks: workflows.flatMap((workflow) =>
      Object.values(workflow.clocks ?? {})
        .filter(({ calendar = [] }) =>
          typeof calendar === "string" ? calendar === id : Object.values(calendar).includes(id),
        )
        .map(({ name }) => ({
          workflow: { id: workflow.id, name: workflow.name },
          clock: name,
        })),
    ),
    chat: organisation.chat?.calendar === id,
    people: people.filter(({ hours }) => hours === id).map(({ name }) => name),
  };
}

/** Whether anything uses it: a calendar that something uses cannot be removed. */
export function isUsed({ clocks, chat, people }: CalendarUses): boolean {
  return clocks.length > 0 || chat || people.length > 0;
}
