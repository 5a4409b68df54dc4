import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ReleaseBody } from "../../engine/definition/release.js";
import { openBrowser, visitAsAdmin, WIDTHS } from "./support/browser.js";
import { byApi } from "./support/clinic.js";
import { publish } from "./support/release.js";
import { isUsable } from "./support/usable.js";
import { withWheelchairs } from "./support/wheelchair.js";

describe("an administrator who has published other states for a kind of case", () => {
  let browser: Browser;
  let before: ReleaseBody;
  let ids: readonly string[] = [];
  let left: number;
  beforeAll(async () => {
    browser = await openBrowser();
    before = await publish(withWheelchairs(["Asked for", "Lent"]));
    const opened: string[] = [];
    for (let n = 0; n < 3; n += 1) {
      const body = { workflow: "wheelchair", data: { about: "A folding one" } };
      opened.push((await byApi<{ id: string }>("/api/cases", body)).id);
    }
    ids = opened;
    left = (await byApi<{ number: number }>("/api/releases/current")).number;
    await publish(withWheelchairs(["On the list", "Given out"]));
  });
  afterAll(async () => {
    await browser.close();
    for (const id of ids) await byApi(`/api/cases/${id}/actions/end`, { input: {} });
    await publish(() => before);
  });

  it("is told on a phone, too, what would become of those that are open", async () => {
    const address = `/admin/releases/${String(left)}?workflow=wheelchair`;
    const { page } = await visitAsAdmin(browser, address, WIDTHS.phone);
    await page.getByText("3 cases stay: Nobody has said").waitFor();
    await isUsable(page, "phone");
  });

  it("moves the open ones there on purpose, in waves, and takes it back", async () => {
    const { page, errors } = await visitAsAdmin(browser, "/admin/releases");
    const line = page
      .getByRole("listitem")
      .filter({ hasText: `Release ${String(left)}` })
      .first();
    await line.getByRole("button", { name: "Move open cases" }).click();
    await page.getByLabel("Which cases?").selectOption("Wheelchair");
    await page.getByText("3 cases stay: Nobody has said").waitFor();
    await page.getByLabel(/^Asked for · 3 cases/).selectOption("On the list");
    await page.getByText("3 cases move to “On the list”").waitFor();
    await page.getByText("Show them").click();
    await page.getByRole("link", { name: ids[0] ?? "" }).waitFor();
    await isUsable(page, "desk");
    await page.getByRole("button", { name: "Move 3 cases" }).click();
    await page.getByText("Say why; it stays in the history.").waitFor();
    await page.getByLabel("Why do you move them?").fill("Other words");
    await page.getByLabel("Rest after so many cases").fill("2");
    await page.getByRole("button", { name: "Move 3 cases" }).click();
    const moved = migrated(page, "Other words");
    await moved.getByText(`Wheelchair · Release ${String(left)}`).waitFor();
    await moved.getByText("2 moved, 1 to go").waitFor();
    await line.getByText("1 open case on interpreter 1").waitFor();
    await moved.getByRole("button", { name: "Move all that is left" }).click();
    await moved.getByText("3 moved", { exact: true }).waitFor();
    await isUsable(page, "desk");

    const { page: other } = await visitAsAdmin(browser, `/app/cases/${ids[0] ?? ""}`);
    await other.getByRole("tab", { name: "Timeline" }).click();
    await other
      .getByText(`Moved from release ${String(left)}`)
      .first()
      .waitFor();

    await moved.getByRole("button", { name: "Take back" }).click();
    await page.getByText("3 cases move to “Asked for”").waitFor();
    await page.getByLabel("Why do you move them?").fill("The old words were better");
    await page.getByRole("button", { name: "Move 3 cases" }).click();
    const back = migrated(page, "The old words were better");
    await back.getByText("3 moved", { exact: true }).waitFor();
    await migrated(page, "Other words").getByText("taken back").waitFor();
    expect(errors).toEqual([]);
  });
});

/** The line of a migration in the list of those that were made, by its reason. */
function migrated(page: Page, reason: string) {
  return page.getByRole("listitem").filter({ hasText: reason });
}
