import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import type { ReleaseBody } from "../../engine/definition/release.js";
import type { RampView } from "../../engine/protocol/ramp.js";
import { openBrowser, visitAs, WIDTHS } from "./support/browser.js";
import {
  addAdmin,
  api,
  byApi,
  newPhone,
  patientWrites,
  type Person,
  textsTo,
} from "./support/clinic.js";
import { publish } from "./support/release.js";
import { isUsable } from "./support/usable.js";

let browser: Browser;
let before: ReleaseBody;
beforeAll(async () => {
  browser = await openBrowser();
  before = await publish((body) => body);
});
afterAll(async () => {
  await browser.close();
  await restore(await addAdmin());
});

/** Brings back what was before. That nothing has to be approved any more has to be approved, too. */
async function restore(other: Person): Promise<void> {
  const { url } = inject("clinic");
  const { number, body } = await byApi<{ number: number; body: ReleaseBody }>(
    "/api/releases/current",
  );
  if (body.organisation.reviews !== undefined) {
    const asked = { definition: before, baseRelease: number, reason: "For a test" };
    const { id, areas } = await byApi<{ id: string; areas: readonly { id: string }[] }>(
      "/api/reviews",
      asked,
    );
    const { token } = await api<{ token: string }>(`${url}/auth/login`, { body: other });
    for (const area of areas)
      await api(`${url}/api/reviews/${id}/verdicts`, {
        token,
        body: { area: area.id, verdict: "approved" },
      });
  }
  await publish(() => before);
}

/** Finishes the ramp that is in force, which has this share of the new cases. */
async function finishRamp(share: number): Promise<void> {
  const { items } = await byApi<{ items: readonly RampView[] }>("/api/ramps");
  const ramp = items.find(({ inForce }) => inForce);
  expect(ramp?.share).toBe(share);
  const step = { step: "finish", seen: ramp?.version, reason: "For a test" };
  await byApi(`/api/ramps/${ramp?.id ?? ""}/steps`, step);
}

const goTo = (page: Page, path: string) => page.goto(`${inject("clinic").url}${path}`);
const help = (page: Page) => page.getByRole("textbox", { name: "SMS in English" });
const waits = (page: Page) => page.getByText("You have asked for a review of just these changes.");

async function ask(page: Page, why: string): Promise<void> {
  await page.getByLabel(/Why do you change it/).fill(why);
  await page.getByRole("button", { name: "Ask for a review" }).click();
  await waits(page).waitFor();
}

describe("what nobody is to change alone", () => {
  it("is said in the studio, waits until somebody else has approved just that, and then counts", async () => {
    const halima = await visitAs(browser, await addAdmin("Halima"), "/admin/reviews");
    const zawadi = await visitAs(browser, await addAdmin("Zawadi"), "/app/notices");

    // An area is a change like others.
    await halima.page.getByRole("button", { name: "Add an area" }).click();
    const dialog = halima.page.getByRole("dialog", { name: "An area of review" });
    await dialog.getByRole("button", { name: "Keep it" }).click();
    await dialog.getByText("Give it a name.").waitFor();
    await dialog.getByLabel(/^Name/).fill("Words to patients");
    await dialog.getByLabel("All messages").check();
    await dialog.getByLabel("Administrator").check();
    await dialog.getByRole("button", { name: "Keep it" }).click();
    await goTo(halima.page, "/admin/changes");
    await halima.page.getByLabel(/Why do you change it/).fill("Four eyes on words");
    await halima.page.getByRole("button", { name: "Check and publish" }).click();
    await halima.page.getByText(/Release \d+ is running/).waitFor();

    await goTo(halima.page, "/admin/messages/sms-help");
    const said = `Write to us, we read it (${String(Date.now())}). {{clinic.name}}`;
    await help(halima.page).fill("Too hasty. {{clinic.name}}");
    await goTo(halima.page, "/admin/changes");
    await halima.page.getByText(/Somebody else has to approve it.*Words to patients/).waitFor();
    await ask(halima.page, "Friendlier help");
    expect(await halima.page.getByRole("button", { name: "Check and publish" }).count()).toBe(0);

    // Told at once, without a reload.
    const notice = zawadi.page.getByRole("listitem").filter({
      hasText: "You are asked to look at a change: Friendlier help",
    });
    await notice.getByRole("link", { name: "Review", exact: true }).click();
    await zawadi.page.getByRole("heading", { name: "Friendlier help" }).waitFor();
    const sentences = zawadi.page.getByRole("region", { name: "What was changed" });
    await sentences.getByText("Changed the SMS text in English").waitFor();
    await zawadi.page.getByText("Show the text").click();
    await zawadi.page.locator("ins").filter({ hasText: "Too hasty." }).waitFor();
    await isUsable(zawadi.page, "desk");
    await zawadi.page.getByRole("button", { name: "Decline: Words to patients" }).click();
    await zawadi.page.getByText("Say why you decline it.").waitFor();
    await zawadi.page.getByLabel("What do you say to it?").fill("Say that somebody reads it");
    await zawadi.page.getByRole("button", { name: "Decline: Words to patients" }).click();
    await halima.page.getByText("Words to patients: declined by Zawadi").waitFor();
    await halima.page.getByText("Say that somebody reads it", { exact: true }).waitFor();

    // What changes is no longer what was asked for.
    await goTo(halima.page, "/admin/messages/sms-help");
    await help(halima.page).fill(said);
    await goTo(halima.page, "/admin/changes");
    await halima.page.getByText(/You have changed something since/).waitFor();
    await ask(halima.page, "Friendlier help, read by somebody");
    await goTo(zawadi.page, "/admin/reviews");
    const line = zawadi.page.getByRole("listitem").filter({ hasText: "Waits for you" });
    await line.getByRole("link", { name: "Friendlier help, read by somebody" }).click();
    await zawadi.page.getByLabel("Your comment").fill("Much better");
    await zawadi.page.getByRole("button", { name: "Say it" }).click();
    await zawadi.page.getByText("Much better", { exact: true }).waitFor();
    await zawadi.page.getByRole("button", { name: "Approve: Words to patients" }).click();
    await halima.page.getByText("Everything is approved. You can publish it.").waitFor();

    // What is approved may reach only some of the new cases at first.
    const publishing = halima.page.getByRole("button", { name: "Check and publish" });
    await halima.page.getByLabel("Only some of the new cases at first").check();
    const share = halima.page.getByLabel(/^Share of the new cases/);
    await share.fill("");
    await halima.page.getByText("Give a whole number from 1 to 100.").waitFor();
    expect(await publishing.isDisabled()).toBe(true);
    await share.fill("20");
    await isUsable(halima.page, "desk");
    await publishing.click();
    await halima.page.getByText("Nothing is changed").waitFor();
    await finishRamp(20);

    const phone = newPhone();
    await patientWrites(phone, "HELP");
    await expect
      .poll(() => textsTo(phone).some((text) => text.startsWith("Write to us, we read it")), {
        timeout: 45_000,
      })
      .toBe(true);
    expect([...halima.errors, ...zawadi.errors]).toEqual([]);
  });

  it("is looked at on a phone, too", async () => {
    const neema = await addAdmin("Neema");
    const { page, errors } = await visitAs(browser, neema, "/admin/reviews", WIDTHS.phone);
    await page.getByRole("link", { name: "Friendlier help, read by somebody" }).waitFor();
    await isUsable(page, "phone");
    await page.getByRole("link", { name: "Friendlier help, read by somebody" }).click();
    await page.getByText("Words to patients: approved by Zawadi").waitFor();
    await page.getByText("Show the text").click();
    await isUsable(page, "phone");
    expect(errors).toEqual([]);
  });
});
