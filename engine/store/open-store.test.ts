import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { shippedRelease } from "../../tests/support/shipped-release.js";
import { storeParts, testDatabaseUri } from "../../tests/support/servers.js";
import { findProjectRoot } from "../config.js";
import { ensureIndexes } from "./collections.js";
import { openStore } from "./open-store.js";
import { publishRelease, releaseByNumber, releaseCollection } from "./releases.js";
import type { Store } from "./store.js";
import { insertUser, users } from "./users.js";

describe("the store", () => {
  const uri = testDatabaseUri("open-store");
  let store: Store;
  beforeAll(async () => {
    store = await openStore(uri, storeParts);
    await ensureIndexes(store);
  });
  afterAll(async () => {
    await store.connection.dropDatabase();
    await store.close();
  });

  test("waits for most members and their journals before it says that something is written", () => {
    const { writeConcern, readConcern } = store.connection.getClient().options;
    expect(writeConcern).toMatchObject({ w: "majority", journal: true });
    expect(readConcern).toMatchObject({ level: "majority" });
    const others = sources(join(findProjectRoot(), "engine")).filter(
      (file) =>
        !file.endsWith("open-store.ts") &&
        /writeConcern|[{,]\s*w:/.test(readFileSync(file, "utf8")),
    );
    // Answers kept for repeats, whose loss costs nothing.
    expect(others.map((file) => basename(file))).toEqual(["idempotency-keys.ts"]);
  });

  test("takes an operator that is not ours for a value, and finds nothing by it", async () => {
    await insertUser(store, {
      ...{ _id: "u-1", email: "asha@clinic.example", name: "Asha", passwordHash: "$", roles: [] },
      ...{ active: true, createdAt: new Date() },
    });
    const anything = { $ne: null } as unknown as string;
    await expect(store.of(users).findOne({ email: anything }).lean()).rejects.toThrow(/email/);
    expect(await store.of(users).findOne({ email: "asha@clinic.example" }).lean()).not.toBeNull();
  });

  test("refuses a release that was changed where it lies", async () => {
    const body = await shippedRelease();
    const made = { by: "test", reason: "a test", at: new Date() };
    const { number } = await publishRelease(store, { body, base: 0, ...made });
    const elsewhere = await openStore(uri, storeParts);
    try {
      await store
        .of(releaseCollection)
        .collection.updateOne(
          { _id: number as never },
          { $set: { "body.workflows.0.name": "Something else" } },
        );
      await expect(releaseByNumber(elsewhere, number)).rejects.toMatchObject({
        code: "invalid_definition",
      });
    } finally {
      await elsewhere.close();
    }
  });
});

/** The code below a folder, without its tests. */
function sources(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
    .map((name) => join(folder, name));
}
