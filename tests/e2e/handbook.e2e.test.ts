import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import type { ReleaseBody } from "../../engine/definition/release.js";
import { openBrowser, visitAsAdmin, WIDTHS } from "./support/browser.js";
import { publish, putBackAfterwards } from "./support/release.js";
import { isUsable } from "./support/usable.js";

const book = (page: Page, role: string) =>
  page.getByRole("article", { name: `Handbook: ${role}`, exact: true });

/** The release with another name for the state in which a ticket is worked on. */
function renamed(body: ReleaseBody, name: string): ReleaseBody {
  const text = JSON.stringify(body.workflows).replace('"name":"In progress"', `"name":"${name}"`);
  return { ...body, workflows: JSON.parse(text) as ReleaseBody["workflows"] };
}

describe.each(["desk", "phone"] as const)("the handbook, at the width of a %s", (width) => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());
  putBackAfterwards();

  it("tells each role what it sees, does, says and promises, always as it runs now", async () => {
    const { page, errors } = await visitAsAdmin(browser, "/admin/handbook/medical", WIDTHS[width]);
    await book(page, "Medical support").waitFor();
    const chapter = page.getByRole("region", { name: "Ticket", exact: true });
    for (const part of ["What the patient is told", "What is promised, and when"])
      await chapter.getByRole("heading", { name: part }).waitFor();
    await chapter.getByRole("rowheader", { name: "In progress" }).waitFor();
    await isUsable(page, width);
    await page.getByLabel("For whom").selectOption("Security");
    await book(page, "Security").waitFor();

    await publish((body) => renamed(body, "Being done"));
    await page.goto(`${inject("clinic").url}/admin/handbook/medical`);
    await chapter.getByRole("rowheader", { name: "Being done" }).waitFor();
    expect(errors).toEqual([]);
  });

  it("is printed without what is for the screen, each kind of case on a page of its own", async () => {
    const { page, errors } = await visitAsAdmin(browser, "/admin/handbook/support", WIDTHS[width]);
    await book(page, "Support").waitFor();
    await page.emulateMedia({ media: "print" });
    for (const hidden of [
      page.getByRole("tablist"),
      page.getByRole("button", { name: "Print" }),
      page.getByRole("navigation").first(),
      page.getByLabel("For whom"),
    ])
      expect(await hidden.isVisible()).toBe(false);
    expect(await book(page, "Support").isVisible()).toBe(true);
    const printed = await page.pdf({ preferCSSPageSize: true });
    const pages = printed.toString("latin1").match(/\/Type\s*\/Page\b/g) ?? [];
    expect(pages.length).toBeGreaterThan(2);
    expect(errors).toEqual([]);
  });
});
