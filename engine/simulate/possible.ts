import type { Form } from "../definition/form.js";
import { own } from "../definition/lint/names.js";
import { CURRENT_INTERPRETER, interpreter } from "../interpreter/index.js";
import type { Move } from "./move.js";
import { nowIn, type Session, stateIn } from "./session.js";
import type { Next } from "./waiting.js";

const { allowedActions, awaits } = interpreter(CURRENT_INTERPRETER);

/** What a person of a role may do now, in the order of the workflow. */
export function allowedIn(session: Session, role: string): readonly string[] {
  const state = stateIn(session);
  return state === null ? [] : allowedActions(session.program, state, [role], nowIn(session));
}

/**
 * What those outside of the case may answer now: for each alert, what cases share, calls of other systems, plugins, the queue that
 * gives its cases to people, and the last message that went out, which may not arrive.
 * @param role of whoever answers an alert or is given the case
 */
export function outsideOf(session: Session, role: string): readonly Move[] {
  const state = stateIn(session);
  if (state === null || state.status === "closed") return [];
  const { open } = session.moments.at(-1) ?? { open: [] };
  const alerts = Object.values(state.alerts ?? {}).map(({ team }) => team);
  return [
    ...[...new Set(alerts)].flatMap((team): Move[] => [
      { acknowledged: team, as: role },
      { unanswered: team },
    ]),
    ...open.flatMap((question): Move[] => {
      if (question.kind === "webhook")
        return [
          { answered: question.webhook, answer: exampleOf(answersOf(session, question.webhook)) },
          { unreachable: question.webhook },
        ];
      if (question.kind === "plugin")
        return [
          { performed: question.name, answer: pretendedBy(session, question.name) },
          { unperformed: question.name },
        ];
      if (question.kind !== "reserve" && question.kind !== "use") return [];
      const { quantity } = question;
      return [
        { ledger: question.kind === "use" ? "used" : "reserved", quantity },
        { ledger: "refused", quantity },
      ];
    }),
    ...assignments(session, role),
    ...undelivered(session),
  ];
}

/** Everything that time brings, the next first: clocks that will be due and marks on their way; null for what stands still. */
export function aheadIn(
  session: Session,
): readonly (Omit<Next, "at"> & { readonly at: number | null })[] {
  const state = stateIn(session);
  if (state === null) return [];
  const all = Object.entries(state.clocks).flatMap(([clock, { dueAt, late, next }]) => [
    ...(late === true ? [] : [{ clock, at: dueAt }]),
    ...(next === undefined ? [] : [{ clock, mark: next.mark, at: next.at }]),
  ]);
  return all.toSorted((a, b) => (a.at ?? Infinity) - (b.at ?? Infinity));
}

function assignments(session: Session, role: string): readonly Move[] {
  const state = stateIn(session);
  const queue = session.release.organisation.queues.find(({ id }) => id === state?.queue);
  if (state === null || queue?.assign === undefined) return [];
  const place = state.queuedAt;
  return [
    ...(awaits(state, { type: "assigned", place }) ? [{ given: role }] : []),
    ...(awaits(state, { type: "nobody_available", place }) ? [{ nobodyFree: true } as const] : []),
  ];
}

function undelivered({ moments }: Session): readonly Move[] {
  const last = moments.at(-1)?.open.findLast(({ kind }) => kind === "send_message");
  return last?.kind === "send_message" ? [{ undelivered: last.template }] : [];
}

function answersOf({ release }: Session, webhook: string): Form | undefined {
  return release.organisation.webhooks?.find(({ id }) => id === webhook)?.answers;
}

/** What a plugin pretends to answer; a value in every field that it does not pretend anything of. */
function pretendedBy({ effects }: Session, name: string) {
  const effect = own(effects, name);
  return { ...exampleOf(effect?.answers), ...effect?.pretend };
}

/** An answer with a value in every field that is read. */
function exampleOf(answers: Form | undefined) {
  const entries = Object.entries(answers?.properties ?? {}).map(([name, field]) => {
    if (field.type === "boolean") return [name, true] as const;
    if (field.type === "string") return [name, field.enum?.[0] ?? "x"] as const;
    return [name, field.minimum ?? 1] as const;
  });
  return Object.fromEntries<string | number | boolean>(entries);
}
