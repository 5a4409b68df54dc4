import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { openBrowser, visitAs, visitAsAdmin, WIDTHS } from "./support/browser.js";
import { isUsable } from "./support/usable.js";

const MAP = "/admin/workflows/ticket";

const field = (page: Page) => page.getByLabel("Find in this workflow");
const count = (page: Page) => page.getByRole("search").getByRole("status");
const picture = (page: Page) => page.getByRole("group", { name: "Map of Ticket" });
const state = (page: Page, name: string) =>
  picture(page).getByRole("button", { name: new RegExp(`^${name}\\. `) });

/** The names of the states that stand out. */
const standingOut = (page: Page) =>
  picture(page)
    .locator('[data-item^="state."]:is([data-found="found"], [data-found="here"])')
    .evaluateAll((nodes) => nodes.map((node) => node.getAttribute("title")));

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

describe.each(["desk", "phone"] as const)(
  "looking for something, at the width of a %s",
  (width) => {
    const visit = () => visitAs(browser, inject("clinic").admin, MAP, WIDTHS[width]);
    const panel = (page: Page, name: string) =>
      page.getByRole(width === "desk" ? "complementary" : "dialog", { name });

    it("goes from one place to the next with Enter, shows it, and opens it", async () => {
      const { page, errors } = await visit();
      await state(page, "New").waitFor();
      await page.keyboard.press("Control+f");
      await page.keyboard.type('uses:"ticket routing"');
      await expect.poll(() => count(page).textContent()).toMatch(/^\d+ places found$/);
      const all = Number(/\d+/.exec((await count(page).textContent()) ?? "")?.[0]);
      expect(all).toBeGreaterThan(1);
      await page.keyboard.press("Enter");
      await expect
        .poll(() => count(page).textContent())
        .toMatch(new RegExp(`^1 of ${String(all)}: `));
      await page.keyboard.press("Shift+Enter");
      await expect.poll(() => count(page).textContent()).toMatch(new RegExp(`^${String(all)} of `));
      const here = picture(page).locator('[data-found="here"]');
      await expect.poll(() => here.count()).toBe(1);
      await isUsable(page, width);

      await field(page).fill("in progress");
      await page.getByRole("search").getByRole("button", { name: "Next" }).click();
      await page.getByRole("button", { name: "Open “In progress”" }).click();
      await panel(page, "In progress").waitFor();
      expect(errors).toEqual([]);
    });

    it("shows what leads to a state and where it can go, in the picture and in the table", async () => {
      const { page, errors } = await visit();
      await state(page, "Resolved").click();
      await panel(page, "Resolved").getByRole("button", { name: "Show where it can go" }).click();
      await expect.poll(() => field(page).inputValue()).toBe("after:resolved");
      await expect.poll(() => standingOut(page)).toContain("Closed");
      const after = await standingOut(page);
      expect(after).not.toContain("New");
      await isUsable(page, width);
      if (width === "desk") await page.keyboard.press("Escape");
      await page.getByRole("tab", { name: "Table" }).click();
      const states = page.getByRole("table", { name: "States" });
      await states.waitFor();
      expect(await states.getByRole("row").count()).toBe(1 + after.length);
      await isUsable(page, width);
      await field(page).focus();
      await page.keyboard.press("Escape");
      await expect.poll(() => states.getByRole("row").count()).toBe(1 + 9);
      expect(errors).toEqual([]);
    });
  },
);

describe("looking for something in a workflow that is being changed", () => {
  it("finds what is changed and what is wrong", async () => {
    const { page } = await visitAsAdmin(browser, MAP, WIDTHS.desk);
    await page.getByRole("button", { name: "Change it" }).click();
    await field(page).fill("is:changed");
    await expect.poll(() => count(page).textContent()).toBe("Nothing found");
    await page.getByRole("button", { name: "Add a state" }).click();
    await page.keyboard.type("Nowhere");
    await page.keyboard.press("Enter");
    await page.getByRole("complementary", { name: "Nowhere" }).waitFor();
    await expect.poll(() => standingOut(page)).toEqual(["Nowhere"]);
    await field(page).fill("has:error");
    await expect.poll(() => standingOut(page)).toEqual(["Nowhere"]);
    await field(page).fill("");
    await page.getByRole("button", { name: "Undo" }).click();
  });
});
