import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { openBrowser, visitAs } from "./support/browser.js";
import { addPerson } from "./support/clinic.js";
import { actions, openTicket } from "./support/desk.js";

describe("a patient who asks to be forgotten", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  it("is erased from the page of a closed ticket with a reason, not while it is on hold, and the page and the list say so", async () => {
    const { page, errors } = await openTicket(browser, "Please forget my bill");
    expect(await page.getByRole("heading", { name: "Erase" }).count()).toBe(0);
    await close(page);

    // Somebody who works with tickets may see it, and neither hold nor erase it.
    const support = await addPerson("Neema", ["support"]);
    const { page: hers } = await visitAs(browser, support, new URL(page.url()).pathname);
    await hers.getByRole("heading", { name: /Please forget my bill/ }).waitFor();
    expect(await hers.getByRole("button", { name: /^(Erase …|Put on hold)$/ }).count()).toBe(0);

    const hold = page.getByRole("region", { name: "Legal hold" });
    await hold.getByLabel("Why must it be kept?").fill("The court asks");
    await hold.getByRole("button", { name: "Put on hold" }).click();
    await hold.getByText("The court asks", { exact: false }).waitFor();
    const erase = await askToErase(page);
    await erase.click();
    const dialog = page.getByRole("dialog", { name: "Erase" });
    await dialog.getByText(/is on legal hold/).waitFor();
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await hold.getByRole("button", { name: "Lift the hold" }).click();
    await hold.getByRole("button", { name: "Put on hold" }).waitFor();

    await askToErase(page);
    const erased = page.getByRole("heading", { name: "This ticket has been erased" });
    // While the last message is on its way it is refused, which the dialog says; whoever asked asks again.
    await expect
      .poll(async () => {
        await erase.click({ timeout: 1_000 }).catch(() => undefined);
        return erased.count();
      })
      .toBe(1);
    await page.reload();
    await erased.waitFor();
    await hers.reload();
    await hers.getByRole("heading", { name: "This ticket has been erased" }).waitFor();
    await page.goto(`${inject("clinic").url}/app/queues/billing`);
    await page.getByRole("heading", { name: /Billing/ }).waitFor();
    expect(await page.getByText("Please forget my bill").count()).toBe(0);
    expect(errors).toEqual([]);
  });
});

/** Fills in the dialog for everything of the person. @returns what is pressed then */
async function askToErase(page: Page) {
  await page.getByRole("button", { name: "Erase …" }).click();
  const dialog = page.getByRole("dialog", { name: "Erase" });
  await dialog.getByText("It cannot be undone", { exact: false }).waitFor();
  const erase = dialog.getByRole("button", { name: "Erase", exact: true });
  expect(await erase.isDisabled()).toBe(true);
  await dialog.getByLabel("This ticket, the contact and all their other tickets").check();
  await dialog.getByLabel(/^Why\?/).fill("Asked for it by phone");
  return erase;
}

/** Works a new ticket to its end. */
async function close(page: Page): Promise<void> {
  const press = (name: string) => actions(page).getByRole("button", { name, exact: true }).click();
  const state = (name: string) => page.locator("header").getByText(name, { exact: true }).waitFor();
  await press("Take it");
  await state("In progress");
  await press("Resolve");
  const form = page.getByRole("dialog", { name: "Resolve" });
  await form.getByRole("textbox").fill("We have corrected the bill");
  await form.getByRole("button", { name: "Resolve" }).click();
  await state("Resolved");
  await press("Close");
  await state("Closed");
}
