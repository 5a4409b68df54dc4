import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { choose } from "../../engine/assignment/choose.js";
import { restingStates } from "../../engine/assignment/resting.js";
import {
  assignmentCountCollection,
  type GiveAnswer,
  giveFirst,
  loadsOf,
  waitingLanes,
} from "../../engine/store/assignments.js";
import { caseCollection } from "../../engine/store/cases.js";
import { eventCollection } from "../../engine/store/events.js";
import { type QueueEntryDoc, queueEntryCollection } from "../../engine/store/queue-entries.js";
import { currentRelease } from "../../engine/store/releases.js";
import { operator } from "../../engine/store/store.js";
import { insertUser } from "../../engine/store/users.js";
import { type Clinic, openClinic, people, until } from "../support/clinic.js";
import { testDatabaseUri, testTemporalAddress } from "../support/servers.js";
import { act } from "../support/stage.js";

const servers = (name: string) => ({
  mongodbUri: testDatabaseUri(name),
  temporalAddress: testTemporalAddress(),
});

describe("cases that many give out at the same moment", () => {
  let clinic: Clinic;
  beforeAll(async () => {
    clinic = await openClinic(servers("given"), { worker: "none" });
  });
  afterAll(() => clinic.close());
  beforeEach(async () => {
    await clinic.store.of(queueEntryCollection).deleteMany();
    await clinic.store.of(assignmentCountCollection).deleteMany();
  });

  const NOON = new Date(Date.UTC(2026, 2, 2, 9));
  const entry = (n: number, lane = ""): QueueEntryDoc => ({
    _id: `L-${String(n)}@1`,
    caseId: `L-${String(n)}`,
    entryTurn: 1,
    queue: "lobby",
    rank: n % 3 === 0 ? 0 : 1,
    joinedAt: new Date(NOON.getTime() + n),
    claim: null,
    lane,
    isGiven: false,
    given: null,
    isUnattended: false,
    nobody: null,
  });
  const waiting = (number: number): Promise<unknown> =>
    clinic.store
      .of(queueEntryCollection)
      .insertMany(Array.from({ length: number }, (_, n) => entry(n)));

  /** Gives the first case of a queue to somebody whose capacity is listed. */
  const give = (
    capacities: Readonly<Record<string, number>>,
    queue = "lobby",
  ): Promise<GiveAnswer> =>
    giveFirst(clinic.store, {
      queue,
      lane: "",
      at: NOON,
      people: Object.keys(capacities),
      resting: [],
      choose: (loads, last) =>
        choose(
          "round_robin",
          [],
          Object.entries(capacities).map(([person, capacity]) => ({
            person,
            capacity,
            duty: "there",
            skills: [],
            load: loads.get(person) ?? 0,
            lastGiven: last.get(person) ?? 0,
          })),
        ),
    });

  /** As several workers do: each gives until nothing can be given. */
  async function giveAll(capacities: Readonly<Record<string, number>>): Promise<QueueEntryDoc[]> {
    const workers = Array.from({ length: 6 }, async () => {
      const given: QueueEntryDoc[] = [];
      for (
        let answer = await give(capacities);
        answer.kind === "given";
        answer = await give(capacities)
      )
        given.push(answer.entry);
      return given;
    });
    return (await Promise.all(workers)).flat();
  }

  const countOf = (given: readonly QueueEntryDoc[], person: string) =>
    given.filter((one) => one.given?.person === person).length;

  test("are given once each, and to everybody the same in turn", async () => {
    await waiting(40);
    const given = await giveAll({ a: 99, b: 99, c: 99, d: 99 });
    expect(new Set(given.map(({ _id }) => _id)).size).toBe(40);
    expect(["a", "b", "c", "d"].map((person) => countOf(given, person))).toEqual([10, 10, 10, 10]);
    expect(await give({ a: 99 })).toEqual({ kind: "empty" });
  });

  test("are given to nobody above what they can take, most urgent first, and the rest waits", async () => {
    await waiting(30);
    const given = await giveAll({ a: 1, b: 3, c: 8 });
    expect(["a", "b", "c"].map((person) => countOf(given, person))).toEqual([1, 3, 8]);
    expect(given.filter(({ rank }) => rank === 0)).toHaveLength(10);
    expect(await give({ a: 1, b: 3, c: 8 })).toMatchObject({ kind: "nobody", why: { full: 3 } });
  });

  test("of two queues are given to one person one after the other, so that both see what the other gave", async () => {
    for (let round = 0; round < 10; round += 1) {
      const [one, other] = [entry(2 * round), { ...entry(2 * round + 1), queue: "yard" }];
      await clinic.store.of(queueEntryCollection).insertMany([one, other]);
      const person = `p-${String(round)}`;
      const answers = await Promise.all([give({ [person]: 1 }), give({ [person]: 1 }, "yard")]);
      expect(answers.map(({ kind }) => kind).toSorted()).toEqual(["given", "nobody"]);
      await clinic.store.of(queueEntryCollection).deleteMany();
    }
  });

  test("cost by the number of lines they stand in, not by their own", async () => {
    const many = Array.from({ length: 2_000 }, (_, n) => entry(n, n % 2 === 0 ? "" : "locks"));
    await clinic.store.of(queueEntryCollection).insertMany(many);
    expect((await waitingLanes(clinic.store, "lobby")).toSorted()).toEqual(["", "locks"]);
    const explained = await clinic.store.connection.db?.command({
      explain: {
        distinct: queueEntryCollection.name,
        key: "lane",
        query: { queue: "lobby", isGiven: false, lane: { $gte: "" } },
      },
      verbosity: "executionStats",
    });
    const { totalKeysExamined, totalDocsExamined } = (
      explained as { executionStats: Record<string, number> }
    ).executionStats;
    expect(totalKeysExamined).toBeLessThan(10);
    expect(totalDocsExamined).toBe(0);
  });
});

describe("while workers die between giving a case and telling it", () => {
  /** Cases, people and what each of them can take: fewer places than cases. */
  const [CASES, PEOPLE, CAPACITY] = [16, ["u-a", "u-b", "u-c"], 2] as const;
  let clinic: Clinic;
  let passes = 0;
  beforeAll(async () => {
    clinic = await openClinic(servers("dying"), {
      reached: (place) => {
        if (place !== "assign.after_give") return;
        passes += 1;
        if (passes % 3 === 1) throw new Error("died behind the giving");
      },
      release: (body) => ({
        ...body,
        organisation: {
          ...body.organisation,
          queues: body.organisation.queues.map((queue) =>
            queue.id === "lobby"
              ? { ...queue, assign: { by: "least_loaded", capacity: CAPACITY } }
              : queue,
          ),
        },
      }),
    });
    await clinic.startWorker();
    for (const id of PEOPLE) {
      const user = { _id: id, email: `${id}@clinic.example`, name: id, passwordHash: "none" };
      const rest = { roles: ["porter"], active: true, createdAt: new Date(0) };
      await insertUser(clinic.store, { ...user, ...rest });
    }
  });
  afterAll(() => clinic.close());

  test("every case is given once, nobody has more than they can take, and all are done in the end", async () => {
    const { store } = clinic;
    const ids = await Promise.all(
      Array.from({ length: CASES }, async (_, n) => {
        const { id } = await clinic.cases.create({
          workflow: "lost-property",
          data: { details: "An umbrella" },
          contact: null,
          actor: people.porter,
          requestId: `dying-${String(n)}`,
        });
        return id;
      }),
    );
    const { body } = await currentRelease(store);
    const resting = restingStates(body);
    const open = new Set(ids);
    while (open.size > 0) {
      const done = await until("somebody has a case", async () => {
        const loads = await loadsOf(store, { people: PEOPLE, resting });
        expect(Math.max(0, ...loads.values())).toBeLessThanOrEqual(CAPACITY);
        return store
          .of(caseCollection)
          .findOne({ status: "open", stateId: "searching", assignee: operator({ $ne: null }) })
          .lean();
      });
      await act(clinic, done._id, "give_up", {}, people.porter);
      open.delete(done._id);
      await until(`${done._id} is closed`, async () => {
        const found = await store.of(caseCollection).findById(done._id).lean();
        return found?.status === "closed";
      });
    }
    const given = await store.of(eventCollection).find({ type: "assigned" }).lean();
    expect(given.map(({ caseId }) => caseId).toSorted()).toEqual(ids.toSorted());
    for (const { event } of given)
      if (event.type === "assigned") expect(event.why.load).toBeLessThanOrEqual(CAPACITY);
    expect(await store.of(queueEntryCollection).countDocuments()).toBe(0);
  });
});
