import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { openBrowser, visitAs, WIDTHS } from "./support/browser.js";
import { addPerson, newPhone, patientWrites, textsTo } from "./support/clinic.js";
import { isUsable } from "./support/usable.js";

describe.each(["desk", "phone"] as const)("an emergency, at the width of a %s", (width) => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  it("is on the screens of its team until one of two acknowledges, and the patient was told what to do", async () => {
    const patient = newPhone();
    const [zawadi, baraka] = await Promise.all([
      addPerson("Zawadi", ["medical"]),
      addPerson("Baraka", ["medical"]),
    ]);
    const [hers, his, others] = await Promise.all([
      visitAs(browser, zawadi, "/app/mine", WIDTHS[width]),
      visitAs(browser, baraka, "/app/queues/medical", WIDTHS[width]),
      visitAs(browser, await addPerson("Neema", ["support"]), "/app/mine", WIDTHS[width]),
    ]);
    await patientWrites(patient, "My mother is unconscious and does not breathe");
    await expect.poll(() => textsTo(patient).join(), { timeout: 45_000 }).toContain("Call 999 now");
    const [id = ""] = /T-[0-9A-Z-]+/.exec(textsTo(patient).join()) ?? [];

    const button = (page: Page) =>
      page.getByRole("button", { name: `Acknowledge the alert of ${id}` }).first();
    await Promise.all([button(hers.page).waitFor(), button(his.page).waitFor()]);
    await isUsable(hers.page, width);
    await button(hers.page).focus();
    await hers.page.keyboard.press("Enter");
    await hers.page.getByText(`You have ${id}. Nobody else is called.`).waitFor();
    await button(his.page).waitFor({ state: "detached" });
    expect(await others.page.getByText(id).count()).toBe(0);

    await hers.page.goto(`${inject("clinic").url}/app/alerts`);
    const line = hers.page.getByRole("listitem").filter({ hasText: id }).last();
    await line.getByText(/Zawadi acknowledged it/).waitFor();
    await isUsable(hers.page, width);
    expect([...hers.errors, ...his.errors]).toEqual([]);
  });
});
