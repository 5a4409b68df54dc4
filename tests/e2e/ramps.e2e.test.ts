import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
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

/** Sends the open dialog with a reason; without one it is not sent. */
async function decide(page: Page, submit: string, reason: string) {
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: submit, exact: true }).click();
  await dialog.getByText(/Say why/).waitFor();
  await dialog.getByLabel(/Why do you change it/).fill(reason);
  await dialog.getByRole("button", { name: submit, exact: true }).click();
  await dialog.waitFor({ state: "detached" });
}

describe("a release that only some new cases start under at first", () => {
  it.each(["desk", "phone"] as const)(
    "is begun, looked at beside the one before, widened and finished, each with a reason (%s)",
    async (width) => {
      await publish((body) => body);
      const { number } = await byApi<{ number: number }>("/api/releases/current");
      const { page, errors } = await visitAsAdmin(browser, "/admin/releases", WIDTHS[width]);
      await page.getByRole("button", { name: /^Ramp/ }).click();
      const dialog = page.getByRole("dialog", { name: `Ramp release ${String(number)}` });
      await dialog.getByLabel("New cases of").selectOption("ticket");
      await dialog.getByLabel(/^Share of the new cases/).fill("50");
      await isUsable(page, width);
      await decide(page, "Begin", "Let us see");
      const ramps = page.getByRole("region", { name: "Ramps" });
      const line = ramps.getByRole("listitem").filter({ hasText: "running" });
      await line.getByText("50 % of the new cases").waitFor();
      await isUsable(page, width);
      await page.getByRole("button", { name: "Ramp …" }).click();
      await dialog.getByText(/has its ramp already|^Share of the new cases/).waitFor();
      expect(await dialog.getByRole("option", { name: "Ticket", exact: true }).count()).toBe(0);
      await page.keyboard.press("Escape");
      await dialog.waitFor({ state: "detached" });

      await line.getByRole("button", { name: /^Widen/ }).click();
      await page
        .getByRole("dialog")
        .getByLabel(/^Share of the new cases/)
        .fill("100");
      await decide(page, "Widen", "A quiet day");
      await line.getByText("100 % of the new cases").waitFor();
      const text = `A case of the new release ${String(Date.now())}`;
      await patientWrites(newPhone(), text);
      const opened = async () => {
        const { items } = await byApi<{ items: { counts: { to: { opened: number } } }[] }>(
          "/api/ramps",
        );
        return items[0]?.counts.to.opened;
      };
      await expect.poll(opened, { timeout: 45_000 }).toBe(1);
      await page.reload();
      await line.getByRole("row", { name: new RegExp(`^${String(number)} 1 `) }).waitFor();

      await line.getByRole("button", { name: /^Finish/ }).click();
      await decide(page, "Finish", "All is well");
      const past = ramps.getByRole("listitem").filter({ hasText: "A quiet day" });
      await past.getByText("finished").first().waitFor();
      expect(errors).toEqual([]);
    },
  );
});
