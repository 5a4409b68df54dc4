import { expect, test } from "vitest";
import type { Workload } from "../../../engine/protocol/workload.js";
import { counted, roomFirst } from "./order.js";

const someone = (name: string, rest: Partial<Workload> = {}): Workload => ({
  ...{ id: name, name, load: 0, capacity: 5, status: "free", until: null, queues: [] },
  ...rest,
});

const people = [
  someone("Wanjiru", { status: "away" }),
  someone("Otieno", { status: "full", load: 5 }),
  someone("Njeri", { load: 2 }),
  someone("Brian", { load: 3, capacity: null }),
  someone("Asha", { load: 2 }),
  someone("Chao", { status: "off_duty" }),
];

test("whoever has most room comes first, who is not there last", () => {
  expect(roomFirst(people).map(({ name }) => name)).toEqual([
    ...["Brian", "Asha", "Njeri", "Otieno", "Chao", "Wanjiru"],
  ]);
});

test("people are counted by how they stand", () => {
  expect(counted(people)).toEqual([
    ["free", 3],
    ["full", 1],
    ["off_duty", 1],
    ["away", 1],
  ]);
});
