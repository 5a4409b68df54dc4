import type { AuditEntryView } from "../../../engine/protocol/audit.js";

/** What a page asks for at once, and again while somebody looks at it, comes within so long of one another: one look. */
const LOOK_MS = 60_000;

/** Somebody who has been shown a case: how often they looked, and when last. `name` is null for the patient. */
export type Reader = {
  readonly id: string;
  readonly name: string | null;
  readonly times: number;
  readonly last: string;
};

/** The people behind entries that come newest first, whoever looked last first. */
export function readersOf(entries: readonly AuditEntryView[]): readonly Reader[] {
  const readers = new Map<string, Reader>();
  const before = new Map<string, number>();
  for (const { by, at } of entries) {
    const id = by?.id ?? "";
    const known = readers.get(id) ?? { id, name: by?.name ?? null, times: 0, last: at };
    const looked = Date.parse(at);
    const isAnother = (before.get(id) ?? Infinity) - looked > LOOK_MS;
    before.set(id, looked);
    readers.set(id, isAnother ? { ...known, times: known.times + 1 } : known);
  }
  return [...readers.values()];
}
