import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import type { ReleaseBody } from "../../engine/definition/release.js";
import { openBrowser, visitAs, visitAsAdmin, WIDTHS } from "./support/browser.js";
import { addPerson, api, byApi } from "./support/clinic.js";
import { publish, putBackAfterwards } from "./support/release.js";
import { isUsable } from "./support/usable.js";

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());
putBackAfterwards();

const goTo = (page: Page, path: string) => page.goto(`${inject("clinic").url}${path}`);
const lineOf = (page: Page, role: string) =>
  page
    .getByRole("listitem")
    .filter({ has: page.getByRole("heading", { name: role, exact: true }) });

async function publishAll(page: Page, why: string): Promise<void> {
  await page.getByLabel(/Why do you change it/).fill(why);
  await page.getByRole("button", { name: "Check and publish" }).click();
  await page.getByText(/Release \d+ is running/).waitFor();
}

describe.each(["desk", "phone"] as const)("at the width of a %s", (width) => {
  const name = `Writer at a ${width}`;

  it("an administrator adds a role that may change only words, as one step, and locks nobody out", async () => {
    const { page, errors } = await visitAsAdmin(browser, "/admin/roles", WIDTHS[width]);
    await lineOf(page, "Support").getByText("read cases, open cases, act on cases").waitFor();
    await lineOf(page, "Support").getByText("Triage, Support, Billing").waitFor();
    await isUsable(page, width);

    await page.getByRole("button", { name: "Add a role" }).click();
    const dialog = page.getByRole("dialog", { name: "Role" });
    await dialog.getByLabel("see how work is done").check();
    await dialog.getByLabel("change how work is done and publish it").check();
    await dialog.getByLabel("They may change only some things").check();
    await dialog.getByRole("button", { name: "Done" }).click();
    await dialog.getByText("Give it a name.").waitFor();
    await dialog.getByLabel(/^Name/).fill(name);
    await dialog.getByRole("button", { name: "Done" }).click();
    await dialog.getByText("Say what they may change.").waitFor();
    await isUsable(page, width);
    await dialog.getByLabel("Words of messages").check();
    await dialog.getByRole("button", { name: "Done" }).click();
    await lineOf(page, name).getByText("Words of messages").waitFor();

    // One step among the changes, like others.
    await page.getByRole("button", { name: "Undo", exact: true }).click();
    await lineOf(page, name).waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Redo", exact: true }).click();
    await lineOf(page, name).getByText("nobody").waitFor();

    await page.getByRole("button", { name: "Change the role Administrator" }).click();
    await dialog.getByLabel("add people and give them roles").uncheck();
    await dialog.getByText(/nobody who works here could add people/).waitFor();
    await dialog.getByRole("button", { name: "Done" }).click();
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await publishAll(page, "Words are kept by somebody else");
    expect(errors).toEqual([]);
  });

  it("whoever has it changes words and nothing else, and reads why", async () => {
    const { body } = await byApi<{ body: ReleaseBody }>("/api/releases/current");
    const role = body.organisation.roles.find((one) => one.name === name)?.id ?? "";
    const person = await addPerson(`Wanjiku ${width}`, [role]);
    const { page, errors } = await visitAs(
      browser,
      person,
      "/admin/messages/sms-help",
      WIDTHS[width],
    );
    await page.getByText("Your roles let you change only this: Words of messages").waitFor();
    await page
      .getByRole("textbox", { name: "SMS in English" })
      .fill(`Text ${width}. {{clinic.name}}`);
    await page.getByLabel(/Why do you change it/).waitFor();
    expect(await page.getByLabel("Only some of the new cases at first").count()).toBe(0);
    await publishAll(page, "Shorter");
    await isUsable(page, width);

    await goTo(page, "/admin/settings");
    await page.getByRole("textbox", { name: "Country" }).waitFor();
    expect(await page.getByRole("textbox", { name: "Country" }).isEditable()).toBe(false);
    await page.getByRole("region", { name: "Queues" }).getByText("Triage").waitFor();
    await goTo(page, "/admin/roles");
    await lineOf(page, name).getByText("Words of messages").waitFor();
    expect(await page.getByRole("button", { name: "Add a role" }).count()).toBe(0);
    await goTo(page, "/admin/workflows/ticket");
    await page.getByRole("tab", { name: "Table" }).waitFor();
    expect(await page.getByRole("button", { name: "Change it" }).count()).toBe(0);

    // The server holds to it, too.
    const { url } = inject("clinic");
    const { token } = await api<{ token: string }>(`${url}/auth/login`, { body: person });
    const { number, ...current } = await byApi<{ number: number; body: ReleaseBody }>(
      "/api/releases/current",
    );
    const organisation = { ...current.body.organisation, name: "Mine" };
    const refused = await fetch(`${url}/api/releases`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify({
        ...{ definition: { ...current.body, organisation }, baseRelease: number, reason: "Mine" },
      }),
    });
    expect(refused.status).toBe(403);
    expect(await refused.json()).toMatchObject({
      code: "change_not_allowed",
      errors: [{ pointer: "/definition/organisation/name" }],
    });
    expect(errors).toEqual([]);

    // A role that somebody has is not removed.
    const admin = await visitAsAdmin(browser, "/admin/roles", WIDTHS[width]);
    await lineOf(admin.page, name).getByText(`Wanjiku ${width}`).waitFor();
    await lineOf(admin.page, name)
      .getByText(/once nobody has it/)
      .waitFor();
    const remove = admin.page.getByRole("button", { name: `Remove the role ${name}` });
    expect(await remove.isDisabled()).toBe(true);
  });

  it("settings are changed in a form that says what is not possible", async () => {
    const before = await publish((body) => body);
    const { page, errors } = await visitAsAdmin(browser, "/admin/settings", WIDTHS[width]);
    const country = page.getByRole("textbox", { name: "Country" });
    await country.fill("Kenya");
    await page.getByText("Two capital letters, such as KE.", { exact: true }).waitFor();
    await country.fill("UG");
    await page.getByRole("textbox", { name: /^Languages/ }).fill("en\nsw\nfr");
    await page.getByLabel("Usual language").selectOption("French");
    await page.getByLabel("New shared quantity").fill("Beds");
    const quantities = page.getByRole("region", { name: "Shared quantities" });
    await quantities.getByRole("button", { name: "Add", exact: true }).click();
    await quantities.getByLabel("All there is").last().fill("12");
    await isUsable(page, width);
    await goTo(page, "/admin/changes");
    await page.getByText("Country: “UG”").waitFor();
    await page.getByText("Languages: en, sw, fr").waitFor();
    await goTo(page, "/admin/settings");
    await publishAll(page, "We moved");
    const { body } = await byApi<{ body: ReleaseBody }>("/api/releases/current");
    expect(body.organisation).toEqual({
      ...before.organisation,
      ...{ country: "UG", languages: ["en", "sw", "fr"], defaultLanguage: "fr" },
      quantities: [
        ...(before.organisation.quantities ?? []),
        { id: "beds", name: "Beds", limit: 12 },
      ],
    });
    expect(errors).toEqual([]);
    await publish(() => before);
  });
});
