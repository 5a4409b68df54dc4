import type { CaseEvent, CaseState, Effect } from "../../interpreter/index.js";

/** What a case that is played again has asked for, and which of it answers what the recorded case had asked for. */
export type Answers = {
  readonly asks: (effects: readonly Effect[]) => void;
  /** The oldest question to these rules that is not answered yet. */
  readonly question: () => Extract<Effect, { kind: "decide" }> | undefined;
  /** An event that comes from outside, as this case hears it; null for what it has never asked for. */
  readonly heard: (event: CaseEvent, state: CaseState) => CaseEvent | null;
};

/**
 * Joins the answers that were recorded to what is asked now: the oldest effect of the same kind and name is the one that was meant.
 * @param recorded what the case had asked for when it really ran, by the id of the effect
 */
export function openAnswers(recorded: ReadonlyMap<string, Effect>): Answers {
  const open: Effect[] = [];
  const joined = new Map<string, Effect>();

  const taken = (fits: (effect: Effect) => boolean): Effect | undefined => {
    const place = open.findIndex(fits);
    return place < 0 ? undefined : open.splice(place, 1)[0];
  };
  const meantBy = (id: string): Effect | undefined => {
    const known = joined.get(id);
    if (known) return known;
    const then = recorded.get(id);
    const now = then && taken((effect) => nameOf(effect) === nameOf(then));
    if (now) joined.set(id, now);
    return now;
  };
  return {
    asks: (effects) => {
      open.push(...effects);
    },
    question: () => {
      const found = taken(({ kind }) => kind === "decide");
      return found?.kind === "decide" ? found : undefined;
    },
    heard: (event, state) => {
      if ("alert" in event) return withAlert(event, state);
      if ("place" in event)
        return event.queue === state.queue ? { ...event, place: state.queuedAt } : null;
      if (!("effect" in event)) return event;
      const effect = meantBy(event.effect);
      if (effect === undefined) return null;
      if (!("entry" in event) || !("entry" in effect)) return { ...event, effect: effect.id };
      return { ...event, effect: effect.id, entry: effect.entry ?? event.entry };
    },
  };
}

/** The open alert to the same team. */
function withAlert(
  event: Extract<CaseEvent, { readonly alert: string }>,
  { alerts = {} }: CaseState,
): CaseEvent | null {
  const open = Object.entries(alerts).find(([, { team }]) => team === event.team);
  return open ? { ...event, alert: open[0], level: open[1].level } : null;
}

/** What an effect is about, whenever and by whichever release it is asked for. */
function nameOf(effect: Effect): string {
  switch (effect.kind) {
    case "decide":
      return `decide ${effect.rules}`;
    case "send_message":
      return `send ${effect.template}`;
    case "reserve":
    case "use":
      return `${effect.kind} ${effect.quantity}`;
    case "webhook":
      return `webhook ${effect.webhook}`;
    case "plugin":
      return `plugin ${effect.name}`;
    case "start":
      return `start ${effect.workflow} ${effect.as}`;
    case "join":
      return `join ${effect.workflow ?? ""}`;
    default:
      return effect.kind;
  }
}
