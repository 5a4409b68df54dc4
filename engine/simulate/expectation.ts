import { durationMs } from "../definition/duration.js";
import type { Expectation } from "../definition/scenario.js";
import { CURRENT_INTERPRETER, type Effect, interpreter } from "../interpreter/index.js";
import type { Moment, Session } from "./session.js";

const { allowedActions } = interpreter(CURRENT_INTERPRETER);

/** An expectation with everything that counts as none when it is left out. */
export function expected(expectation: Expectation): Expectation {
  return { sends: [], asks: [], adjusts: [], alerts: [], ...expectation };
}

/** What came of the last moment of a session, in the members that an expectation speaks about. */
export function seenIn(session: Session, wanted: Expectation): Expectation {
  const moment = session.moments.at(-1);
  if (moment === undefined) return {};
  const all = allIn(session, moment, wanted);
  const looked = Object.entries(all).filter(([member]) => Object.hasOwn(wanted, member));
  return {
    ...(Object.fromEntries(looked) as Expectation),
    ...asksOf(moment.turn.effects),
    ...(moment.refusal === null ? {} : { refused: moment.refusal.code }),
  };
}

function allIn(session: Session, { state, turn }: Moment, wanted: Expectation): Expectation {
  const { at } = turn.event;
  const data = Object.keys(wanted.data ?? {}).map((name) => [name, state.data[name]] as const);
  const may = Object.keys(wanted.may ?? {}).map(
    (role) => [role, [...allowedActions(session.program, state, [role], at)]] as const,
  );
  const left = Object.entries(state.clocks).flatMap(([id, { dueAt }]) =>
    dueAt === null ? [] : [[id, spanOf(dueAt - at, wanted.clocks?.[id])] as const],
  );
  return {
    state: state.state,
    queue: state.queue,
    priority: state.priority,
    assignee: state.assignee,
    data: Object.fromEntries(data) as NonNullable<Expectation["data"]>,
    clocks: Object.fromEntries<string>(left),
    may: Object.fromEntries(may) as NonNullable<Expectation["may"]>,
    ...(turn.note === undefined ? {} : { nothing: true }),
  };
}

/** What a turn asks for, as an expectation writes it. */
export function asksOf(
  effects: readonly Effect[],
): Required<Pick<Expectation, "sends" | "asks" | "adjusts" | "alerts">> {
  return {
    sends: effects.flatMap((effect) => (effect.kind === "send_message" ? [effect.template] : [])),
    asks: effects.flatMap((effect) => (effect.kind === "decide" ? [effect.rules] : [])),
    alerts: effects.flatMap((effect) =>
      effect.kind === "alert" ? [`${effect.level} ${effect.team} ${String(effect.tier)}`] : [],
    ),
    adjusts: effects.flatMap((effect) => {
      if (effect.kind === "reserve" || effect.kind === "use")
        return [`${effect.kind} ${effect.quantity}`];
      if (effect.kind !== "release") return [];
      return [
        `release ${effect.of === "everything" ? effect.of : Object.values(effect.of).join()}`,
      ];
    }),
  };
}

const [SECOND, MINUTE, HOUR] = [1000, 60_000, 3_600_000];

/** A span in the words of a definition: as it is wanted where that is the same time, else in hours, minutes and seconds. */
export function spanOf(ms: number, wanted?: string): string {
  if (wanted !== undefined && durationMs(wanted) === ms) return wanted;
  if (ms <= 0 || ms % SECOND !== 0) return ms === 0 ? "PT0S" : `${String(ms)} ms`;
  const parts = [
    [Math.floor(ms / HOUR), "H"],
    [Math.floor((ms % HOUR) / MINUTE), "M"],
    [(ms % MINUTE) / SECOND, "S"],
  ] as const;
  return `PT${parts.flatMap(([n, unit]) => (n === 0 ? [] : [`${String(n)}${unit}`])).join("")}`;
}
