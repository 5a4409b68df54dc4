import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { openBrowser, visitAs, WIDTHS } from "./support/browser.js";
import { openTicket, rowWith } from "./support/desk.js";
import { isUsable } from "./support/usable.js";

describe("the category of a ticket", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  it("is chosen by the rules, changed by staff, told by the timeline, and narrows queue and report", async () => {
    const text = "My bill names a course that I did not take";
    const { page, errors } = await openTicket(browser, text);
    const { page: list } = await visitAs(
      browser,
      inject("clinic").admin,
      "/app/queues/billing",
      WIDTHS.phone,
    );
    await list.getByLabel("Category").selectOption({ label: "Billing" });
    await rowWith(list, text).waitFor();
    await isUsable(list, "phone");

    await page.getByRole("button", { name: "More" }).click();
    await page.getByRole("menuitem", { name: "Change the category" }).click();
    const form = page.getByRole("dialog", { name: "Change the category" });
    await form.getByRole("button", { name: "Change the category" }).click();
    await form.getByText("Please fill this in.").waitFor();
    await form.getByLabel(/^What is it about/).selectOption({ label: "Training" });
    await isUsable(page, "desk");
    await form.getByRole("button", { name: "Change the category" }).click();
    await form.waitFor({ state: "detached" });

    // The other's list follows by itself; nobody reloads it.
    await rowWith(list, text).waitFor({ state: "detached" });
    await list.getByLabel("Category").selectOption({ label: "Training" });
    await rowWith(list, text).getByText("Training", { exact: true }).waitFor();
    expect(new URL(list.url()).searchParams.get("facets")).toBe("category:training");

    await page.getByRole("tab", { name: "Timeline" }).click();
    const line = page.getByRole("tabpanel").getByRole("listitem");
    await line.filter({ hasText: "Change the category" }).getByText("Training").waitFor();

    await page.goto(`${inject("clinic").url}/app/reports/sla`);
    await page.getByLabel("By", { exact: true }).selectOption({ label: "Category" });
    const counted = page.getByRole("row").filter({ hasText: "First response" });
    const training = counted.filter({ has: page.getByText("Training", { exact: true }) });
    await isUsable(page, "desk");
    await training.getByRole("link", { name: /tickets?: Running/ }).click();
    await page.getByRole("heading", { level: 1, name: "Tickets: Running" }).waitFor();
    await page.getByRole("link", { name: text }).waitFor();
    expect(errors).toEqual([]);
  });
});
