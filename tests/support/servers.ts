import { randomUUID } from "node:crypto";
import { inject } from "vitest";

/**
 * A database of its own for one test file: the address of the shared MongoDB with a name that no other run has.
 * @param name a word that tells whose it is; letters, digits and dashes
 */
export function testDatabaseUri(name: string): string {
  const uri = new URL(inject("mongodbUri"));
  uri.pathname = `/${name.slice(0, 40)}-${randomUUID().slice(0, 8)}`;
  return uri.href;
}

/** What opens a store in a test that has no configuration of its own. */
export const storeParts = {
  keys: { dataKey: "one-data-key-for-tests-of-32-characters" },
  alarm: () => undefined,
};

/** `host:port` of the shared Temporal, namespace `default`. */
export function testTemporalAddress(): string {
  return inject("temporalAddress");
}

/** A task queue that no other test and no other run polls. */
export function testTaskQueue(): string {
  return `test-${randomUUID()}`;
}
