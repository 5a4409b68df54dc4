import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { people, until } from "../../tests/support/clinic.js";
import { type Desk, openDesk, type Person } from "../../tests/support/desk.js";
import { withParallelWork } from "../../tests/support/parallel-work.js";
import { HALF, type Ramping, rampingAs } from "../../tests/support/ramped.js";
import { testDatabaseUri, testTemporalAddress } from "../../tests/support/servers.js";
import { act } from "../../tests/support/stage.js";
import type { ReleaseBody } from "../definition/release.js";
import type { RampView } from "../protocol/ramp.js";
import { nextCaseId } from "../store/case-ids.js";
import { bindCaseRequest } from "../store/case-requests.js";
import { caseCollection, type CaseDoc, openCasesOf } from "../store/cases.js";
import { contactAt } from "../store/contacts.js";
import { inboxRow } from "../store/inbox.js";
import { rampCollection } from "../store/ramps.js";

let desk: Desk;
let admin: Person;
let { as, current, opened, ramped, ramps, releaseOf, step } = {} as Ramping;
beforeAll(async () => {
  desk = await openDesk(
    {
      mongodbUri: testDatabaseUri("ramped-openings"),
      temporalAddress: testTemporalAddress(),
    },
    { release: withParallelWork },
  );
  admin = await desk.person(["admin"]);
  ({ as, current, opened, ramped, ramps, releaseOf, step } = rampingAs(desk, admin));
});
afterAll(() => desk.close());
beforeEach(() => desk.clinic.store.of(rampCollection).deleteMany({}));

describe("a ramp and the cases that are opened", () => {
  test("reaches cases of its places alone, however they are opened: by staff, by a form, by SMS", async () => {
    const places = { queues: ["billing"], facets: ["category:billing"] };
    const ramp = await ramped({ workflow: "ticket", share: 100, places });
    const byStaff = async (data: object, queue: object = {}) =>
      releaseOf((await opened(data, crypto.randomUUID(), queue)).id);
    expect(await byStaff({ category: "billing" })).toBe(ramp.to);
    expect(await byStaff({}, { queue: "billing" })).toBe(ramp.to);
    expect(await byStaff({ category: "general" })).toBe(ramp.from);
    const byForm = async (phone: string) => {
      const body = {
        submissionId: crypto.randomUUID(),
        phone,
        description: "A bill",
      };
      const headers = { origin: desk.url };
      const reply = await desk.call("POST", "/webhooks/form/ticket", {
        body,
        headers,
      });
      expect(reply.status, reply.text).toBeLessThan(300);
      return releaseOf(await caseOf(phone));
    };
    const bySms = async (phone: string) => {
      await desk.clinic.receive(phone, "Hello");
      return releaseOf(await caseOf(phone));
    };
    expect(await byForm("+254799880001")).toBe(ramp.from);
    expect(await bySms("+254799880003")).toBe(ramp.from);
    const wider = await step(ramp, { step: "widen", share: 100 });
    expect(wider.status).toBe(200);
    expect(await byForm("+254799880002")).toBe(ramp.to);
    expect(await bySms("+254799880004")).toBe(ramp.to);
    await step(wider.body as unknown as RampView, { step: "finish" });
  });

  test("counts for cases that cases open, whichever release their parent follows", async () => {
    const ramp = await ramped({ workflow: "examination", share: 100 });
    expect((await step(ramp, { step: "take_back" })).status).toBe(200);
    const { id } = await desk.clinic.cases.create({
      ...{ workflow: "check-up", contact: null, actor: people.porter },
      ...{ data: { person: "Asha" }, requestId: crypto.randomUUID() },
    });
    expect(await releaseOf(id)).toBe(ramp.to);
    await act(desk.clinic, id, "begin", {}, people.porter);
    const children = await until("three examinations", async () => {
      const docs = await desk.clinic.store
        .of(caseCollection)
        .find({ workflow: "examination" })
        .lean<CaseDoc[]>();
      return docs.length === 3 ? docs : null;
    });
    expect(children.map(({ release }) => release)).toEqual([ramp.from, ramp.from, ramp.from]);
  });

  test("binds the release with the case: a repeated opening has the same, whatever became of the ramp since", async () => {
    const ramp = await ramped({ workflow: "ticket", share: 100 });
    const key = crypto.randomUUID();
    const first = await opened({}, key);
    expect((await step(ramp, { step: "take_back" })).status).toBe(200);
    const again = await opened({}, key);
    expect(again.id).toBe(first.id);
    expect(await releaseOf(first.id)).toBe(ramp.to);
    expect(await releaseOf((await opened()).id)).toBe(ramp.from);
  });

  test("binds it before the case is started: one whose start failed begins under it all the same when it is asked for again", async () => {
    const ramp = await ramped({ workflow: "ticket", share: 100 });
    const { store } = desk.clinic;
    const key = crypto.randomUUID();
    const caseId = await nextCaseId(store, "T");
    await bindCaseRequest(store, key, { caseId, release: ramp.to, at: new Date() });
    expect((await step(ramp, { step: "take_back" })).status).toBe(200);
    expect((await opened({}, key)).id).toBe(caseId);
    expect(await releaseOf(caseId)).toBe(ramp.to);
  });

  test("lets no emergency wait whose words are those of the earlier release alone", async () => {
    const flagged = async (words: readonly string[], ramp?: object) => {
      const { number: baseRelease, body } = await current();
      const ruleSets = body.ruleSets.map((set) =>
        set.id === "ticket-routing"
          ? {
              ...set,
              lists: { ...set.lists, "red-flags-en": [...words] },
              tests: [],
            }
          : set,
      );
      const workflows = body.workflows.map(({ tests: _tests, ...flow }) => flow);
      const definition = { ...body, workflows, ruleSets };
      const reply = await as("POST", "/api/releases", {
        ...{ definition, baseRelease, reason: "Other words" },
        ...(ramp === undefined ? {} : { ramp }),
      });
      expect(reply.status, reply.text).toBe(201);
    };
    const isUrgent = async (text: string) => {
      const id = crypto.randomUUID();
      await desk.clinic.receive("+254799880009", text, id);
      const row = await inboxRow(desk.clinic.store, `sms:${id}`);
      return row?.urgent === true;
    };
    await flagged(["purple spots"]);
    await flagged(["green spots"], { workflow: "ticket", share: 100 });
    expect(await isUrgent("he has green spots")).toBe(true);
    expect(await isUrgent("he has purple spots")).toBe(true);
    expect(await isUrgent("he has spots")).toBe(false);
    const [ramp] = await ramps();
    await step(ramp!, { step: "finish" });
    expect(await isUrgent("now he has purple spots")).toBe(false);
  });

  test("that would divide what cannot be divided, or names what is not there, is refused, and nothing is published", async () => {
    const { number: baseRelease, body } = await current();
    const publish = (definition: ReleaseBody, ramp: object) =>
      as("POST", "/api/releases", {
        definition,
        baseRelease,
        reason: "x",
        ramp,
      });
    const asksMore = body.workflows.map((whole) => {
      if (whole.id !== "ticket") return whole;
      const { openedBy: _ways, tests: _tests, ...flow } = whole;
      const wing = {
        type: "string",
        title: "Wing",
        maxLength: 20,
        "x-phi": "none",
      } as const;
      const properties = { ...flow.data.properties, wing };
      return {
        ...flow,
        data: { ...flow.data, properties, required: ["description", "wing"] },
      };
    });
    for (const [definition, ramp, pointer] of [
      [{ ...body, workflows: asksMore }, HALF, "/ramp/workflow"],
      [body, { workflow: "nothing", share: 5 }, "/ramp/workflow"],
      [body, { ...HALF, places: { queues: [], facets: [] } }, "/ramp/places"],
      [body, { ...HALF, places: { queues: [], facets: ["name:x"] } }, "/ramp/places/facets/0"],
      [body, { ...HALF, rule: { least: 20, percent: 10, ends: ["new"] } }, "/ramp/rule/ends/0"],
    ] as const) {
      const refused = await publish(definition, ramp);
      expect([refused.status, refused.body["errors"]]).toMatchObject([422, [{ pointer }]]);
    }
    expect((await current()).number).toBe(baseRelease);
    expect(await ramps()).toEqual([]);
  });

  test("that changes nothing can be taken back, and does not stand in the way of what is published next", async () => {
    const publish = async () => {
      const { number: baseRelease, body: definition } = await current();
      const reason = "Nothing differs";
      return as("POST", "/api/releases", { definition, baseRelease, reason });
    };
    expect((await publish()).status).toBe(201);
    const { number: to } = await current();
    const begun = await as("POST", "/api/ramps", {
      ...HALF,
      to,
      reason: "Let us see",
    });
    expect(begun.status, begun.text).toBe(201);
    await step(begun.body as unknown as RampView, { step: "take_back" });
    expect((await publish()).status).toBe(201);
  });
});

/** The only open case of a phone. */
function caseOf(phone: string): Promise<string> {
  return until(`the case of ${phone}`, async () => {
    const contact = await contactAt(desk.clinic.store, `sms:${phone}`);
    const [open] = contact ? await openCasesOf(desk.clinic.store, contact._id) : [];
    return open?._id ?? null;
  });
}
