import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { openBrowser, visitAs } from "./support/browser.js";

describe("what is known of patients", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  it("would go by the clock one day, once an administrator has read what that means and agreed", async () => {
    const { page, errors } = await visitAs(browser, inject("clinic").admin, "/admin/retention");
    const tickets = page
      .getByRole("listitem")
      .filter({ hasText: "Kept for 6 years after the end" });
    await tickets.getByText("Erasing is off.").waitFor();
    await tickets.getByText("None has been kept long enough yet.").waitFor();
    await tickets.getByRole("button", { name: "Erase after this time …" }).click();
    const dialog = page.getByRole("dialog", { name: "Erase tickets 6 years after their end?" });
    await dialog.getByText("nobody can read them again", { exact: false }).waitFor();
    await dialog.getByRole("button", { name: "Agree" }).click();
    await tickets.getByText("Erasing is on; Administrator has agreed to it.").waitFor();
    await tickets.getByRole("button", { name: "Stop erasing" }).click();
    await tickets.getByText("Erasing is off.").waitFor();
    expect(errors).toEqual([]);
  });
});
