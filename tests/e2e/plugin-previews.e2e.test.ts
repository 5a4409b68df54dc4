import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ReleaseBody } from "../../engine/definition/release.js";
import { stay } from "../support/ward.js";
import { openBrowser, visitAs, WIDTHS } from "./support/browser.js";
import { api } from "./support/clinic.js";
import { type SandboxClinic, startSandboxClinic } from "./support/sandbox-clinic.js";
import { isUsable } from "./support/usable.js";

/** Nobody listens there: what is only shown is not sent. */
const NOBODY = "http://127.0.0.1:9";

/** A note of more than 80 characters, which is as much as the bed board shows. */
const NOTE =
  "Comes by ambulance from the other side of the lake and cannot walk, so somebody has to be at the door";

type Current = { readonly number: number; readonly body: ReleaseBody };

let clinic: SandboxClinic;
let browser: Browser;
beforeAll(async () => {
  [clinic, browser] = await Promise.all([
    startSandboxClinic({
      RULE_PLUGINS: "./examples/wards",
      PLUGIN_WARDS_URL: NOBODY,
      PLUGIN_WARDS_TOKEN: "token-of-the-test",
      CHANNEL_PLUGINS: "./examples/sms-gate",
      CHANNEL_SMS_GATE_URL: NOBODY,
      CHANNEL_SMS_GATE_USERNAME: "clinic",
      CHANNEL_SMS_GATE_PASSWORD: "password-0001",
      CHANNEL_SMS_GATE_SIGNING_KEY: "signing-key-0001",
      SLACK_WEBHOOK_URL: `${NOBODY}/services/made-up`,
      SLACK_SIGNING_SECRET: "0123456789abcdef".repeat(2),
    }),
    openBrowser(),
  ]);
  await publishStays();
}, 180_000);
afterAll(async () => {
  await browser.close();
  await clinic.close();
});

/** Beds of this clinic are booked from its first queue, by an administrator, with a note. */
async function publishStays(): Promise<void> {
  const ask = <Answer>(path: string, token?: string, body?: object) =>
    api<Answer>(`${clinic.url}${path}`, { ...(token === undefined ? {} : { token }), body });
  const { token } = await ask<{ token: string }>("/auth/login", undefined, clinic.admin);
  const { number, body } = await ask<Current>("/api/releases/current", token);
  const { states, transitions, ...rest } = stay;
  const order = { do: "plugin", effect: "wards.bookBed" } as const;
  const given = { priority: { from: "case.priority" }, note: NOTE };
  const workflow = {
    ...rest,
    defaultQueue: "triage",
    tests: [],
    states: { ...states, booking: { ...states["booking"], onEnter: [{ ...order, with: given }] } },
    transitions: {
      ...transitions,
      book: { ...transitions["book"], by: ["admin"] },
      leave: { ...transitions["leave"], by: ["admin"] },
    },
  };
  const definition = { ...body, workflows: [...body.workflows, workflow] };
  await ask("/api/releases", token, { definition, baseRelease: number, reason: "Stays" });
}

const arrival = (page: Page, by: string) =>
  page.getByRole("figure", { name: `As it arrives: ${by}`, exact: true }).first();

describe.each(["desk", "phone"] as const)("what a plugin shows, on a %s", (width) => {
  const open = (path: string) =>
    visitAs(browser, clinic.admin, `${clinic.url}${path}`, WIDTHS[width]);

  it("of a message stands below its text as each channel brings it, and follows what is written", async () => {
    const { page, errors } = await open("/admin/messages");
    await page.getByRole("link", { name: "Alert of an emergency" }).click();
    const slack = arrival(page, "Slack");
    await slack.getByText("Acknowledge", { exact: true }).waitFor();
    await slack.getByText(/^Medical team: /).waitFor();
    await arrival(page, "SendGrid e-mail")
      .getByText(/^EMERGENCY · /)
      .waitFor();
    await page.getByRole("textbox", { name: "SMS in English" }).fill(`Come at once (${width})`);
    await slack.getByText(`Medical team: Come at once (${width})`).waitFor();
    await isUsable(page, width);

    await page.goto(`${clinic.url}/admin/messages`);
    await page.getByRole("link", { name: "SMS help" }).click();
    const phone = arrival(page, "SMS by a phone of the clinic");
    await phone.getByText("The number of the clinic's phone").waitFor();
    await page.getByRole("textbox", { name: "SMS in English" }).fill(`Call us (${width})`);
    await phone.getByText(`Call us (${width})`).waitFor();
    expect(await arrival(page, "Slack").count()).toBe(0);
    await isUsable(page, width);
    expect(errors).toEqual([]);
  });

  it("of what it does stands in “Try it” while the case waits for it", async () => {
    const { page, errors } = await open("/admin/workflows/stay?view=try");
    const opening = page.getByRole("region", { name: "Open a case" });
    await opening
      .getByLabel("Who opens it?")
      .selectOption({ label: "Administrator, with the form" });
    await opening.getByLabel("Reason").fill("Watched over night");
    await opening.getByRole("button", { name: "Open the case" }).click();
    await page.getByRole("button", { name: "Book a bed", exact: true }).click();
    const board = arrival(page, "book a bed");
    await board.getByText("Bed wanted").waitFor();
    await board.getByText(NOTE.slice(0, 80), { exact: true }).waitFor();
    await board.getByText("The board shows the first 80 characters of a note.").waitFor();
    await isUsable(page, width);
    await page.getByRole("button", { name: "The plugin does it: book a bed" }).click();
    await board.waitFor({ state: "detached" });
    expect(errors).toEqual([]);
  });
});
