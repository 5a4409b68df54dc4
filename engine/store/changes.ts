import { alertCollection } from "./alerts.js";
import { eventCollection } from "./events.js";
import { messageCollection } from "./messages.js";
import { noticeCollection } from "./notices.js";
import { parkingCollection } from "./parkings.js";
import type { Store } from "./store.js";

/**
 * Something that screens may want to know: a committed turn, a message whose delivery has moved on, a case that stands
 * still or goes on again, an alert, a notice. Ids only.
 */
export type StoreChange =
  | {
      readonly kind: "turn";
      readonly cursor: string;
      readonly caseId: string;
      readonly turn: number;
      readonly workflow: string;
      readonly state: string;
      readonly queue: string;
      readonly oldQueue: string | null;
    }
  | { readonly kind: "message" | "parking"; readonly cursor: string; readonly caseId: string }
  | {
      /** An alert was raised, answered or ended. */
      readonly kind: "alert";
      readonly cursor: string;
      readonly caseId: string;
      readonly alert: string;
      readonly team: string;
    }
  | {
      /** Somebody has been told something, or has read it. */
      readonly kind: "notice";
      readonly cursor: string;
      readonly person: string;
    };

/** Who is told. */
export type ChangeListener = {
  readonly onChange: (change: StoreChange) => void;
  /** The watch stands, at this cursor; nothing that happens later is missed. Called again only after `onLost`. */
  readonly onOpen: (cursor: string) => void;
  /** Changes may have been missed for good: everybody has to look again. */
  readonly onLost: () => void;
};

/** Pause before a broken watch is opened again. */
const REOPEN_MS = 300;

/** MongoDB's codes for a place in its log that is gone: ChangeStreamHistoryLost, ChangeStreamFatalError, InvalidResumeToken. */
const GONE: readonly unknown[] = [286, 280, 260];

/**
 * Watches what is committed, through restarts of MongoDB, until closed: a broken watch goes on where it was. Only when
 * that place is gone from MongoDB's log does it start afresh and say so.
 */
export function watchChanges(store: Store, listener: ChangeListener): { close(): Promise<void> } {
  let stream: ChangeStream | undefined;
  let place: ResumeToken | undefined;
  const closing = new AbortController();
  const isOpen = () => !closing.signal.aborted;

  async function follow(): Promise<void> {
    stream = openStream(store, place);
    const first = await stream.tryNext();
    if (place === undefined) listener.onOpen(tokenOf(stream.resumeToken)._data);
    if (first) tell(listener, first);
    place = tokenOf(stream.resumeToken);
    for (;;) {
      const change = await stream.next();
      tell(listener, change);
      place = tokenOf(change._id);
    }
  }

  async function keepFollowing(): Promise<void> {
    while (isOpen()) {
      try {
        await follow();
      } catch (error) {
        await stream?.close().catch(() => undefined);
        if (!isOpen()) return;
        if (isGone(error)) {
          place = undefined;
          listener.onLost();
        }
        await new Promise((resolve) => setTimeout(resolve, REOPEN_MS));
      }
    }
  }

  void keepFollowing();
  return {
    close: async () => {
      closing.abort();
      await stream?.close().catch(() => undefined);
    },
  };
}

type ResumeToken = { readonly _data: string };

/** The members that {@link PIPELINE} leaves of a change. */
type Projected = {
  readonly _id: unknown;
  readonly ns: { readonly coll: string };
  readonly documentKey: { readonly _id: unknown };
  readonly fullDocument?: {
    readonly caseId?: string;
    readonly turn?: number;
    readonly workflow?: string;
    readonly state?: string;
    readonly queue?: string;
    readonly oldQueue?: string | null;
    readonly team?: string;
    readonly person?: string;
  };
};

type ChangeStream = {
  readonly resumeToken: unknown;
  tryNext(): Promise<Projected | null>;
  next(): Promise<Projected>;
  close(): Promise<void>;
};

/** Texts and names stay in the database: only these members come out. */
const MEMBERS = [
  ...(["caseId", "turn", "workflow", "state", "queue", "oldQueue"] as const),
  ...(["team", "person"] as const),
];

const PIPELINE = [
  {
    $match: {
      $or: [
        { "ns.coll": eventCollection.name, operationType: "insert" },
        { "ns.coll": messageCollection.name, operationType: "update" },
        { "ns.coll": alertCollection.name, operationType: { $in: ["insert", "update"] } },
        { "ns.coll": noticeCollection.name, operationType: { $in: ["insert", "update"] } },
        {
          "ns.coll": parkingCollection.name,
          operationType: { $in: ["insert", "update", "replace"] },
        },
      ],
    },
  },
  {
    $project: {
      "ns.coll": 1,
      documentKey: 1,
      ...Object.fromEntries(MEMBERS.map((member) => [`fullDocument.${member}`, 1])),
    },
  },
];

function openStream(store: Store, place: ResumeToken | undefined): ChangeStream {
  const { db } = store.connection;
  if (!db) throw new TypeError("the store is not open");
  return db.watch(PIPELINE, {
    fullDocument: "updateLookup",
    ...(place ? { resumeAfter: place } : {}),
  }) as unknown as ChangeStream;
}

function tell({ onChange }: ChangeListener, change: Projected): void {
  const { _id, ns, documentKey, fullDocument } = change;
  if (ns.coll === parkingCollection.name) {
    // A parking goes by the id of its case.
    onChange({ kind: "parking", cursor: tokenOf(_id)._data, caseId: String(documentKey._id) });
    return;
  }
  if (ns.coll === noticeCollection.name) {
    const { person } = fullDocument ?? {};
    if (person !== undefined) onChange({ kind: "notice", cursor: tokenOf(_id)._data, person });
    return;
  }
  const { caseId, turn, workflow, state, queue, oldQueue = null } = fullDocument ?? {};
  // The engine's own answers belong to no case; a document removed meanwhile has nothing to show.
  if (!caseId) return;
  const cursor = tokenOf(_id)._data;
  const { team = "" } = fullDocument ?? {};
  if (ns.coll === alertCollection.name) {
    onChange({ kind: "alert", cursor, caseId, alert: String(documentKey._id), team });
    return;
  }
  if (ns.coll === messageCollection.name) {
    onChange({ kind: "message", cursor, caseId });
    return;
  }
  if (turn === undefined || workflow === undefined || state === undefined || queue === undefined)
    return;
  onChange({ kind: "turn", cursor, caseId, turn, workflow, state, queue, oldQueue });
}

function tokenOf(token: unknown): ResumeToken {
  return token as ResumeToken;
}

function isGone(error: unknown): boolean {
  return error instanceof Error && "code" in error && GONE.includes(error.code);
}
