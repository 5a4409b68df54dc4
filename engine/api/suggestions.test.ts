import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { until } from "../../tests/support/clinic.js";
import { type Desk, openDesk, type Person, post } from "../../tests/support/desk.js";
import { testDatabaseUri, testTemporalAddress } from "../../tests/support/servers.js";
import type { ReleaseBody } from "../definition/release.js";
import type { SuggestedAnswer } from "../protocol/suggestion.js";

let desk: Desk;
let support: Person;
let porter: Person;
beforeAll(async () => {
  desk = await openDesk({
    mongodbUri: testDatabaseUri("suggestions"),
    temporalAddress: testTemporalAddress(),
  });
  [support, porter] = [await desk.person(["support"]), await desk.person(["porter"])];
});
afterAll(() => desk.close());

async function open(person: Person, body: object): Promise<string> {
  const made = await post(desk, "/api/cases", { token: person.token, body });
  expect(made.status, made.text).toBe(201);
  return String(made.body["id"]);
}

async function offered(person: Person, id: string): Promise<readonly SuggestedAnswer[]> {
  const reply = await desk.call("GET", `/api/cases/${id}/suggestions`, { token: person.token });
  expect(reply.status).toBe(200);
  return reply.body["items"] as readonly SuggestedAnswer[];
}

const names = async (person: Person, id: string) =>
  (await offered(person, id)).map(({ id: template }) => template);

describe("answers that staff are offered", () => {
  test("fit the category and the words of the case, and what the person wrote last", async () => {
    const phone = "+254700000881";
    const id = await open(support, {
      workflow: "ticket",
      data: { description: "My bill is wrong" },
      contact: { phone },
    });
    await until("the rules to choose a category", async () => {
      return (await names(support, id)).includes("answer-bill");
    });
    expect(await names(support, id)).toEqual(["answer-bill"]);
    await desk.clinic.receive(phone, `${id} and I have lost my password too`);
    await until("the new message to count", async () => (await names(support, id)).length === 2);
    expect(await names(support, id)).toEqual(["answer-bill", "answer-password"]);
    await desk.clinic.receive(phone, `${id} found it again`);
    await until("the last message to count", async () => (await names(support, id)).length === 1);
  });

  test("come in the language of the person, in every workflow, to those who can act on it", async () => {
    const id = await open(porter, {
      workflow: "lost-property",
      data: { details: "My passport, near the door", kind: "document" },
      contact: { phone: "+254700000882", language: "sw" },
    });
    const [answer, ...others] = await offered(porter, id);
    expect(others).toEqual([]);
    expect(answer).toEqual({
      id: "lp-collect",
      name: "Where to collect a document",
      text: "Hati zinahifadhiwa mapokezi ya Sunrise Clinic. Leta kitu chenye picha yako.",
      language: "sw",
    });
    const other = await open(porter, {
      workflow: "lost-property",
      data: { details: "A scarf", kind: "clothing" },
      contact: { phone: "+254700000883" },
    });
    expect(await offered(porter, other)).toEqual([]);
    const path = `/api/cases/${id}/suggestions`;
    expect((await desk.call("GET", path, { token: support.token })).status).toBe(404);
  });

  test("follow what an administrator publishes, also on cases that are open", async () => {
    const id = await open(porter, {
      workflow: "lost-property",
      data: { details: "An insurance card", kind: "document" },
      contact: { phone: "+254700000884" },
    });
    const { body } = await desk.call("GET", "/api/releases/current", { token: desk.tokens.admin });
    const release = body as unknown as { readonly number: number; readonly body: ReleaseBody };
    const publish = (change: (template: ReleaseBody["templates"][number]) => object) =>
      desk.call("POST", "/api/releases", {
        token: desk.tokens.admin,
        body: {
          baseRelease: release.number,
          reason: "A new place",
          definition: {
            ...release.body,
            templates: release.body.templates.map((one) =>
              one.id === "lp-collect" ? { ...one, ...change(one) } : one,
            ),
          },
        },
      });
    const refused = await publish(() => ({ suggest: { workflow: "lost" } }));
    expect(refused.status).toBe(422);
    expect(refused.text).toContain("W050");
    const texts = { sms: { en: "Ask for {{case.id}} at window 3.", sw: "Uliza dirisha la 3." } };
    expect((await publish(() => ({ texts }))).status).toBe(201);
    const [answer] = await offered(porter, id);
    expect(answer?.text).toBe(`Ask for ${id} at window 3.`);
  });
});
