import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { until } from "../../tests/support/clinic.js";
import { type Desk, openDesk, type Person, type Reply } from "../../tests/support/desk.js";
import { testDatabaseUri, testTemporalAddress } from "../../tests/support/servers.js";
import { caseCollection } from "../store/cases.js";
import { users } from "../store/users.js";

let desk: Desk;
let admin: Person;
let support: Person;
beforeAll(async () => {
  desk = await openDesk({
    mongodbUri: testDatabaseUri("api-cases"),
    temporalAddress: testTemporalAddress(),
  });
  [admin, support] = [await desk.person(["admin"]), await desk.person(["support"])];
});
afterAll(() => desk.close());

const as = (person: Person) => ({
  get: (path: string) => desk.call("GET", path, { token: person.token }),
  send: (method: string, path: string, body: unknown, key?: string) =>
    desk.call(method, path, {
      token: person.token,
      body,
      ...(key === undefined ? {} : { key }),
    }),
});

/** A ticket that rules have sent to its queue. */
async function ticket(description: string): Promise<string> {
  const contact = { phone: "+254700000020", name: "Amina" };
  const made = await as(admin).send("POST", "/tickets", { contact, description });
  expect(made.status).toBe(201);
  const id = String(made.body["id"]);
  await until(`routing of ${id}`, async () => {
    const { body } = await as(admin).get(`/tickets/${id}`);
    return body["status"] === "assigned";
  });
  return id;
}

const queueOf = ({ body }: Reply) => (body["queue"] as { id: string }).id;
const assigneeOf = ({ body }: Reply) => (body["assignee"] as { id: string } | null)?.id ?? null;

describe("tickets at the addresses of the reference documents", () => {
  test("are opened, read back at either address, and listed by what they are", async () => {
    const contact = { phone: "+254700000021", name: "Baraka" };
    const body = { contact, subject: "My bill", description: "The invoice is wrong" };
    const made = await as(admin).send("POST", "/tickets/", body);
    expect([made.status, made.body["status"]]).toEqual([201, "new"]);
    expect(made.body["id"]).toMatch(/^T-[0-9A-Z]{4,}-[0-9A-Z]$/);
    expect(made.headers.get("location")).toBe(`/tickets/${String(made.body["id"])}`);
    const id = String(made.body["id"]);
    const routed = await until("routing", async () => {
      const read = await as(admin).get(`/api/tickets/${id.toLowerCase()}/`);
      return read.body["status"] === "assigned" && read;
    });
    expect(routed.body).toMatchObject({ id, subject: "My bill", open: true, title: "My bill" });
    expect(queueOf(routed)).toBe("billing");
    const listed = await as(admin).get("/api/tickets?status=assigned&queue=billing");
    expect((listed.body["items"] as { id: string }[]).map((item) => item.id)).toContain(id);
    const none = await as(admin).get("/api/tickets?status=closed&queue=billing");
    expect(none.body["items"]).toEqual([]);
  });

  test("refuse what the workflow does not know, and say where", async () => {
    const wrong = await as(admin).send("POST", "/tickets", {
      contact: { phone: "12" },
      subject: 7,
    });
    expect(wrong.status).toBe(422);
    const phone = await as(admin).send("POST", "/tickets", {
      contact: { phone: "not a phone" },
      description: "x",
    });
    expect(phone.body["errors"]).toMatchObject([{ pointer: "/contact/phone" }]);
    const extra = await as(admin).send("POST", "/tickets", { description: "x", escalated: true });
    expect(extra.status).toBe(422);
  });

  test("move by status where the workflow allows it; elsewhere 409 tells what is allowed", async () => {
    const id = await ticket("The invoice is wrong");
    const refused = await as(admin).send("PATCH", `/tickets/${id}`, { status: "closed" });
    expect([refused.status, refused.body["code"]]).toEqual([409, "action_not_allowed"]);
    expect(refused.body["allowedStates"]).toContain("in_progress");
    expect(refused.body["allowedStates"]).not.toContain("closed");
    expect(refused.body["allowed"]).toContain("claim");
    const claimed = await as(admin).send("PATCH", `/tickets/${id}`, { status: "in_progress" });
    expect([claimed.status, claimed.body["status"]]).toEqual([200, "in_progress"]);
    expect(assigneeOf(claimed)).toBe(admin.id);
    const bare = await as(admin).send("PATCH", `/tickets/${id}`, { status: "resolved" });
    expect(bare.status).toBe(409);
    const resolved = await as(admin).send("PUT", `/api/tickets/${id}`, {
      status: "resolved",
      resolution: "A new invoice is on its way",
    });
    expect(resolved.body["status"]).toBe("resolved");
    const closed = await as(admin).send("PATCH", `/tickets/${id}`, { status: "closed" });
    expect(closed.body).toMatchObject({ status: "closed", open: false });
  });

  test("take several changes at once: none undoes another", async () => {
    const id = await ticket("The invoice is wrong");
    const changed = await as(admin).send("PATCH", `/tickets/${id}`, {
      assignee: support.email,
      queue: "support",
      priority: "High",
      status: "in_progress",
    });
    expect(changed.status).toBe(200);
    expect(changed.body).toMatchObject({ status: "in_progress", priority: "High" });
    expect([queueOf(changed), assigneeOf(changed)]).toEqual(["support", support.id]);
    const turn = changed.body["turn"];
    const again = await as(admin).send("PUT", `/tickets/${id}`, {
      assignee: support.id,
      queue: "support",
      priority: "High",
      status: "in_progress",
    });
    expect(again.body["turn"]).toBe(turn);
  });

  test("become an emergency when it is declared, which calls the team, and by no priority alone", async () => {
    const id = await ticket("The invoice is wrong");
    const refused = await as(admin).send("PATCH", `/tickets/${id}`, { priority: "Emergency" });
    expect(refused.status).toBe(422);
    expect(refused.body["errors"]).toMatchObject([{ pointer: "/priority", code: "enum" }]);
    const reason = { reason: "She has taken all of her tablets." };
    const path = `/api/cases/${id}/actions/declare_emergency`;
    expect((await as(support).send("POST", path, { input: reason })).status).toBe(200);
    await until(`the alert about ${id}`, async () => {
      const { body } = await as(admin).get("/api/alerts?status=open&limit=100");
      return (body["items"] as { case: string }[]).some((alert) => alert.case === id);
    });
    const lowered = await as(admin).send("PATCH", `/tickets/${id}`, { priority: "Low" });
    expect([lowered.status, lowered.body["code"]]).toEqual([409, "action_not_allowed"]);
    expect((await as(admin).get(`/tickets/${id}`)).body).toMatchObject({
      status: "emergency",
      priority: "Emergency",
    });
  });

  test("cannot be given to somebody who does not work here", async () => {
    const id = await ticket("The invoice is wrong");
    const body = { assignee: "stranger@clinic.example" };
    const refused = await as(admin).send("PATCH", `/tickets/${id}`, body);
    expect(refused.body["errors"]).toMatchObject([{ pointer: "/assignee" }]);
  });

  test("are voided with a reason by those who may, and stay in the log", async () => {
    const id = await ticket("The invoice is wrong");
    expect((await as(support).send("DELETE", `/tickets/${id}`, {})).status).toBe(403);
    const bare = await as(admin).send("DELETE", `/tickets/${id}`, {});
    expect(bare.body["errors"]).toMatchObject([{ pointer: "/reason" }]);
    const voided = await desk.call("DELETE", `/tickets/${id}?reason=twice`, { token: admin.token });
    expect(voided.body).toMatchObject({ status: "voided", open: false, voidReason: "twice" });
    const { body } = await as(admin).get(`/api/cases/${id}/events`);
    expect((body["items"] as { transition: string }[]).at(-1)?.transition).toBe("void");
  });

  test("are not the only ones: a workflow without any code has its own addresses", async () => {
    const made = await as(admin).send("POST", "/lost-property", {
      contact: { phone: "+254700000022" },
      item: "umbrella",
      details: "In the waiting room",
    });
    expect([made.status, made.body["status"]]).toEqual([201, "reported"]);
    expect((await as(admin).get(`/tickets/${String(made.body["id"])}`)).status).toBe(404);
    expect((await as(admin).get(`/lost-property/${String(made.body["id"])}`)).status).toBe(200);
    expect((await as(admin).get("/api/quantities")).body["items"]).toContainEqual({
      id: "lockers",
      name: "Lockers",
      limit: 1,
      taken: 0,
    });
  });
});

describe("row scope", () => {
  test("shows support no case of another queue, anywhere, unless it is theirs", async () => {
    const id = await ticket("My back hurts");
    const person = await desk.person(["support"]);
    await as(admin).send("PATCH", `/tickets/${id}`, { queue: "medical" });
    const paths = ["", "/events", "/messages", "/actions"].map((end) => `/api/cases/${id}${end}`);
    const missing = await as(person).get("/api/cases/T-0000-0");
    for (const path of [...paths, `/tickets/${id}`]) {
      const { status, body } = await as(person).get(path);
      expect([path, status]).toEqual([path, 404]);
      expect({ ...body, request: "" }).toEqual({ ...missing.body, request: "" });
    }
    const act = `/api/cases/${id}/actions/note`;
    expect((await as(person).send("POST", act, { input: { text: "x" } })).status).toBe(404);
    expect((await as(person).send("PATCH", `/tickets/${id}`, { priority: "Low" })).status).toBe(
      404,
    );
    const { body } = await as(person).get(`/api/cases?text=${id}`);
    expect(body["items"]).toEqual([]);
    expect((await as(person).send("POST", "/api/queues/medical/next", {})).status).toBe(404);

    await as(admin).send("PATCH", `/tickets/${id}`, { assignee: person.id });
    expect((await as(person).get(`/api/cases/${id}`)).status).toBe(200);
    const mine = await as(person).get("/api/cases?assignee=me");
    expect((mine.body["items"] as { id: string }[]).map((item) => item.id)).toEqual([id]);
  });
});

describe("a case", () => {
  test("tells what a person may do now, does it, and shows it in the timeline", async () => {
    const id = await ticket("The invoice is wrong");
    const { body } = await as(support).get(`/api/cases/${id}/actions`);
    const ids = (body["items"] as { id: string }[]).map((item) => item.id);
    expect(ids).toContain("reply");
    expect(ids).not.toContain("void");
    const answer = await as(support).send("POST", `/api/cases/${id}/actions/reply`, {
      input: { text: "We look into it" },
      seenEntry: body["entry"],
    });
    expect(answer.status).toBe(200);
    expect(answer.body["case"]).toMatchObject({ id, turn: answer.body["turn"] });
    const events = await until("the reply in the timeline", async () => {
      const page = await as(support).get(`/api/cases/${id}/events?limit=2&cursor=1`);
      const items = page.body["items"] as { transition: string | null }[];
      return items.length > 0 && page;
    });
    expect(events.body["next"] === null || typeof events.body["next"] === "string").toBe(true);
    const messages = await until("the reply among the messages", async () => {
      const page = await as(support).get(`/api/cases/${id}/messages`);
      const texts = (page.body["items"] as { text: string }[]).map(({ text }) => text);
      return texts.some((text) => text.includes("We look into it")) && texts;
    });
    expect(messages.length).toBeGreaterThan(1);
  });

  test("that changed since somebody looked is shown to them instead of being changed", async () => {
    const id = await ticket("The invoice is wrong");
    const { body } = await as(support).get(`/api/cases/${id}/actions`);
    await as(admin).send("PATCH", `/tickets/${id}`, { status: "in_progress" });
    const late = await as(support).send("POST", `/api/cases/${id}/actions/claim`, {
      input: {},
      seenEntry: body["entry"],
    });
    expect(late.status).toBe(409);
    expect(["case_changed", "action_not_allowed"]).toContain(late.body["code"]);
    expect(late.body["current"]).toMatchObject({ id, state: { id: "in_progress" } });
  });

  test("that does not stand still is not repaired, nor one that is closed", async () => {
    const id = await ticket("Nothing is wrong with this one");
    const repaired = () =>
      as(admin).send("POST", `/api/cases/${id}/repair`, { how: "retry" }, randomUUID());
    expect(await repaired()).toMatchObject({
      ...{ status: 409, body: { code: "action_not_allowed", allowed: [] } },
    });
    const reason = { input: { reason: "It was a test" } };
    await as(admin).send("POST", `/api/cases/${id}/actions/void`, reason, randomUUID());
    const closed = await until("its end", async () => {
      const answer = await repaired();
      return answer.body["code"] === "case_closed" && answer;
    });
    expect(closed.status).toBe(409);
  });

  test("is taken from a queue by one person only", async () => {
    for (const words of ["My invoice is wrong", "Wrong again", "The invoice once more"])
      await ticket(`The invoice: ${words}`);
    const people = [admin, support, await desk.person(["support"])];
    const taken = await Promise.all(
      people.map((person) => as(person).send("POST", "/api/queues/billing/next", {})),
    );
    const got = taken.flatMap(({ status, body }) =>
      status === 200 ? [(body["case"] as { id: string }).id] : [],
    );
    expect([got.length, new Set(got).size]).toEqual([3, 3]);
    const counts = await as(support).get("/api/queues");
    expect((counts.body["items"] as { id: string }[]).map(({ id }) => id)).not.toContain("medical");
    expect(counts.body["elsewhere"]).toContainEqual({ id: "medical", name: expect.any(String) });
  });

  test.each([
    ["move", { queue: "nowhere" }, { pointer: "/input/queue", code: "choice" }],
    ["prioritise", { priority: "Whenever" }, { pointer: "/input/priority", code: "enum" }],
    ["assign", { assignee: "u-nobody" }, { pointer: "/input/assignee", code: "choice" }],
  ])("is not lost by a %s to what is not there", async (action, input, error) => {
    const id = await ticket("The invoice is wrong");
    const before = await as(admin).get(`/api/cases/${id}`);
    const refused = await as(admin).send("POST", `/api/cases/${id}/actions/${action}`, {
      input,
      seenEntry: null,
    });
    expect(refused.status).toBe(422);
    expect(refused.body["errors"]).toMatchObject([error]);
    const after = await as(admin).get(`/api/cases/${id}`);
    expect(after.body).toEqual(before.body);
  });
});

describe("a write under an Idempotency-Key", () => {
  const contact = { phone: "+254700000023" };

  test("sent ten times at once is one case with one answer", async () => {
    const body = { workflow: "ticket", data: { description: "once" }, contact };
    const key = randomUUID();
    const replies = await Promise.all(
      Array.from({ length: 10 }, () => as(admin).send("POST", "/api/cases", body, key)),
    );
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(replies.map(({ text }) => text)).size).toBe(1);
    const later = await as(admin).send("POST", "/api/cases", body, key);
    expect(later.text).toBe(replies[0]?.text);
    const id = String(later.body["id"]);
    await until("the case in the store", async () =>
      desk.clinic.store.of(caseCollection).exists({ _id: id }),
    );
    const found = await desk.clinic.store.of(caseCollection).find().lean();
    expect(found.filter(({ state }) => state.data["description"] === "once")).toHaveLength(1);
  });

  test("with another body is refused, from another person is another write", async () => {
    const key = randomUUID();
    const body = { workflow: "ticket", data: { description: "keyed" }, contact };
    const first = await as(admin).send("POST", "/api/cases", body, key);
    const other = await as(admin).send("POST", "/api/cases", { ...body, priority: "Low" }, key);
    expect([other.status, other.body["code"]]).toEqual([422, "idempotency_key_reused"]);
    const theirs = await as(support).send("POST", "/api/cases", body, key);
    expect(theirs.status).toBe(201);
    expect(theirs.body["id"]).not.toBe(first.body["id"]);
  });

  test("that was refused gives the key back for a corrected request", async () => {
    const key = randomUUID();
    const body = { email: `${key}@clinic.example`, name: "N", password: "long enough" };
    const wrong = await as(admin).send("POST", "/users", { ...body, roles: ["emperor"] }, key);
    expect(wrong.status).toBe(422);
    const right = await as(admin).send("POST", "/users", { ...body, roles: ["support"] }, key);
    expect(right.status).toBe(201);
  });

  test("makes one person of ten parallel requests, without the key nine conflicts", async () => {
    const person = (email: string) => ({
      email,
      name: "N",
      password: "long enough",
      roles: ["support"],
    });
    const key = randomUUID();
    const email = `${key}@clinic.example`;
    const replies = await Promise.all(
      Array.from({ length: 10 }, () => as(admin).send("POST", "/users", person(email), key)),
    );
    expect(new Set(replies.map(({ text }) => text)).size).toBe(1);
    expect(await desk.clinic.store.of(users).countDocuments({ email })).toBe(1);
    const again = await as(admin).send("POST", "/users", person(email));
    expect([again.status, again.body["code"]]).toEqual([409, "already_exists"]);
  });

  test("of an action fires it once however often it is sent", async () => {
    const id = await ticket("The invoice is wrong");
    const key = randomUUID();
    const note = () =>
      as(admin).send("POST", `/api/cases/${id}/actions/note`, { input: { text: "n" } }, key);
    const replies = await Promise.all(Array.from({ length: 5 }, note));
    expect(new Set(replies.map(({ body }) => body["turn"])).size).toBe(1);
  });
});

describe("releases", () => {
  type ReleaseParts = {
    organisation: { queues: { id: string; name: string }[] };
    workflows: { id: string; routes?: unknown; openedBy?: unknown }[];
    ruleSets: { id: string; otherwise: { queue: string } }[];
  };
  const contact = { phone: "+254700000024" };
  type RuleSet = { otherwise: { queue: string }; tests?: unknown[]; id: string };
  const routing = async (): Promise<RuleSet> => {
    const { body } = await as(admin).get("/api/rule-sets");
    const set = (body["items"] as RuleSet[]).find(({ id }) => id === "ticket-routing");
    if (!set) throw new Error("no routing");
    return { ...set, tests: [] };
  };
  const put = (definition: unknown, rest: object = {}) =>
    as(admin).send("PUT", "/api/rule-sets/ticket-routing", {
      definition,
      reason: "test",
      ...rest,
    });

  test("with errors are refused with pointers into the definition", async () => {
    const set = await routing();
    const bad = await put({ ...set, otherwise: { ...set.otherwise, queue: "nowhere" } });
    expect([bad.status, bad.body["code"]]).toEqual([422, "invalid_definition"]);
    expect(bad.body["errors"]).toMatchObject([{ pointer: "/definition/otherwise/queue" }]);
    const shape = await put({ ...set, hit: "last" });
    expect(shape.body["errors"]).toMatchObject([{ pointer: "/definition/hit" }]);
    const id = await put({ ...set, id: "other" });
    expect(id.body["errors"]).toMatchObject([{ pointer: "/definition/id" }]);
  });

  test("change the rules while the system runs: the next ticket follows them, open ones stay", async () => {
    const set = await routing();
    const changed = { ...set, otherwise: { ...set.otherwise, queue: "support" } };
    const before = await ticket("zzz nothing that a rule knows");
    const published = await put(changed);
    expect(published.status).toBe(201);
    const after = await ticket("zzz nothing that a rule knows");
    expect(queueOf(await as(admin).get(`/tickets/${before}`))).toBe("triage");
    expect(queueOf(await as(admin).get(`/tickets/${after}`))).toBe("support");
    const history = await as(admin).get("/api/releases?limit=1");
    expect(history.body["items"]).toMatchObject([
      { number: published.body["number"], reason: "test", by: "admin" },
    ]);
  });

  test("bring a new kind of case with its rules and its queue at once, and stay as they are otherwise", async () => {
    const { body: current } = await as(admin).get("/api/releases/current");
    const definition = JSON.parse(
      JSON.stringify(current["body"])
        .replaceAll('"id":"ticket"', '"id":"complaint"')
        .replaceAll('"workflow":"ticket"', '"workflow":"complaint"')
        .replaceAll('"ticket-routing"', '"complaint-routing"')
        .replaceAll('"prefix":"T"', '"prefix":"C"'),
    ) as ReleaseParts;
    const now = current["body"] as ReleaseParts;
    const added = <Part extends { id: string }>(list: Part[], more: Part[]): Part[] => [
      ...list,
      ...more.filter(({ id }) => list.every((one) => one.id !== id)),
    ];
    const whole = {
      ...now,
      organisation: {
        ...now.organisation,
        queues: [...now.organisation.queues, { id: "complaints", name: "Complaints" }],
      },
      // Addresses belong to one kind of case: those on the web, and those that patients write to.
      workflows: added(now.workflows, definition.workflows).map((workflow) => {
        const { routes: _routes, openedBy: _openedBy, ...others } = workflow;
        return workflow.id === "complaint" ? others : workflow;
      }),
      ruleSets: added(now.ruleSets, definition.ruleSets).map((set) =>
        set.id === "complaint-routing"
          ? { ...set, rules: [], tests: [], otherwise: { ...set.otherwise, queue: "complaints" } }
          : set,
      ),
    };
    const publishing = { definition: whole, reason: "complaints", baseRelease: current["number"] };
    const broken = { ...whole, ruleSets: now.ruleSets };
    const refused = await as(admin).send("POST", "/api/releases", {
      ...publishing,
      definition: broken,
    });
    expect([refused.status, refused.body["code"]]).toEqual([422, "invalid_definition"]);
    const published = await as(admin).send("POST", "/api/releases", publishing);
    expect([published.status, published.body["errors"]]).toEqual([201, undefined]);
    const again = await as(admin).send("POST", "/api/releases", publishing);
    expect([again.status, again.body["code"]]).toEqual([409, "already_exists"]);

    const made = await as(admin).send("POST", "/api/cases", {
      workflow: "complaint",
      data: { description: "I waited for three hours" },
      contact,
    });
    expect(made.status).toBe(201);
    const id = String(made.body["id"]);
    expect(id).toMatch(/^C-/);
    await until(`the queue of ${id}`, async () => {
      const { body } = await as(admin).get(`/api/cases/${id}`);
      return (body["queue"] as { id: string } | undefined)?.id === "complaints";
    });
  });

  test("published at the same time conflict: one wins, the other is told", async () => {
    const current = await as(admin).get("/api/releases/current");
    const set = await routing();
    const publish = (queue: string) =>
      put(
        { ...set, otherwise: { ...set.otherwise, queue } },
        { baseRelease: current.body["number"] },
      );
    const replies = await Promise.all([publish("triage"), publish("billing")]);
    expect(replies.map(({ status }) => status).toSorted()).toEqual([201, 409]);
    expect((await publish("medical")).body["code"]).toBe("already_exists");
  });

  test("can be tried on made-up facts without anything coming of it", async () => {
    const facts = { case: { priority: "Medium" }, data: { description: "chest pain" } };
    const tried = await as(admin).send("POST", "/api/rule-sets/ticket-routing/try", { facts });
    expect(tried.body["decision"]).toMatchObject({ outcome: { queue: "medical" } });
    expect((tried.body["sentences"] as string[]).length).toBeGreaterThan(1);
  });

  test("can be checked as a draft: all that the lint says, and where the shape is wrong", async () => {
    const set = await routing();
    const check = (definition: unknown) =>
      as(admin).send("POST", "/api/rule-sets/ticket-routing/check", { definition });
    const found = await check({ ...set, tests: [], otherwise: { queue: "nowhere" } });
    expect(found.status).toBe(200);
    const findings = found.body["findings"] as { code: string; path: string; severity: string }[];
    expect(findings).toContainEqual(
      expect.objectContaining({ code: "R010", severity: "error", path: "/otherwise/queue" }),
    );
    expect(findings.some(({ severity }) => severity === "warning")).toBe(true);
    const refused = await check({ ...set, hit: "any" });
    expect(refused.status).toBe(422);
    expect(refused.body["errors"]).toEqual([
      expect.objectContaining({ pointer: "/definition/hit" }),
    ]);
  });

  test("can be tried as a draft whose own test fails, to see why", async () => {
    const set = await routing();
    const facts = { case: { priority: "Medium" }, data: { description: "hello" } };
    const tests = [
      { name: "wrong", given: facts, expect: { rule: "red-flag", outcome: { queue: "medical" } } },
    ];
    const definition = { ...set, tests };
    const tried = await as(admin).send("POST", "/api/rule-sets/ticket-routing/try", {
      definition,
      facts,
    });
    expect(tried.body["decision"]).toMatchObject({ outcome: { queue: set.otherwise.queue } });
    const refused = await put(definition, {});
    expect(refused.status).toBe(422);
  });
});
