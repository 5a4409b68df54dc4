import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { until } from "../../tests/support/clinic.js";
import { type Desk, openDesk, type Person } from "../../tests/support/desk.js";
import { testDatabaseUri, testTemporalAddress } from "../../tests/support/servers.js";
import type { AuditList } from "../protocol/audit.js";
import { auditCollection, listAudit } from "../store/audit.js";
import { makeLink } from "../store/links.js";
import { currentRelease } from "../store/releases.js";
import { isSealed } from "../store/sealing/envelope.js";
import { documentRoutesOf } from "./document-routes.js";
import type { Route } from "./route.js";
import { ROUTES } from "./routes/index.js";

const NOTE = "zq-canary-note";
const NAME = "Quillabrax Wandersmythe";
const PHONE = "+254799887744";

let desk: Desk;
let person: Person;
let routes: readonly Route[];
beforeAll(async () => {
  desk = await openDesk(
    { mongodbUri: testDatabaseUri("audit"), temporalAddress: testTemporalAddress() },
    { sms: "sandbox" },
  );
  person = await desk.person(["admin"]);
  routes = [...ROUTES, ...documentRoutesOf(await currentRelease(desk.clinic.store)).routes];
});
afterAll(() => desk.close());

async function opened(): Promise<string> {
  const { body } = await desk.call("POST", "/api/cases", {
    token: desk.tokens.admin,
    body: {
      workflow: "ticket",
      data: { description: NOTE, name: NAME },
      contact: { phone: PHONE, name: NAME },
    },
  });
  const id = String(body["id"]);
  await until("routing", async () => {
    const { items } = await list(`/api/cases?text=${id}`, desk.tokens.admin);
    return (items as readonly { turn: number }[]).some(({ turn }) => turn >= 2);
  });
  return id;
}

const list = async (path: string, token: string) =>
  (await desk.call("GET", path, { token })).body as { items: readonly unknown[] };

const trail = async (query: string) =>
  (await desk.call("GET", `/api/audit?${query}`, { token: desk.tokens.admin }))
    .body as unknown as AuditList;

/** The cookie of a patient who follows a case. */
async function tracking(caseId: string): Promise<string> {
  const token = await makeLink(desk.clinic.store, { caseId, at: new Date() });
  const { headers } = await desk.call("POST", "/api/public/track/open", { body: { token } });
  return (headers.get("set-cookie") ?? "").split(";")[0] ?? "";
}

/** What a route is asked besides its address; the others are asked with nothing. */
function askedOf({ id }: Route): { readonly body?: unknown; readonly query?: string } {
  const contact = { phone: PHONE, name: NAME };
  switch (id) {
    case "createCase":
      return { body: { workflow: "ticket", data: { description: NOTE }, contact } };
    case "createTicket":
      return { body: { description: NOTE, contact } };
    case "changeTicket":
    case "putTicket":
      return { body: { priority: "High" } };
    case "listSlaCases":
      return { query: "?number=running" };
    case "removeTicket":
      return { query: "?reason=duplicate" };
    case "actOnCase":
      return { body: { input: { text: NOTE } } };
    default:
      return {};
  }
}

/** Shapes of answers that hold what a patient said or is called. */
const PERSONAL = [
  ...["CaseRow", "CaseDetail", "CaseEvent", "Message", "Tracking", "CaseHold"],
  ...["CaseJourney", "DecisionReasons"],
  ...["Ticket", "TicketRow"],
];

const mayDisclose = ({ answers, discloses }: Route): boolean =>
  discloses !== "nothing" &&
  PERSONAL.some((name) => JSON.stringify(answers).includes(`"$id":"${name}"`));

describe("the audit trail", () => {
  test("holds every answer with a patient's data, whatever the route, and no other", async () => {
    const { store } = desk.clinic;
    const shown: string[] = [];
    const written: string[] = [];
    for (const route of routes) {
      if (["Webhooks", "Sandbox", "Lost property", "Sign-in"].includes(route.group)) continue;
      const caseId = await caseFor(route);
      const path = route.path
        .replace(":id", caseId)
        .replace(":action", "note")
        .replace(":decision", `${caseId}.1.1`)
        .replace(":queue", "triage")
        .replace(":number", "1")
        .replace(/:\w+/, "x");
      const before = new Date();
      const { body, query = "" } = askedOf(route);
      const reply = await desk.call(route.method, path + query, {
        ...(route.permission === "patient"
          ? { headers: { cookie: await tracking(caseId) } }
          : { token: person.token }),
        ...(body === undefined ? {} : { body }),
      });
      const entries = await listAudit(
        store,
        { route: route.id, from: before, what: "read" },
        { limit: 10, after: null },
      );
      const holds = [NOTE, NAME, PHONE].some((text) => reply.text.includes(text));
      if (holds) shown.push(route.id);
      if (entries.some(({ subjects }) => subjects.length > 0)) written.push(route.id);
    }
    expect(shown.filter((id) => !written.includes(id))).toEqual([]);
    const may = routes.filter(mayDisclose).map(({ id }) => id);
    expect(written.filter((id) => !may.includes(id))).toEqual(SHOWS_LITTLE);
    // No promise may be running just now, behind which a case could be shown, and no case stands still.
    const quiet = ["listSlaCases", "listParkedCases"];
    expect(may.filter((id) => !written.includes(id) && !quiet.includes(id))).toEqual([]);
  });

  /** A case that nobody has touched, for what changes it. */
  async function caseFor({ method, path }: Route): Promise<string> {
    shared ??= await opened();
    return method === "GET" || !path.includes(":id") ? shared : opened();
  }
  let shared: string | undefined;
  /** What they answer follows from a patient's data. */
  const SHOWS_LITTLE = [
    ...["listCaseClocks", "listCaseLinks", "readCaseTest", "listCaseActions"],
    ...["listCaseSuggestions", "listCaseTakers", "readCaseRepair"],
  ];

  test("says who it was, when, by which call, from where and in which session, and holds no word of the patient's", async () => {
    const id = await opened();
    await desk.call("GET", `/api/cases/${id}`, { token: person.token });
    const { items } = await trail(`subject=${id.toLowerCase()}&by=${person.id}&route=readCase`);
    expect(items).toMatchObject([
      {
        ...{ what: "read", by: { id: person.id, name: "admin" }, route: "readCase" },
        ...{ session: expect.any(String) as string, address: "127.0.0.1", reason: null },
        kinds: expect.arrayContaining(["cases", "contacts"]) as string[],
      },
    ]);
    expect(items[0]?.subjects).toContain(id);
    const { connection } = desk.clinic.store;
    const raw = await connection.collection(auditCollection.name).find({ by: person.id }).toArray();
    expect(raw.every(({ address }) => isSealed(address))).toBe(true);
    expect([NOTE, NAME, PHONE].some((text) => JSON.stringify(raw).includes(text))).toBe(false);
  });

  test("does not hold who was refused, but who was shown a case with a refusal", async () => {
    const id = await opened();
    const porter = await desk.person(["gone"]);
    const hidden = await desk.call("GET", `/api/cases/${id}`, { token: porter.token });
    expect(hidden.status).toBe(403);
    const refused = await desk.call("POST", `/api/cases/${id}/actions/close`, {
      token: person.token,
      body: {},
    });
    expect([refused.status, refused.body["code"]]).toEqual([409, "action_not_allowed"]);
    const { items } = await trail(`subject=${id}`);
    const readers = items.map(({ by, route }) => `${by?.id ?? ""} ${route}`);
    expect(readers).toContain(`${person.id} actOnCase`);
    expect(readers.some((reader) => reader.startsWith(porter.id))).toBe(false);
  });

  test("is read in pages, newest first, by those alone who may", async () => {
    const id = await opened();
    for (let i = 0; i < 5; i += 1)
      await desk.call("GET", `/api/cases/${id}/messages`, { token: person.token });
    const all = await trail(`subject=${id}&route=listCaseMessages`);
    const pages: string[] = [];
    for (let cursor: string | null = ""; cursor !== null;) {
      const more: string = cursor === "" ? "" : `&cursor=${cursor}`;
      const page: AuditList = await trail(`subject=${id}&route=listCaseMessages&limit=2${more}`);
      pages.push(...page.items.map((entry) => entry.id));
      cursor = page.next;
    }
    expect(pages).toEqual(all.items.map((entry) => entry.id));
    expect(pages).toHaveLength(5);
    const times = all.items.map(({ at }) => at);
    expect(times).toEqual(times.toSorted().toReversed());
    const denied = await desk.call("GET", "/api/audit", { token: desk.tokens.support });
    expect(denied.status).toBe(403);
    const wrong = await desk.call("GET", "/api/audit?cursor=abc", { token: desk.tokens.admin });
    expect([wrong.status, wrong.body["code"]]).toEqual([400, "invalid_request"]);
  });

  test("comes first: what cannot be written down is not shown", async () => {
    const id = await opened();
    const { audit } = desk.world;
    const broken = { add: () => Promise.reject(new Error("no disk")) };
    Object.assign(desk.world, { audit: broken });
    const reply = await desk.call("GET", `/api/cases/${id}`, { token: person.token });
    Object.assign(desk.world, { audit });
    expect(reply.status).toBe(500);
    expect(reply.text).not.toContain(NOTE);
  });
});
