import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBrowser, visitAsAdmin, WIDTHS } from "./support/browser.js";
import { isUsable } from "./support/usable.js";

describe.each(["desk", "phone"] as const)("special addresses, at the width of a %s", (width) => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  it("are added with what is known of all that comes there, and taken off again", async () => {
    const { page, errors } = await visitAsAdmin(browser, "/admin/workflows/ticket", WIDTHS[width]);
    await page.getByRole("button", { name: "Change it" }).click();
    const views = page.getByRole("tablist", { name: "View", exact: true });
    await views.getByRole("tab", { name: "Settings" }).click();
    const settings = page.getByRole("tabpanel", { name: "Settings" });
    const hotline = "Every message to 22911 opens a case with Category: Patient safety.";
    await settings.getByText(hotline, { exact: true }).waitFor();

    const known = settings.getByRole("group", { name: "What they are about, whatever they say" });
    await known.getByLabel(/Add a line$/).selectOption({ label: "“Category”" });
    await known.getByLabel("“Category”", { exact: true }).selectOption({ label: "Billing" });
    const add = settings.getByRole("button", { name: "Add these messages" });
    await add.click();
    await settings.getByText("Name a number, an address or a channel for it").waitFor();
    const address = settings.getByLabel("Number or address they are written to");
    await address.fill("22911");
    await add.click();
    await settings.getByText("These messages open cases of “Ticket” already.").waitFor();
    await isUsable(page, width);
    await address.fill("bills@clinic.example");
    await page.keyboard.press("Enter");
    const bills = "Every message to bills@clinic.example opens a case with Category: Billing.";
    await settings.getByText(bills, { exact: true }).waitFor();
    await page.reload();
    await settings.getByText(bills, { exact: true }).waitFor();
    await settings.getByRole("button", { name: `Remove: ${bills}` }).click();
    await settings.getByText(bills, { exact: true }).waitFor({ state: "detached" });
    expect(errors).toEqual([]);
  });
});
