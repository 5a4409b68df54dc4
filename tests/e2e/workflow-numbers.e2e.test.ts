import mongoose from "mongoose";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it, vi } from "vitest";
import { openBrowser, visitAs, WIDTHS } from "./support/browser.js";
import { byApi, newPhone } from "./support/clinic.js";
import { isUsable } from "./support/usable.js";

const MAP = "/admin/workflows/ticket";

const picture = (page: Page) => page.getByRole("group", { name: "Map of Ticket" });
const state = (page: Page, name: string) =>
  picture(page).getByRole("button", { name: new RegExp(`^${name}\\. `) });
const way = (page: Page, from: string, to: string) =>
  picture(page).getByRole("button", { name: new RegExp(`^From ${from} to ${to}:`) });

/** A billing ticket that is assigned to its team. */
async function ticket(description: string): Promise<string> {
  const { id } = await byApi<{ id: string }>("/tickets", {
    contact: { phone: newPhone() },
    description,
  });
  const assigned = async () => {
    const { state } = await byApi<{ state: { id: string } }>(`/api/cases/${id}`);
    expect(state.id).toBe("assigned");
  };
  await vi.waitFor(assigned, { timeout: 45_000, interval: 500 });
  return id;
}

describe("how many tickets go where, and how long they stay", () => {
  let browser: Browser;
  let late = "";
  let database: mongoose.Connection;
  beforeAll(async () => {
    browser = await openBrowser();
    database = await mongoose.createConnection(inject("clinic").mongodbUri).asPromise();
    const ids = await Promise.all(
      Array.from({ length: 6 }, (_, n) => ticket(`The numbers count invoice ${String(n)}`)),
    );
    for (const id of ids) await byApi(`/api/cases/${id}/actions/claim`, { input: {} });
    late = await ticket("The numbers count a bill that is late");
    const yesterday = new Date(Date.now() - 86_400_000);
    await database
      .collection<{ _id: string }>("cases")
      .updateOne({ _id: late }, { $set: { dueAt: yesterday } });
  }, 120_000);
  afterAll(async () => {
    await database.close();
    await browser.close();
  });

  describe.each(["desk", "phone"] as const)("at the width of a %s", (width) => {
    const panel = (page: Page, name: string) =>
      page.getByRole(width === "desk" ? "complementary" : "dialog", { name });
    const visitMap = (path = MAP) => visitAs(browser, inject("clinic").admin, path, WIDTHS[width]);

    it("is shaded on the picture and said in words, and leads to the late tickets", async () => {
      const { page, errors } = await visitMap();
      await state(page, "Assigned").waitFor();
      await page.getByLabel("Shade by").selectOption({ label: "Time spent there" });
      const assigned = picture(page).getByRole("button", {
        name: /^Assigned\. .*\d+ cases left here\. Half of them stayed less than /,
      });
      await assigned.waitFor();
      await picture(page)
        .getByRole("button", { name: /^From Assigned to In progress: .*Taken \d+ times/ })
        .waitFor();
      expect(await assigned.getAttribute("data-depth")).toMatch(/^[1-4]$/);
      await isUsable(page, width);
      await page.getByLabel("Shade by").selectOption({ label: "Promises broken there" });
      await page.getByLabel("Over the last").selectOption({ label: "7 days" });
      await picture(page)
        .getByRole("button", { name: /^Assigned\. .*broke a promise here\./ })
        .waitFor();
      expect(new URL(page.url()).search).toBe("?shade=late&days=7");
      await isUsable(page, width);

      await way(page, "Assigned", "In progress").click();
      const taken = panel(page, "Assigned → In progress");
      await taken.getByRole("heading", { name: "In the last 7 days" }).first().waitFor();
      await taken
        .getByText(/^Taken \d+ times/)
        .first()
        .waitFor();
      await page.keyboard.press("Escape");
      await taken.waitFor({ state: "detached" });

      await state(page, "Assigned").click();
      const here = panel(page, "Assigned");
      await here.getByText(/^Half of them stayed less than /).waitFor();
      await isUsable(page, width);
      await here.getByRole("link", { name: /^Show the \d+ cases? that (is|are) late$/ }).click();
      await page.getByRole("link", { name: /The numbers count a bill that is late/ }).waitFor();
      expect(await page.getByRole("link", { name: /count invoice/ }).count()).toBe(0);
      expect(errors).toEqual([]);
    });

    it("is told in the tables as well", async () => {
      const { page, errors } = await visitMap(`${MAP}?view=table&days=90`);
      const states = page.getByRole("table", { name: "States" });
      const assigned = states
        .getByRole("row")
        .filter({ has: page.getByRole("button", { name: "Assigned", exact: true }) });
      await assigned.getByText(/^Half of them stayed less than /).waitFor();
      await assigned.getByRole("link", { name: /^\d+ late$/ }).waitFor();
      const claim = page
        .getByRole("table", { name: "Transitions" })
        .getByRole("row")
        .filter({ has: page.getByRole("button", { name: "Take it", exact: true }) });
      await claim
        .getByText(/^Taken \d+ times/)
        .first()
        .waitFor();
      await isUsable(page, width);
      await assigned.getByRole("link", { name: /^\d+ open$/ }).click();
      await page.getByRole("link", { name: /The numbers count a bill that is late/ }).waitFor();
      expect(errors).toEqual([]);
    });
  });

  it("says so when it cannot be told, and shows the picture all the same", async () => {
    const { page } = await visitAs(browser, inject("clinic").admin, "/admin");
    await page.route("**/api/workflows/*/flow*", (route) => route.abort());
    await page.goto(`${inject("clinic").url}${MAP}?shade=stay`);
    await page.getByText("How cases moved could not be loaded.").waitFor();
    await state(page, "Assigned").waitFor();
  });
});
