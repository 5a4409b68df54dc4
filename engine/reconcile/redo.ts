import type { DeliverAnswer } from "../../workflows/case/activities.js";
import { adjust } from "../effects/adjust.js";
import { commitRequest } from "../effects/commit.js";
import type { EffectTools } from "../effects/tools.js";
import { byRelease, type OfRelease } from "../interpreter/by-release.js";
import type { Turn } from "../interpreter/turn.js";
import { RESTORED, type RestoredCase } from "../store/after-restore.js";
import { commitTurns } from "../store/commit.js";
import { digestOf } from "../store/events.js";
import type { MessageDoc } from "../store/messages.js";
import { isPublished, releaseByNumber } from "../store/releases.js";
import { startedOnce } from "../store/started-cases.js";
import type { CaseHistory } from "./case-history.js";

/** Turns written in one transaction, as by the case itself. */
const BATCH = 50;

/** How catching up ended: how many turns were written, or why none could be. */
export type Redone = { readonly written: number; readonly unreleased: number } | "fork" | "gap";

/**
 * Writes the turns that MongoDB lacks of a case, as the case had asked for them (rule of durability 13). Its messages are written as
 * what became of them; where nobody knows that they are unknown. Nothing is sent. Turns from the first on that was taken under a release
 * which this database does not have cannot be written: they are counted as `unreleased`.
 */
export async function redo(
  tools: EffectTools,
  caseId: string,
  { history, stored }: { readonly history: CaseHistory; readonly stored: RestoredCase | undefined },
): Promise<Redone> {
  const from = stored?.turn ?? 0;
  const known = history.turns.get(from);
  if (known && known.digest !== (await digestOf(tools.store, caseId, from))) return "fork";
  const turns = [...history.turns.values()]
    .filter(({ turn }) => turn > from)
    .sort((a, b) => a.turn - b.turn);
  if (turns.some(({ turn }, i) => turn !== from + i + 1)) return "gap";
  const written: Turn[] = [];
  for (const part of byRelease(turns, history.release)) {
    if (!(await isPublished(tools.store, part.release))) break;
    await redoUnder(tools, caseId, { ...part, history });
    written.push(...part.turns);
  }
  await redoShared(tools, caseId, written);
  return { written: written.length, unreleased: turns.length - written.length };
}

/** Writes turns that were taken under one release. */
async function redoUnder(
  tools: EffectTools,
  caseId: string,
  { release: number, turns, history }: OfRelease & { readonly history: CaseHistory },
): Promise<void> {
  const release = await releaseByNumber(tools.store, number);
  const { interpreter } = history;
  for (let i = 0; i < turns.length; i += BATCH) {
    const some = turns.slice(i, i + BATCH);
    const request = commitRequest(tools, release, {
      ...{ caseId, release: number, interpreter, turns: some },
    });
    await commitTurns(tools.store, {
      ...request,
      messagesOf: async (turn, state, session) =>
        (await request.messagesOf(turn, state, session)).map((row) => asItEnded(row, history)),
    });
  }
}

/** A message as its case has heard of it; one that nobody knows of may have gone out. */
function asItEnded(message: MessageDoc, { deliveries }: CaseHistory): MessageDoc {
  if (message.state !== "queued") return message;
  const ended = endOf(deliveries.get(message._id));
  return { ...message, ...(ended ?? { state: "unknown", reason: RESTORED }) };
}

/** How a delivery ended; undefined when its case has not heard, or is to try again. */
export function endOf(
  answer: DeliverAnswer | undefined,
): Pick<MessageDoc, "state" | "reason"> | undefined {
  switch (answer?.status) {
    case "accepted":
      return { state: "accepted", reason: null };
    case "failed":
      return { state: "failed", reason: answer.why };
    default:
      return undefined;
  }
}

/** What the turns took of what cases share, and which cases they opened: in rows of their own, which are gone too. */
async function redoShared(
  tools: EffectTools,
  caseId: string,
  turns: readonly Turn[],
): Promise<void> {
  for (const { effects, event } of turns) {
    for (const effect of effects)
      if (effect.kind === "reserve" || effect.kind === "use" || effect.kind === "release")
        await adjust(tools, { caseId, effect });
    if (event.type !== "case_started") continue;
    const { effect: _id, other, at } = event;
    const row = { _id, parent: caseId, caseId: other, release: 0, why: null, at: new Date(at) };
    await startedOnce(tools.store, _id, () => Promise.resolve(row));
  }
}
