import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import type { CaseList } from "../../engine/protocol/case.js";
import { openBrowser, visitAs } from "./support/browser.js";
import { actions, openTicket } from "./support/desk.js";
import { isUsable } from "./support/usable.js";

describe("what is promised", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  it("is explained on the ticket, and its tickets are found from the report", async () => {
    const { page, errors } = await openTicket(browser, "Which promise is kept on my bill?");
    const card = page.getByRole("region", { name: "Promises and clocks" });
    const first = card.getByRole("listitem").filter({ hasText: "First response" }).first();
    await first.getByText(/^due in /).waitFor();
    await first
      .getByRole("img", { name: /^First response: (counted|outside working hours) / })
      .waitFor();
    await first.getByText(/^Show \d+ stretch/).click();
    await first
      .getByText(/^(Counted|Outside working hours)$/)
      .first()
      .waitFor();
    await card.getByRole("heading", { name: "Resolution" }).waitFor();
    await card
      .getByText(/Nearly due/)
      .first()
      .waitFor();
    await isUsable(page, "desk");
    await actions(page).getByRole("button", { name: "Take it" }).click();
    await first.getByText("Kept", { exact: true }).waitFor();

    await page.getByRole("link", { name: "Reports" }).click();
    await page.getByRole("heading", { level: 1, name: "How promises are kept" }).waitFor();
    await page.getByLabel("By", { exact: true }).selectOption("queue");
    const line = page.getByRole("row").filter({ hasText: "First response" });
    const billing = line.filter({ hasText: "Billing" });
    await billing.getByRole("link", { name: /tickets?: Kept/ }).click();
    await page.getByRole("heading", { level: 1, name: "Tickets: Kept" }).waitFor();
    await page.getByRole("link", { name: "Which promise is kept on my bill?" }).waitFor();
    expect(errors).toEqual([]);
  });

  it("is told where there was none, with what to do about it", async () => {
    const { page, errors } = await visitAs(
      browser,
      inject("clinic").admin,
      "/app/reports/sla?workflow=nothing",
    );
    await page.getByText("Nothing was promised in this period").waitFor();
    await page.getByText(/^Choose a longer one\./).waitFor();
    await page.goto(`${inject("clinic").url}/app/reports/sla/cases?workflow=nothing&number=broken`);
    await page.getByText("There is no ticket behind this number any more").waitFor();
    await page.getByRole("link", { name: "Back to the report" }).click();
    await page.getByRole("heading", { level: 1, name: "How promises are kept" }).waitFor();
    expect(errors).toEqual([]);
  });

  it("counts down on the queue, becomes overdue there without a reload, and comes first", async () => {
    const { page } = await openTicket(browser, "My bill is nearly late");
    let soon: string | undefined;
    await page.route("**/api/cases?**", async (route) => {
      const answer = await route.fetch();
      const list = (await answer.json()) as CaseList;
      // The one under test is due in some seconds; the others are as they are.
      soon ??= new Date(Date.now() + 20_000).toISOString();
      const items = list.items.map((row) =>
        row.title === "My bill is nearly late" && row.due
          ? { ...row, due: { ...row.due, at: soon ?? row.due.at, riskAt: row.createdAt } }
          : row,
      );
      await route.fulfill({ response: answer, json: { ...list, items } });
    });
    await page.goto(`${inject("clinic").url}/app/queues/billing`);
    const row = page.getByRole("listitem").filter({ hasText: "My bill is nearly late" });
    await row.getByText(/^at risk: due in \d+ s$/).waitFor();
    await row.getByText(/^overdue by /).waitFor();
    await page.unrouteAll({ behavior: "wait" });

    const orders: (string | null)[] = [];
    page.on("request", (request) => {
      const { pathname, searchParams } = new URL(request.url());
      if (pathname === "/api/cases") orders.push(searchParams.get("order"));
    });
    await page.getByLabel("Order").selectOption("urgency");
    await expect.poll(() => orders).toContain("urgency");
    await page.getByLabel("Due", { exact: true }).selectOption("late");
    await page.waitForURL(/due=late/);
  });
});
