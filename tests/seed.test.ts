import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { seedCommand } from "../engine/seed/command.js";
import { MADE_UP_MESSAGES, MADE_UP_PEOPLE } from "../engine/seed/made-up.js";
import { caseCollection } from "../engine/store/cases.js";
import { users } from "../engine/store/users.js";
import { until } from "./support/clinic.js";
import { type Desk, openDesk } from "./support/desk.js";
import { testDatabaseUri, testTemporalAddress } from "./support/servers.js";

const servers = (name: string) => ({
  mongodbUri: testDatabaseUri(name),
  temporalAddress: testTemporalAddress(),
});

/** What the command says and answers, on the server of a desk. */
async function seed(desk: Desk, token = desk.tokens.admin, more: Record<string, string> = {}) {
  let said = "";
  const write = (text: string): void => {
    said += text;
  };
  const env = { CASEWRIGHT_URL: desk.url, CASEWRIGHT_TOKEN: token, ...more };
  const code = await seedCommand({ args: [], env, write });
  return { code, said };
}

const countOf = async ({ clinic: { store } }: Desk) => [
  await store.of(users).countDocuments({}),
  await store.of(caseCollection).countDocuments({}),
];

describe("casewright seed", () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk(servers("seed"), { sms: "sandbox" });
  });
  afterAll(() => desk.close());

  test("fills a clinic with people and tickets to try it with, says what it made, and makes nothing twice", async () => {
    const [before] = await countOf(desk);
    const [people, cases] = [MADE_UP_PEOPLE.length, MADE_UP_MESSAGES.length];
    const first = await seed(desk);
    expect(first.said).toContain(`${String(people)} people and ${String(cases)} cases were made`);
    expect(first.code).toBe(0);
    expect(await countOf(desk)).toEqual([(before ?? 0) + people, cases]);
    const rows = await until("all are routed", async () => {
      const list = await desk.call("GET", "/api/cases?limit=100", { token: desk.tokens.admin });
      const items = list.body["items"] as { priority: string; state: { id: string } }[];
      return items.every(({ state }) => state.id !== "new") && items;
    });
    expect(rows.filter(({ priority }) => priority === "Emergency")).toHaveLength(1);
    const states = new Set(rows.map(({ state }) => state.id));
    expect([...states].toSorted()).toEqual(["assigned", "emergency", "in_progress", "resolved"]);

    const [, password = ""] = /password is (\S+)/.exec(first.said) ?? [];
    const { email } = MADE_UP_PEOPLE[0] ?? {};
    const signedIn = await desk.call("POST", "/auth/login", { body: { email, password } });
    expect(signedIn.status).toBe(200);

    const second = await seed(desk);
    expect(second).toEqual({ code: 0, said: "0 people and 0 cases were made\n" });
    expect(await countOf(desk)).toEqual([(before ?? 0) + people, cases]);
  });

  test("makes nothing in production, for whoever does not administer the server, or for nobody", async () => {
    const before = await countOf(desk);
    const here = await seed(desk, desk.tokens.admin, { NODE_ENV: "production" });
    expect(here).toEqual({ code: 2, said: "NODE_ENV is production: nothing is made up there.\n" });
    expect((await seed(desk, desk.tokens.support)).said).toContain("who administers the server");
    expect((await seed(desk, "nobody")).code).toBe(2);
    const { mode } = desk.world.config;
    Object.assign(desk.world.config, { mode: "production" });
    try {
      expect((await seed(desk)).said).toContain("This server runs in production");
    } finally {
      Object.assign(desk.world.config, { mode });
    }
    expect(await countOf(desk)).toEqual(before);
  });
});

describe("casewright seed where messages are real", () => {
  test("makes nothing, and says why", async () => {
    const desk = await openDesk(servers("seed-real"), { worker: "none" });
    try {
      const before = await countOf(desk);
      const { code, said } = await seed(desk);
      expect([code, said]).toEqual([2, expect.stringContaining("sends real SMS or e-mail")]);
      expect(await countOf(desk)).toEqual(before);
    } finally {
      await desk.close();
    }
  });
});
