import { expect, test } from "vitest";
import type { Calendar } from "../engine/definition/calendar.js";
import { employ, given, giving, holderOf, report, saying } from "./support/assignment.js";
import { openClinic } from "./support/clinic.js";
import { testDatabaseUri, testTemporalAddress } from "./support/servers.js";

/** A shift that begins at an instant of some day and lasts until midnight; its zone is one where that is no hour of the night. */
function shiftFrom(begins: number): Calendar {
  const hours = new Date(begins).getUTCHours() < 12 ? 6 : -6;
  const zone = hours > 0 ? "Etc/GMT-6" : "Etc/GMT+6";
  const from = new Date(begins + hours * 3_600_000).toISOString().slice(11, 16);
  const day = [`${from}-24:00`];
  const week = { mon: day, tue: day, wed: day, thu: day, fri: day, sat: day, sun: day };
  return { kind: "calendar", spec: 1, id: "shift", name: "Shift", zone, workday: "PT8H", week };
}

test("a queue whose people have gone home gives out what waits when the next shift begins, and not before", async () => {
  const MINUTE = 60_000;
  const begins = Math.ceil(Date.now() / MINUTE) * MINUTE + MINUTE;
  const shift = shiftFrom(begins);
  let now = () => begins - 1;
  const clinic = await openClinic(
    { mongodbUri: testDatabaseUri("shift"), temporalAddress: testTemporalAddress() },
    {
      worker: "none",
      release: (body) => ({
        ...giving(body, { by: "round_robin" }),
        calendars: [...(body.calendars ?? []), shift],
      }),
    },
  );
  await clinic.startWorker({ now: () => now() });
  await employ(clinic, "u-asha", { hours: shift.id });
  const ids = [await report(clinic), await report(clinic)];
  for (const id of ids) {
    const told = await saying(clinic, id, "nobody_available");
    expect(told.note).toBe("Of 1 person: 1 off duty");
    expect(await holderOf(clinic, id)).toBeNull();
  }
  // From here on nothing happens but that time goes by.
  const since = performance.now();
  now = () => begins - 1_000 + performance.now() - since;
  expect(await Promise.all(ids.map((id) => given(clinic, id)))).toEqual(["u-asha", "u-asha"]);
  expect(now()).toBeGreaterThanOrEqual(begins);
  await clinic.close();
});
