import type { Organisation } from "../definition/organisation.js";
import type { Alert } from "../protocol/alert.js";
import { type AlertCallDoc, callsOf } from "../store/alert-calls.js";
import type { AlertDoc } from "../store/alerts.js";
import { erasedAmong } from "../store/erasure.js";
import { pagesOf } from "../store/message-lookups.js";
import type { MessageDoc } from "../store/messages.js";
import { usersByIds } from "../store/users.js";
import type { World } from "./world.js";

/** Alerts as the API shows them, with the names of people and the proof of every call. */
export async function alertViews(
  { store, release }: Pick<World, "store" | "release">,
  alerts: readonly AlertDoc[],
): Promise<Alert[]> {
  const ids = alerts.map(({ _id }) => _id);
  const erased = await erasedAmong(
    store,
    alerts.map(({ caseId }) => caseId),
  );
  const readable = alerts.filter(({ caseId }) => !erased.has(caseId)).map(({ _id }) => _id);
  const [{ body }, calls, pages] = await Promise.all([
    release(),
    callsOf(store, ids),
    pagesOf(store, readable),
  ]);
  const called = calls.flatMap(({ people }) => people);
  const by = alerts.flatMap(({ by }) => by ?? []);
  const people = await usersByIds(store, [...new Set([...called, ...by])]);
  const names = new Map(people.map(({ _id, name }) => [_id, name]));
  const scope = {
    organisation: body.organisation,
    names,
    pages: new Map(pages.map((one) => [one._id, one])),
  };
  return alerts.map((alert) =>
    viewOf(
      alert,
      calls.filter((call) => call.alert === alert._id),
      scope,
    ),
  );
}

type Scope = {
  readonly organisation: Organisation;
  readonly names: ReadonlyMap<string, string>;
  readonly pages: ReadonlyMap<string, MessageDoc>;
};

function viewOf(alert: AlertDoc, calls: readonly AlertCallDoc[], scope: Scope): Alert {
  const { organisation, names } = scope;
  const team = organisation.teams?.find(({ id }) => id === alert.team);
  return {
    id: alert._id,
    case: alert.caseId,
    level: alert.level,
    team: { id: alert.team, name: team?.name ?? alert.team },
    tier: alert.tier,
    drill: alert.drill,
    dashboard: organisation.alerts?.[alert.level].dashboard === true,
    raisedAt: alert.raisedAt.toISOString(),
    unansweredAt: alert.unansweredAt?.toISOString() ?? null,
    end: alert.end,
    endedAt: alert.endedAt?.toISOString() ?? null,
    by: alert.by === null ? null : named(alert.by, names),
    calls: calls.map((call) => callView(call, scope)),
  };
}

function callView({ at, tier, people, messages }: AlertCallDoc, { names, pages }: Scope) {
  return {
    at: at.toISOString(),
    tier,
    people: people.map((id) => named(id, names)),
    sent: messages.map(({ id, channel }) => {
      const { person, state = "queued", reason = null } = pages.get(id) ?? {};
      const to = typeof person === "string" ? named(person, names) : null;
      return { channel, person: to, state, reason };
    }),
  };
}

function named(id: string, names: ReadonlyMap<string, string>) {
  return { id, name: names.get(id) ?? id };
}
