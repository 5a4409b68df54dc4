import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { until } from "../../tests/support/clinic.js";
import { type Desk, openDesk, type Person, post } from "../../tests/support/desk.js";
import { testDatabaseUri, testTemporalAddress } from "../../tests/support/servers.js";
import type { CaseDetail, CaseEventLine } from "../protocol/case.js";
import type { ReleaseBody } from "../definition/release.js";

let desk: Desk;
let support: Person;
let porter: Person;
beforeAll(async () => {
  desk = await openDesk(
    { mongodbUri: testDatabaseUri("api-calls"), temporalAddress: testTemporalAddress() },
    { release: withCalls },
  );
  [support, porter] = [await desk.person(["support"]), await desk.person(["porter"])];
});
afterAll(() => desk.close());

const send = (person: Person, path: string, body: unknown, key?: string) =>
  post(desk, path, {
    token: person.token,
    body,
    ...(key === undefined ? {} : { key }),
  });

async function read<Body>(person: Person, path: string): Promise<Body> {
  const { body } = await desk.call("GET", path, { token: person.token });
  return body as unknown as Body;
}

const calls = async (person: Person, id: string) =>
  (await read<{ items: CaseEventLine[] }>(person, `/api/cases/${id}/events`)).items.flatMap(
    ({ call, title }) => (call ? [{ ...call, title }] : []),
  );

const detail = (person: Person, id: string) => read<CaseDetail>(person, `/api/cases/${id}`);

/** A ticket that somebody calls about, opened by support. */
async function called(body: object, key?: string): Promise<string> {
  const made = await send(support, "/api/cases", { workflow: "ticket", ...body }, key);
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  return String(made.body["id"]);
}

describe("a phone call", () => {
  test("opens a ticket that knows who called, is answered by it, and is opened once", async () => {
    const request = {
      data: { description: "The invoice of March is wrong" },
      contact: { phone: "0700 000 771", name: "Amina", language: "sw" },
      call: { outcome: "to_be_followed_up", minutes: 4 },
    };
    const id = await called(request, "the-caller");
    expect(await called(request, "the-caller")).toBe(id);
    const [logged, ...others] = await until("the call in the timeline", async () => {
      const all = await calls(support, id);
      return all.length > 0 && all;
    });
    expect(others).toEqual([]);
    expect(logged).toEqual({
      title: "Log a phone call",
      direction: "they_called",
      answered: true,
      outcome: "to_be_followed_up",
      minutes: 4,
      text: "The invoice of March is wrong",
    });
    const { contact, clocks } = await detail(support, id);
    expect(contact).toMatchObject({
      name: "Amina",
      address: "+254700000771",
      language: "sw",
      channel: "africastalking",
    });
    expect(clocks.map((clock) => clock.id)).toEqual(["resolution"]);
  });

  test("on an open ticket stops the first response, unless nobody answered", async () => {
    const id = await called({
      data: { description: "The invoice of April is wrong" },
      contact: { phone: "+254700000772" },
    });
    await until("the ticket", async () => (await detail(support, id)).turn > 0);
    const missed = await send(support, `/api/cases/${id}/actions/missed_call`, {
      input: { outcome: "no_answer" },
    });
    expect(missed.status).toBe(200);
    const running = async () => (await detail(support, id)).clocks.map((clock) => clock.id);
    await until("the missed call", async () => (await calls(support, id)).length === 1);
    expect(await running()).toContain("first_response");
    const spoken = await send(support, `/api/cases/${id}/actions/call`, {
      input: { direction: "we_called", text: "A new one is on its way", minutes: 3 },
    });
    expect(spoken.status).toBe(200);
    await until("the call", async () => (await calls(support, id)).length === 2);
    expect(await running()).not.toContain("first_response");
    expect(await calls(support, id)).toMatchObject([
      { answered: false, direction: "we_called", outcome: "no_answer", text: "" },
      { answered: true, direction: "we_called", outcome: null, minutes: 3 },
    ]);
  });

  test("of somebody who wants no messages sends none, and still finds the person", async () => {
    const phone = "+254700000773";
    const id = await called({
      data: { description: "The invoice of May is wrong" },
      contact: { phone, messages: false },
      call: {},
    });
    const routed = await until("routing", async () => {
      const now = await detail(support, id);
      return now.state.id === "assigned" && now;
    });
    expect(routed.contact).toMatchObject({ address: phone, channel: "" });
    const said = await send(support, `/api/cases/${id}/actions/reply`, {
      input: { text: "We look into it" },
    });
    expect(said.status).toBe(200);
    await until(
      "the reply",
      async () => (await detail(support, id)).turn >= Number(said.body["turn"]),
    );
    const { items } = await read<{ items: unknown[] }>(support, `/api/cases/${id}/messages`);
    expect(items).toEqual([]);
    const found = await send(support, "/api/contacts/find", { phone: "0700000773" });
    expect(found.body).toEqual({ contact: routed.contact?.id, open: [id], closed: [] });
    const listed = await read<{ items: { id: string }[] }>(
      support,
      `/api/cases?contact=${routed.contact?.id ?? ""}`,
    );
    expect(listed.items.map((row) => row.id)).toEqual([id]);
    // Whoever sees none of a person's cases does not hear of them.
    const elsewhere = await send(porter, "/api/contacts/find", { phone });
    expect(elsewhere.body).toEqual({ contact: null, open: [], closed: [] });
    expect((await send(support, "/api/contacts/find", { phone: "none" })).status).toBe(422);
  });

  test("is told of by its form, or nothing is opened", async () => {
    const request = { workflow: "ticket", data: { description: "The invoice is wrong" } };
    const wrong = await send(support, "/api/cases", { ...request, call: { minutes: "two" } });
    expect(wrong.body["errors"]).toMatchObject([{ pointer: "/call/minutes" }]);
    const foreign = await send(porter, "/api/cases", { ...request, call: {} });
    expect(foreign.body["errors"]).toMatchObject([{ pointer: "/call" }]);
  });

  test("is logged on any kind of case whose workflow says so", async () => {
    const kinds = await read<{ items: { id: string; call: object | null }[] }>(
      porter,
      "/api/workflows",
    );
    expect(Object.fromEntries(kinds.items.map(({ id, call }) => [id, call !== null]))).toEqual({
      ticket: false,
      "lost-property": true,
    });
    const made = await send(porter, "/api/cases", {
      workflow: "lost-property",
      data: { item: "Umbrella", details: "Left in the lobby on Monday, it is green" },
      contact: { phone: "+254700000774" },
      call: {},
    });
    expect(made.status).toBe(201);
    const id = String(made.body["id"]);
    await until("the call in the timeline", async () => (await calls(porter, id)).length === 1);
    // As much as the form of this call takes.
    expect(await calls(porter, id)).toMatchObject([
      { direction: "they_called", text: "Left in the lobby on" },
    ]);
  });
});

/** Lost property in which porters log calls, with a form of its own. */
function withCalls(body: ReleaseBody): ReleaseBody {
  return {
    ...body,
    workflows: body.workflows.map((workflow) =>
      workflow.id === "lost-property"
        ? {
            ...workflow,
            forms: {
              ...workflow.forms,
              phoned: {
                type: "object" as const,
                required: ["direction", "text"],
                additionalProperties: false as const,
                properties: {
                  direction: {
                    type: "string" as const,
                    title: "Who called?",
                    enum: ["they_called", "we_called"],
                    "x-phi": "none" as const,
                  },
                  text: { type: "string" as const, title: "What was said?", maxLength: 20 },
                },
              },
            },
            transitions: {
              ...workflow.transitions,
              phoned: {
                name: "Note a call",
                from: "*" as const,
                by: ["porter"],
                form: "phoned",
                logs: "call" as const,
                commutes: true as const,
              },
            },
          }
        : workflow,
    ),
  };
}
