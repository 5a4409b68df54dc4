import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import type { ReleaseBody } from "../../engine/definition/release.js";
import { openBrowser, visitAsAdmin, WIDTHS } from "./support/browser.js";
import { byApi, newPhone, patientWrites } from "./support/clinic.js";
import { publish, putBackAfterwards } from "./support/release.js";
import { isUsable } from "./support/usable.js";

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());
putBackAfterwards();

const line = (page: Page, number: number) =>
  page
    .getByRole("main")
    .getByRole("listitem")
    .filter({ hasText: new RegExp(`^Release ${String(number)}(?!\\d)`) });

/** Routes everything that no rule knows to another queue; what tests said about that goes. */
function toBilling(body: ReleaseBody): ReleaseBody {
  const ruleSets = body.ruleSets.map((set) =>
    set.id === "ticket-routing"
      ? { ...set, otherwise: { ...set.otherwise, queue: "billing" }, tests: [] }
      : set,
  );
  const workflows = body.workflows.map(({ tests: _tests, ...workflow }) => workflow);
  return { ...body, ruleSets, workflows };
}

describe("a release that turns out wrong", () => {
  it.each(["desk", "phone"] as const)(
    "is followed by what was before, once somebody has seen what that changes (%s)",
    async (width) => {
      const { number: good } = await byApi<{ number: number }>("/api/releases/current");
      await publish(toBilling);
      const { page, errors } = await visitAsAdmin(browser, "/admin/releases", WIDTHS[width]);
      await line(page, good).getByRole("button", { name: "Bring back" }).click();
      const dialog = page.getByRole("dialog", { name: `Bring back release ${String(good)}` });
      const differs = dialog.getByRole("region", { name: "What will be different from now" });
      await differs.getByText("Rules “Ticket routing” is changed").waitFor();
      await isUsable(page, width);
      await dialog.getByRole("button", { name: "Check and publish" }).click();
      await dialog.getByText(/Say why/).waitFor();
      await dialog.getByLabel(/Why do you change it/).fill("Bills had too much to do");
      await dialog.getByRole("button", { name: "Check and publish" }).click();
      await line(page, good + 2)
        .getByText("Bills had too much to do")
        .waitFor();
      const text = `Nothing that a rule knows ${String(Date.now())}`;
      await patientWrites(newPhone(), text);
      await page.goto(`${inject("clinic").url}/app/queues/triage`);
      await page.getByText(new RegExp(text)).first().waitFor();
      expect(errors).toEqual([]);
    },
  );
});
