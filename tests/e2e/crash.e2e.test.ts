import type { Browser, Page, Route } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addAdmin } from "./support/clinic.js";
import { openBrowser, openBrowserToKill, visitAs } from "./support/browser.js";

const HELP = "/admin/messages/sms-help";
const CHANGES = "**/api/changes";
const help = (page: Page) => page.getByRole("textbox", { name: "SMS in English" });
const here = (page: Page) => page.getByText(/in this browser only/);

describe("work of which the server has not said that it has it", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  it("is told, also while the network is slow or the server fails, and tried again; what it has outlives a browser that is killed", async () => {
    const person = await addAdmin("Neema");
    const { browser: broken, kill } = await openBrowserToKill();
    const { page } = await visitAs(broken, person, HELP);
    const held: Route[] = [];
    let isSlow = true;
    await page.route(CHANGES, async (route) => {
      if (isSlow && route.request().method() === "PUT") held.push(route);
      else await route.continue();
    });
    await help(page).fill("Ask us slowly.");
    // Long before the request is given up.
    await here(page).waitFor({ timeout: 10_000 });
    isSlow = false;
    for (const route of held) await route.continue();
    await here(page).waitFor({ state: "detached" });
    await page.unroute(CHANGES);

    await page.route(CHANGES, (route) => route.fulfill({ status: 500 }));
    await help(page).fill("Ask us again.");
    await here(page).waitFor();
    await page.unroute(CHANGES);
    await here(page).waitFor({ state: "detached" });

    const kept = page.waitForResponse(
      (answer) => answer.url().endsWith("/api/changes") && answer.request().method() === "PUT",
    );
    await help(page).fill("Ask us at once.");
    expect((await kept).status()).toBe(200);
    await kill();

    const { page: other, errors } = await visitAs(browser, person, HELP);
    expect(await help(other).inputValue()).toBe("Ask us at once.");
    await other.getByText(/^1 change Not published yet$/).waitFor();
    expect(errors).toEqual([]);
  });
});
