import { type Caller, seesQueue, seesTeam } from "../api/caller.js";
import type { LiveFrame } from "../protocol/live.js";
import type { CasePlace } from "../store/case-places.js";
import type { StoreChange } from "../store/changes.js";

/** A frame ready to send, with what decides who gets it. Its text is made once, however many get it. */
export type SealedFrame = {
  readonly cursor: string;
  readonly text: string;
  readonly queues: readonly string[];
  readonly assignee: string | null;
  /** The team whose people are told of an alert; null for what concerns a case. */
  readonly team: string | null;
  /** The person whose notice it is; absent for what is not one's own. */
  readonly person?: string;
};

/** The frame for a change; null for a message or parking of a case that is not there. */
export function sealedFrame(change: StoreChange, place: CasePlace | undefined): SealedFrame | null {
  if (change.kind === "alert") return sealedAlert(change);
  if (change.kind === "notice") return sealedNotice(change);
  const frame = frameOf(change, place);
  if (!frame) return null;
  const queues = frame.oldQueue === null ? [frame.queue] : [frame.queue, frame.oldQueue];
  return {
    cursor: frame.cursor,
    text: JSON.stringify(frame),
    queues,
    assignee: place?.assignee ?? null,
    team: null,
  };
}

function sealedAlert({
  cursor,
  alert,
  team,
}: Extract<StoreChange, { kind: "alert" }>): SealedFrame {
  const frame: LiveFrame = { type: "alert", cursor, alert };
  return { cursor, text: JSON.stringify(frame), queues: [], assignee: null, team };
}

function sealedNotice({ cursor, person }: Extract<StoreChange, { kind: "notice" }>): SealedFrame {
  const frame: LiveFrame = { type: "notice", cursor };
  return { cursor, text: JSON.stringify(frame), queues: [], assignee: null, team: null, person };
}

/**
 * Whether a person is told: the case is or was in one of their queues, or is assigned to them; an alert calls one of their
 * teams; a notice is theirs.
 */
export function maySee(caller: Caller, { queues, assignee, team, person }: SealedFrame): boolean {
  if (!caller.permissions.has("case.read")) return false;
  if (person !== undefined) return person === caller.user.id;
  if (team !== null) return seesTeam(caller, team);
  return queues.some((queue) => seesQueue(caller, queue)) || assignee === caller.user.id;
}

type Changed = Extract<LiveFrame, { type: "changed" }>;

function frameOf(
  change: Exclude<StoreChange, { kind: "alert" | "notice" }>,
  place: CasePlace | undefined,
): Changed | null {
  if (change.kind === "turn") {
    const { cursor, caseId, workflow, turn, queue, oldQueue, state } = change;
    return {
      type: "changed",
      cursor,
      case: caseId,
      workflow,
      turn,
      queue,
      oldQueue,
      state,
      messages: false,
    };
  }
  if (!place) return null;
  return {
    type: "changed",
    cursor: change.cursor,
    case: change.caseId,
    workflow: place.workflow,
    turn: place.turn,
    queue: place.queue,
    oldQueue: null,
    state: place.stateId,
    messages: change.kind === "message",
  };
}
