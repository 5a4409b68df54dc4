import { caseCollection } from "./cases.js";
import { queueEntryCollection } from "./queue-entries.js";
import { releaseCollection } from "./releases.js";
import type { Store } from "./store.js";
import { users } from "./users.js";
import { keepWatching, type Watch } from "./watch.js";

/** Members of a case whose change may free somebody, or bring work. */
const MEMBERS = ["assignee", "stateId", "status"] as const;

/** What may make it possible to give a case to somebody: a new case in line, one that is done, other people, another release. */
const PIPELINE = [
  {
    $match: {
      $or: [
        { "ns.coll": queueEntryCollection.name, operationType: "insert" },
        { "ns.coll": users.name, operationType: { $in: ["insert", "update", "replace"] } },
        { "ns.coll": releaseCollection.name, operationType: "insert" },
        {
          "ns.coll": caseCollection.name,
          operationType: "update",
          $or: MEMBERS.map((member) => ({
            [`updateDescription.updatedFields.${member}`]: { $exists: true },
          })),
        },
      ],
    },
  },
  { $project: { _id: 1 } },
];

/**
 * Calls back whenever it may have become possible to give a case to somebody, as long as MongoDB lets us watch; what a broken
 * watch misses a round by the clock finds.
 */
export function watchFreed(store: Store, ring: () => void): Watch {
  return keepWatching(() => open(store), ring);
}

function open({ connection: { db } }: Store) {
  if (!db) throw new TypeError("the store is not open");
  return db.watch(PIPELINE);
}
