import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { storeParts, testDatabaseUri } from "../../tests/support/servers.js";
import { caseCollection, type CaseDoc } from "../store/cases.js";
import { ensureIndexes } from "../store/collections.js";
import type { ConversationDoc } from "../store/conversations.js";
import { openStore } from "../store/open-store.js";
import type { Store } from "../store/store.js";
import { targetOf } from "./target.js";

describe("a message right behind the one that opened a case", () => {
  let store: Store;
  beforeAll(async () => {
    store = await openStore(testDatabaseUri("target"), storeParts);
    await ensureIndexes(store);
  });
  afterAll(async () => {
    await store.connection.dropDatabase();
    await store.close();
  });

  test("goes to that case before its row is there", async () => {
    const target = await targetOf(store, conversation("c1", "T-0001-1"), "Hello?");
    expect(target).toEqual({ kind: "case", caseId: "T-0001-1" });
  });

  test("goes to that case when the row appears after the list of open cases was read", async () => {
    // A list that does not show the row yet: as if the row had been written right after it.
    await insertCase(store, { _id: "T-0002-2", contact: "not-listed-yet", status: "open" });
    const target = await targetOf(store, conversation("c2", "T-0002-2"), "Hello?");
    expect(target).toEqual({ kind: "case", caseId: "T-0002-2" });
  });

  test("opens another case when that one has closed already", async () => {
    await insertCase(store, { _id: "T-0003-3", contact: "c3", status: "closed" });
    const target = await targetOf(store, conversation("c3", "T-0003-3"), "Hello?");
    expect(target).toEqual({ kind: "new" });
  });
});

function conversation(contact: string, opened: string): ConversationDoc {
  return {
    _id: `sms/${contact}`,
    contact,
    endpoint: "sms",
    channel: "africastalking",
    last: 1,
    opened: [opened],
    choice: null,
    lease: null,
  };
}

async function insertCase(
  store: Store,
  { _id, ...members }: Pick<CaseDoc, "_id" | "contact" | "status">,
): Promise<void> {
  const at = new Date(0);
  const row = {
    ...{ workflow: "ticket", release: 1, interpreter: 1, turn: 1, state: {}, stateId: "new" },
    ...{ priority: "Medium", rank: 3, queue: "triage", assignee: null },
    ...{ createdAt: at, updatedAt: at, parked: null, head: "" },
    ...members,
  };
  await store.of(caseCollection).updateOne({ _id }, { $set: row }, { upsert: true });
}
