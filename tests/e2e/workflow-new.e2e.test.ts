import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import type { ReleaseBody } from "../../engine/definition/release.js";
import { openBrowser, visitAsAdmin } from "./support/browser.js";
import { byApi, newPhone, textsTo } from "./support/clinic.js";
import { actions } from "./support/desk.js";
import { publish } from "./support/release.js";
import { isUsable } from "./support/usable.js";

const panel = (page: Page, name: string) => page.getByRole("complementary", { name });

/** Adds one of what a list offers: opens it, searches, and takes what is found first. */
async function addKind(page: Page, button: string, kind: string): Promise<void> {
  await page.getByRole("button", { name: button }).last().click();
  await page.getByLabel("Search").fill(kind);
  await page.keyboard.press("Enter");
}

describe("a kind of case that nobody has programmed", () => {
  let browser: Browser;
  let before: ReleaseBody;
  beforeAll(async () => {
    browser = await openBrowser();
    before = await publish((body) => body);
  });
  afterAll(async () => {
    await browser.close();
    await publish(() => before);
  });

  it("is made from nothing in the browser: states, a form, a promise and a message, published, and worked with", async () => {
    const { page, errors } = await visitAsAdmin(browser, "/admin/workflows");
    await page.getByRole("button", { name: "New workflow" }).click();
    await page.getByLabel("What it is called").fill("Referral");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Referral", exact: true }).waitFor();
    const change = page.getByRole("button", { name: "Change it" });
    if (await change.isVisible()) await change.click();

    // A third state, on the way from the first to the last.
    const picture = page.getByRole("group", { name: "Map of Referral" });
    await picture.getByRole("button", { name: /^New\. / }).click();
    await panel(page, "New").getByRole("button", { name: "Add a way from here" }).click();
    await page.keyboard.type("With the specialist");
    await panel(page, "New state")
      .getByLabel(/^What is done there/)
      .fill("Refer");
    await page.keyboard.press("Enter");
    const there = panel(page, "With the specialist");
    await there.getByLabel("To which state?").selectOption("Done");
    await there.getByRole("button", { name: "Add a way from here" }).click();
    await page.keyboard.type("Seen");
    await page.keyboard.press("Enter");
    await panel(page, "Seen").waitFor();

    // What is asked when somebody refers.
    await page.getByRole("tab", { name: "Forms" }).click();
    await page.getByLabel("Name of a new form").fill("To whom");
    await page.getByRole("button", { name: "Add the form" }).click();
    await addKind(page, "Add a field", "Short text");
    await page.getByLabel("Title", { exact: true }).fill("Which specialist?");
    await page.getByLabel("Must be filled in").check();
    await isUsable(page, "desk");

    // What is promised.
    await page.getByRole("tab", { name: "Clocks" }).click();
    await page.getByLabel("Name of a new clock").fill("Referred in time");
    await page.getByRole("button", { name: "Add the clock" }).click();
    await page
      .getByLabel("Stops when")
      .or(page.getByRole("combobox", { name: "Add a transition" }))
      .last()
      .selectOption("Refer");
    await isUsable(page, "desk");

    // What the way takes and brings: the form, and a message to the patient.
    await page.getByRole("tab", { name: "Map" }).click();
    await picture.getByRole("button", { name: /^From New to With the specialist/ }).click();
    const refer = panel(page, "New → With the specialist");
    await refer.getByLabel("Which form is filled in?").selectOption({ label: "Which specialist?" });
    await addKind(page, "Add something to do", "Send a message");
    await refer.getByLabel("Message", { exact: true }).selectOption("Ticket in progress");
    await isUsable(page, "desk");

    await page.getByLabel(/Why do you change it/).fill("Referrals are followed");
    await page.getByRole("button", { name: "Check and publish" }).click();
    await page.getByText(/Release \d+ is running/).waitFor();

    const phone = newPhone();
    const { id } = await byApi<{ id: string }>("/api/cases", {
      workflow: "referral",
      data: { about: "A knee that hurts" },
      contact: { phone },
    });
    await page.goto(`${inject("clinic").url}/app/cases/${id}`);
    await page.getByText("Referred in time").first().waitFor();
    await actions(page).getByRole("button", { name: "Refer", exact: true }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Refer", exact: true }).click();
    await dialog.getByLabel(/^Which specialist/).fill("Orthopaedics");
    await dialog.getByRole("button", { name: "Refer", exact: true }).click();
    await expect.poll(() => textsTo(phone).join("\n")).toContain(id);
    await actions(page).getByRole("button", { name: "Seen", exact: true }).click();
    await page.getByText("Done", { exact: true }).first().waitFor();
    expect(errors).toEqual([]);
  });
});
