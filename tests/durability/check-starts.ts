import type { Evidence } from "./evidence.js";

/** The evidence about cases that open others. */
export type StartFacts = { readonly events: readonly Pick<Evidence["events"][number], Member>[] };
type Member = "caseId" | "event" | "effects" | "note" | "transition";

/**
 * I9: each case that was asked for exists once and its parent was told so once; each closed child was heard of once; each
 * join came once, and after all children had closed.
 */
export function* wrongStarts({ events }: StartFacts): Generator<string> {
  const opened = counted(
    events.flatMap(({ event }) =>
      event.type === "created" && event.parent ? [event.parent.effect] : [],
    ),
  );
  const answered = counted(
    events.flatMap(({ event }) =>
      event.type === "case_started" || event.type === "case_refused" ? [event.effect] : [],
    ),
  );
  const joined = counted(
    events.flatMap(({ event }) => (event.type === "children_closed" ? [event.effect] : [])),
  );
  for (const effect of events.flatMap(({ effects }) => effects)) {
    const { id } = effect;
    if (effect.kind === "start" && opened.get(id) !== 1)
      yield `start ${id} opened ${String(opened.get(id) ?? 0)} cases`;
    if (effect.kind === "start" && answered.get(id) !== 1)
      yield `start ${id} was answered ${String(answered.get(id) ?? 0)} times`;
    if (effect.kind === "join" && joined.get(id) !== 1)
      yield `join ${id} came ${String(joined.get(id) ?? 0)} times`;
  }
  yield* unheard(events);
}

/** What was told was heard, and took effect once however often it came. */
function* unheard(events: StartFacts["events"]) {
  const heard = counted(
    events.flatMap(({ caseId, event, note }) =>
      "number" in event && note !== "repeated"
        ? [`${event.other} ${String(event.number)} ${caseId}`]
        : [],
    ),
  );
  const gone = new Set(
    events.flatMap(({ caseId, effects }) =>
      effects.some((effect) => effect.kind === "tell" && effect.news.type === "child_closed")
        ? [caseId]
        : [],
    ),
  );
  for (const { caseId, effects } of events)
    for (const effect of effects) {
      if (effect.kind !== "tell") continue;
      const times = heard.get(`${caseId} ${String(effect.number)} ${effect.to}`) ?? 0;
      // A child that has closed itself needs to hear nothing more.
      if (times > 1 || (times === 0 && !gone.has(effect.to)))
        yield `${effect.id} was heard ${String(times)} times by ${effect.to}`;
    }
}

function counted(keys: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}
