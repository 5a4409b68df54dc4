import mongoose from "mongoose";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { openBrowser, visitAs } from "./support/browser.js";
import { addPerson, newPhone, patientWrites } from "./support/clinic.js";
import { actions, openTicket, rowWith } from "./support/desk.js";

describe("the desk in trouble", () => {
  let browser: Browser;
  let database: mongoose.Connection;
  beforeAll(async () => {
    browser = await openBrowser();
    database = await mongoose.createConnection(inject("clinic").mongodbUri).asPromise();
  });
  afterAll(async () => {
    await database.close();
    await browser.close();
  });

  it("says that it is offline, since when, and catches up by itself", async () => {
    const { page } = await visitAs(browser, inject("clinic").admin, "/app/queues/support");
    await page.getByRole("status").filter({ hasText: "Live" }).first().waitFor();
    await page.context().setOffline(true);
    const banner = page.getByText(/No connection since .* What you see may be old/);
    await banner.waitFor();
    await patientWrites(newPhone(), "Please move my appointment to Friday");

    await page.context().setOffline(false);
    await rowWith(page, "appointment to Friday").waitFor();
    await banner.waitFor({ state: "detached" });
  });

  it("asks to sign in again when a session ends, and goes on with what was being written", async () => {
    const person = await addPerson("Neema", ["support"]);
    const visited = await openTicket(browser, "The invoice has no stamp", { person });
    const { page } = visited;
    await page.locator("#composer").fill("We send you one with");
    const place = page.url();

    const ended = await fetch(`${inject("clinic").url}/api/auth/logout`, {
      method: "POST",
      headers: { authorization: visited.authorization(), "content-type": "application/json" },
      body: "{}",
    });
    expect(ended.status).toBe(204);
    await page.getByText("Your session has ended").waitFor();
    await page.getByLabel("E-mail").fill(person.email);
    await page.getByLabel("Password", { exact: true }).fill(person.password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.waitForURL(place);
    await expect.poll(() => page.locator("#composer").inputValue()).toBe("We send you one with");
  });

  it("shows a ticket that stands still, and sets it going again", async () => {
    const { page } = await openTicket(browser, "The bill names another hospital");
    const id = /T-[0-9A-Z]+-[0-9A-Z]/.exec(page.url())?.[0];
    // The database takes nothing of this one case any more.
    await database.db?.command({ collMod: "events", validator: { caseId: { $ne: id } } });
    await actions(page).getByRole("button", { name: "Take it" }).click();
    const warning = page.getByText("This ticket stands still and needs repair");
    await warning.waitFor();

    await database.db?.command({ collMod: "events", validator: {} });
    await page.getByRole("button", { name: "Try the step again" }).click();
    await warning.waitFor({ state: "detached" });
    await page.locator("header").getByText("In progress", { exact: true }).waitFor();
    await page.getByRole("tab", { name: "Timeline" }).click();
    await page.getByRole("tabpanel").getByText("Take it").first().waitFor();
  });
});
