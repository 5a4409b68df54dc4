import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ReleaseBody } from "../engine/definition/release.js";
import type { EffectSpec } from "../engine/definition/workflow.js";
import type { Alert } from "../engine/protocol/alert.js";
import { caseDoc } from "../engine/store/cases.js";
import { pressCollection } from "../engine/store/presses.js";
import { people, until } from "./support/clinic.js";
import { type Desk, openDesk, type Person } from "./support/desk.js";
import { testDatabaseUri, testTemporalAddress } from "./support/servers.js";
import { pressForm, signedHeaders } from "./support/slack-fake/press.js";
import { ANSWERS_PATH, startSlackFake } from "./support/slack-fake/server.js";
import { act, lostProperty, quiet } from "./support/stage.js";

const TOKEN = "xoxb-0001-token-of-the-clinic";
const CHANNEL = "C00000001";
const SECRET = "0123456789abcdef0123456789abcdef";

/** Lost property in which a porter shouts for the others in Slack, again and again; nothing in the engine knows of it. */
function shouting(body: ReleaseBody): ReleaseBody {
  const shout: EffectSpec = {
    do: "alert",
    level: "critical",
    team: "porters",
    template: "lp-found",
    until: "acknowledged",
    every: "PT1S",
    times: 200,
  };
  const own = {
    shout: { name: "Shout", from: "*" as const, by: ["porter"], then: [shout] },
    heard: {
      name: "Heard",
      from: "*" as const,
      on: [{ event: "alert_acknowledged" as const }],
      set: { assignee: { from: "actor.id" } },
    },
  };
  const workflows = body.workflows.map((flow) =>
    flow.id === "lost-property" ? { ...flow, transitions: { ...own, ...flow.transitions } } : flow,
  );
  const porters = {
    id: "porters",
    name: "Porters",
    members: [{ role: "porter" }],
    tiers: [{ everybody: "porter" }],
  };
  const off = { sms: false, email: false, slack: false, dashboard: true };
  const alerts = { emergency: off, critical: { ...off, slack: true }, warning: off, info: off };
  const organisation = { ...body.organisation, teams: [porters], alerts };
  return { ...body, workflows, organisation };
}

/** A press of one person. */
type Pressing = { readonly user: string; readonly value: string; readonly trigger?: string };

describe("an alert that is posted in Slack", () => {
  let slack: Awaited<ReturnType<typeof startSlackFake>>;
  let desk: Desk;
  let address: string;
  let asha: Person;
  let juma: Person;
  let doctor: Person;
  beforeAll(async () => {
    slack = await startSlackFake(TOKEN);
    desk = await openDesk(
      { mongodbUri: testDatabaseUri("alert_in_slack"), temporalAddress: testTemporalAddress() },
      {
        release: shouting,
        env: {
          SLACK_BOT_TOKEN: TOKEN,
          SLACK_CHANNEL: CHANNEL,
          SLACK_SIGNING_SECRET: SECRET,
          SLACK_BASE_URL: slack.url,
        },
      },
    );
    const { body } = await desk.call("GET", "/api/channels", { token: desk.tokens.admin });
    const channels = body["items"] as { name: string; callbacks: { url: string }[] }[];
    const url = channels.find(({ name }) => name === "slack")?.callbacks[0]?.url ?? "";
    address = new URL(url).pathname;
    [asha, juma, doctor] = (await Promise.all(
      [["porter"], ["porter"], ["medical"]].map((roles) => desk.person(roles)),
    )) as [Person, Person, Person];
    await named(asha, "U0ASHA");
    await named(doctor, "U0DOCTOR");
  });
  afterAll(async () => {
    await desk.close();
    await slack.close();
  });

  const named = async ({ id }: Person, member: string | null) => {
    const body = { slack: member };
    return desk.call("PATCH", `/api/users/${id}`, { token: desk.tokens.admin, body });
  };
  /** What Slack was told at the address of a press. */
  const answersTo = (trigger: string) =>
    slack.accepted().filter(({ to }) => to === `${ANSWERS_PATH}${trigger}`);
  const postsOf = (caseId: string) =>
    slack.accepted().filter(({ to, text }) => to === CHANNEL && text.includes(caseId));
  /** What the button of a post carries. */
  const buttonOf = ({ body }: { body: Readonly<Record<string, unknown>> }) => {
    const blocks = body["blocks"] as { elements?: { value: string }[] }[];
    return blocks.flatMap(({ elements = [] }) => elements)[0]?.value ?? "";
  };
  const alertOf = async (caseId: string): Promise<Alert | undefined> => {
    const { body } = await desk.call("GET", "/api/alerts", { token: desk.tokens.admin });
    return (body as { items: Alert[] }).items.find((alert) => alert.case === caseId);
  };
  const press = async (
    { user, value, trigger = newTrigger() }: Pressing,
    { secret = SECRET, at = Date.now(), retry = 0 } = {},
  ) => {
    const form = pressForm({
      trigger,
      user,
      value,
      answerAt: `${slack.url}${ANSWERS_PATH}${trigger}`,
    });
    const again = retry === 0 ? {} : { "x-slack-retry-num": String(retry) };
    const headers = { ...signedHeaders(form, secret, at), ...again };
    const { status } = await desk.call("POST", address, { body: form, headers });
    return { status, trigger };
  };
  const told = async (trigger: string) =>
    until("an answer in Slack", () => Promise.resolve(answersTo(trigger)[0]));
  const shouted = async (phone: string, what: string) => {
    const id = await lostProperty(desk.clinic, phone, what);
    await act(desk.clinic, id, "shout", {}, people.porter);
    const post = await until("the post", () => Promise.resolve(postsOf(id)[0]));
    return { id, value: buttonOf(post) };
  };

  test("is acknowledged by its button as on the screen: calling stops, and the post says who it was and when", async () => {
    const { id, value } = await shouted("+254700000401", "An umbrella");
    const { status, trigger } = await press({ user: "U0ASHA", value });
    expect(status).toBe(200);
    const [, , repeated] = await Promise.all(
      [1, 2, 3].map((retry) => press({ user: "U0ASHA", value, trigger }, { retry })),
    );
    expect(repeated?.status).toBe(200);
    const answer = await told(trigger);
    expect(answer.text).toContain(id);
    expect(answer.text).toMatch(/\nAcknowledged by porter, .*\d\d:\d\d [A-Z0-9+:]+\.$/);
    expect(answer.body).toMatchObject({ replace_original: true });
    expect(JSON.stringify(answer.body["blocks"])).not.toContain("button");
    expect(await alertOf(id)).toMatchObject({ end: "acknowledged", by: { id: asha.id } });
    await quiet(desk.clinic, id);
    expect((await caseDoc(desk.clinic.store, id))?.assignee).toBe(asha.id);
    const calls = (await alertOf(id))?.calls.length ?? 0;
    expect(postsOf(id).length).toBeLessThanOrEqual(calls);

    await named(juma, "U0JUMA");
    const late = await press({ user: "U0JUMA", value });
    expect((await told(late.trigger)).text).toBe(answer.text);
    expect(await alertOf(id)).toMatchObject({ by: { id: asha.id } });
    expect((await alertOf(id))?.calls).toHaveLength(calls);
    await allDone();
    expect(answersTo(trigger)).toHaveLength(1);
  });

  test("is not acknowledged by somebody who is not known, has left, or has nothing to do with its team, who is told alone", async () => {
    const { id, value } = await shouted("+254700000402", "A hat");
    const gone = await desk.person(["porter"]);
    await named(gone, "U0GONE");
    const leave = { token: desk.tokens.admin, body: { active: false } };
    await desk.call("PATCH", `/api/users/${gone.id}`, leave);
    for (const [user, words] of [
      ["U0NOBODY", "You are not known here"],
      ["U0GONE", "You are not known here"],
      ["U0DOCTOR", "This alert is for another team"],
    ] as const) {
      const { status, trigger } = await press({ user, value });
      expect(status).toBe(200);
      const answer = await told(trigger);
      expect(answer.text).toContain(words);
      expect(answer.body).toMatchObject({ response_type: "ephemeral", replace_original: false });
    }
    expect(await alertOf(id)).toMatchObject({ end: null });
    const other = await press({ user: "U0ASHA", value: "T-0.0.0.1.0" });
    expect((await told(other.trigger)).text).toContain("nothing to acknowledge");
    const taken = await named(gone, "U0ASHA");
    expect(taken.status).toBe(422);
    expect(taken.body["errors"]).toMatchObject([{ pointer: "/slack" }]);
    const { trigger } = await press({ user: "U0ASHA", value });
    await told(trigger);
    expect(await alertOf(id)).toMatchObject({ end: "acknowledged" });
  });

  test("keeps a press while workers are away, and hears nothing that is forged, old or garbage", async () => {
    const { id, value } = await shouted("+254700000403", "A shoe");
    await desk.clinic.stopWorker();
    const before = await countPresses();
    const forged = await Promise.all([
      press({ user: "U0ASHA", value }, { secret: SECRET.replace("0", "f") }),
      press({ user: "U0ASHA", value }, { at: Date.now() - 301_000 }),
      press({ user: "U0ASHA", value }, { at: Date.now() + 302_000 }),
    ]);
    expect(forged.map(({ status }) => status)).toEqual([404, 404, 404]);
    const garbage = "payload=%7B%22type%22";
    const headers = signedHeaders(garbage, SECRET, Date.now());
    expect((await desk.call("POST", address, { body: garbage, headers })).status).toBe(400);
    expect(await countPresses()).toBe(before);
    const { status, trigger } = await press({ user: "U0ASHA", value });
    expect(status).toBe(200);
    expect(await alertOf(id)).toMatchObject({ end: null });
    await desk.clinic.startWorker();
    await told(trigger);
    expect(await alertOf(id)).toMatchObject({ end: "acknowledged", by: { id: asha.id } });
  });

  let triggers = 0;
  function newTrigger(): string {
    triggers += 1;
    return `1772439301.${String(triggers)}.0123456789abcdef`;
  }

  const countPresses = () => desk.clinic.store.of(pressCollection).countDocuments({});
  /** Until every press that was taken in has been dealt with. */
  const allDone = () =>
    until("all presses are dealt with", async () => {
      return (await desk.clinic.store.of(pressCollection).countDocuments({ state: "new" })) === 0;
    });
});
