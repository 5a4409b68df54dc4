import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  adjustLedger,
  ledgerCollection,
  type LedgerOrder,
  quantityCollection,
  takenQuantities,
} from "../../engine/store/ledger.js";
import type { LedgerAnswer } from "../../engine/interpreter/effect.js";
import { act, lostProperty, quiet, viewOf } from "../support/stage.js";
import { type Clinic, openClinic, people, until } from "../support/clinic.js";
import { testDatabaseUri, testTemporalAddress } from "../support/servers.js";

const servers = () => ({
  mongodbUri: testDatabaseUri("rule-7"),
  temporalAddress: testTemporalAddress(),
});

describe("the ledger of what cases share", () => {
  let clinic: Clinic;
  beforeAll(async () => {
    clinic = await openClinic(servers(), { worker: "none" });
  });
  afterAll(() => clinic.close());
  beforeEach(async () => {
    await clinic.store.of(quantityCollection).deleteMany();
    await clinic.store.of(ledgerCollection).deleteMany();
  });

  const NOON = Date.UTC(2026, 2, 2, 9);
  const hold = (minutes: number) => new Date(NOON + minutes * 60_000);
  const beds = (until: Date | null = null): LedgerOrder => ({
    kind: "reserve",
    quantity: "beds",
    amount: 1,
    until,
    limit: 3,
  });

  /** An order of the n-th turn of a case, as its effect places it. */
  function order(caseId: string, turn: number, what: LedgerOrder, minutes = 0) {
    const request = { id: `${caseId}.${String(turn)}.0`, caseId, turn, order: what };
    return adjustLedger(clinic.store, { ...request, at: hold(minutes) });
  }

  async function taken(): Promise<number | undefined> {
    return (await takenQuantities(clinic.store)).get("beds");
  }

  test("never gives away more than there is, however many ask at once, and how often", async () => {
    const asking = Array.from({ length: 36 }, (_, n) => order(`L-${String(n % 12)}`, 2, beds()));
    const answers = await Promise.all(asking);
    const first = answers.slice(0, 12);
    expect(first.filter((answer) => answer === "reserved")).toHaveLength(3);
    expect(first.filter((answer) => answer === "refused")).toHaveLength(9);
    expect(answers).toEqual([...first, ...first, ...first]);
    expect(await taken()).toBe(3);
  });

  test("answers a repeat as it answered first, whatever has happened since", async () => {
    await order("L-1", 2, beds());
    for (const other of ["L-2", "L-3"]) await order(other, 2, beds());
    expect(await order("L-4", 2, beds())).toBe("refused");
    await order("L-1", 3, { kind: "release", of: { quantity: "beds" } });
    expect(await order("L-4", 2, beds())).toBe("refused");
    expect(await order("L-1", 2, beds())).toBe("reserved");
    expect(await taken()).toBe(2);
  });

  test("a release that comes twice gives back once, and never what was taken after it", async () => {
    const release: LedgerOrder = { kind: "release", of: "everything" };
    await order("L-1", 2, beds());
    expect(await order("L-1", 3, release)).toBe("released");
    await order("L-1", 4, beds());
    await order("L-1", 3, release);
    expect(await taken()).toBe(1);
    await clinic.store.of(ledgerCollection).deleteOne({ _id: "L-1.3.0" });
    await order("L-1", 3, release);
    expect(await taken()).toBe(1);
  });

  test("takes an amount whole or not at all", async () => {
    const two: LedgerOrder = {
      kind: "reserve",
      quantity: "beds",
      amount: 2,
      until: null,
      limit: 3,
    };
    expect(await order("L-1", 2, two)).toBe("reserved");
    expect(await order("L-2", 2, two)).toBe("refused");
    expect(await taken()).toBe(2);
  });

  test("a hold that has run out goes to the first who asks, and to nobody else", async () => {
    for (const id of ["L-1", "L-2", "L-3"]) await order(id, 2, beds(hold(30)));
    expect(await order("L-4", 2, beds(), 29)).toBe("refused");
    await order("L-2", 3, { kind: "use", quantity: "beds" }, 29);
    const late = ["L-5", "L-6", "L-7", "L-8", "L-9"].map((id) => order(id, 2, beds(), 31));
    const answers = await Promise.all(late);
    expect(answers.filter((answer) => answer === "reserved")).toHaveLength(2);
    expect(await taken()).toBe(3);
  });

  test("what was used in time never goes back, and what was not cannot be used any more", async () => {
    const use: LedgerOrder = { kind: "use", quantity: "beds" };
    const release: LedgerOrder = { kind: "release", of: "everything" };
    await order("L-1", 2, beds(hold(30)));
    await order("L-2", 2, beds(hold(30)));
    expect(await order("L-1", 3, use, 29)).toBe("used");
    expect(await order("L-2", 3, use, 31)).toBe("refused");
    await order("L-1", 4, release, 32);
    await order("L-2", 4, release, 32);
    expect(await taken()).toBe(1);
  });
});

describe("cases that share", () => {
  let clinic: Clinic;
  let dies: boolean;
  beforeAll(async () => {
    dies = true;
    clinic = await openClinic(servers(), {
      // The answer is lost once behind every change: the activity comes again.
      reached: (place) => {
        if (place !== "ledger.after") return;
        dies = !dies;
        if (!dies) throw new Error("died behind the ledger");
      },
    });
  });
  afterAll(() => clinic.close());

  const PHONE = "+254700000077";

  async function found(): Promise<string> {
    const id = await lostProperty(clinic, PHONE, "My passport");
    await act(clinic, id, "find", { shelf: 1 }, people.porter);
    return id;
  }

  const lockerOf = (id: string) =>
    until(`an answer about a locker for ${id}`, async () => {
      const { locked } = (await viewOf(clinic, id)).state.data;
      return locked === undefined ? null : { locked };
    });

  const labelOf = (id: string) =>
    until(
      `a label for ${id}`,
      async () => (await viewOf(clinic, id)).state.data["labelled"] ?? null,
    );

  async function takenLockers(): Promise<number | undefined> {
    return (await takenQuantities(clinic.store)).get("lockers");
  }

  test("get the only locker one after the other: who closes makes room, though every answer is lost once", async () => {
    const first = await found();
    expect(await lockerOf(first)).toEqual({ locked: true });
    expect(await labelOf(first)).toBe(true);
    const second = await found();
    expect(await lockerOf(second)).toEqual({ locked: false });
    expect(await takenLockers()).toBe(1);

    const back = { receivedBy: "Asha", identityChecked: true };
    await act(clinic, first, "hand_back", back, people.porter);
    await quiet(clinic, first);
    expect(await takenLockers()).toBe(0);
    const third = await found();
    expect(await lockerOf(third)).toEqual({ locked: true });
    expect(await takenLockers()).toBe(1);
    const answers = await clinic.store.of(ledgerCollection).distinct("answer");
    expect(new Set(answers)).toEqual(
      new Set<LedgerAnswer>(["reserved", "refused", "used", "released"]),
    );
  });
});
