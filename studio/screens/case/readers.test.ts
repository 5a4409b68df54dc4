import { expect, test } from "vitest";
import type { AuditEntryView } from "../../../engine/protocol/audit.js";
import { readersOf } from "./readers.js";

const amina = { id: "u-1", name: "Amina" };

function shown(by: AuditEntryView["by"], at: string): AuditEntryView {
  return { by, at } as AuditEntryView;
}

test("what a page asks for at once, and again while it is open, is one look", () => {
  const entries = [
    shown(amina, "2026-03-02T09:30:00.000Z"),
    shown(amina, "2026-03-02T09:05:40.000Z"),
    shown(amina, "2026-03-02T09:05:00.200Z"),
    shown(null, "2026-03-02T09:05:00.100Z"),
    shown(amina, "2026-03-02T09:05:00.000Z"),
  ];
  expect(readersOf(entries)).toEqual([
    { ...amina, times: 2, last: "2026-03-02T09:30:00.000Z" },
    { id: "", name: null, times: 1, last: "2026-03-02T09:05:00.100Z" },
  ]);
});
