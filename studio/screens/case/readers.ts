import type { AuditEntryView } from "../../../engine/protocol/audit.js";

/** Somebody who has been shown a case: how often, and when last. `name` is null for the patient. */
export type Reader = {
  readonly id: string;
  readonly name: string | null;
  readonly times: number;
  readonly last: string;
};

/** The people behind entries that come newest first, whoever looked last first. */
export function readersOf(entries: readonly AuditEntryView[]): readonly Reader[] {
  const readers = new Map<string, Reader>();
  for (const { by, at } of entries) {
    const id = by?.id ?? "";
    const known = readers.get(id) ?? { id, name: by?.name ?? null, times: 0, last: at };
    readers.set(id, { ...known, times: known.times + 1 });
  }
  return [...readers.values()];
}
