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

  it("that is a drill looks like one everywhere, and is listed apart", async () => {
    const { page, errors } = await visitAs(
      browser,
      await addPerson("Juma", ["medical"]),
      "/app/mine",
      WIDTHS[width],
    );
    await page.getByRole("button", { name: "New ticket" }).click();
    const dialog = page.getByRole("dialog", { name: "New ticket" });
    await dialog.getByLabel("What is it about?").fill("Exercise: he has chest pain");
    await dialog.getByLabel("This is a drill").check();
    await isUsable(page, width);
    await dialog.getByRole("button", { name: "Create ticket" }).click();
    await page.getByRole("heading", { name: /Exercise: he has chest pain/ }).waitFor();
    await page.getByRole("article").getByText("DRILL", { exact: true }).waitFor();
    await page.getByRole("region", { name: "What we know" }).getByText("Patient safety").waitFor();
    const id = new URL(page.url()).pathname.split("/").at(-1) ?? "";

    await page.goto(`${inject("clinic").url}/app/alerts`);
    const line = page.getByRole("listitem").filter({ hasText: id }).first();
    await line.getByText("DRILL", { exact: true }).waitFor();
    await isUsable(page, width);
    await page.getByLabel("Which alerts").selectOption("Without drills");
    await line.waitFor({ state: "detached" });
    await page.getByLabel("Which alerts").selectOption("Drills only");
    await line.getByRole("button", { name: `Acknowledge the alert of ${id}` }).click();
    await line.getByText(/Juma acknowledged it/).waitFor();
    expect(errors).toEqual([]);
  });

  it("reaches people by the channels that an administrator has switched on", async () => {
    const { page, errors } = await visitAs(
      browser,
      inject("clinic").admin,
      "/admin/alerts",
      WIDTHS[width],
    );
    const info = () => page.getByRole("group", { name: "Information" }).getByLabel("E-mail");
    const before = await info().isChecked();
    await isUsable(page, width);
    await info().focus();
    await page.keyboard.press("Space");
    await page.getByLabel(/Why do you change it/).fill("The newsletter is read by mail");
    await page.getByRole("button", { name: "Switch", exact: true }).click();
    await page.getByText(/Release \d+ is running/).waitFor();
    await page.reload();
    await expect.poll(() => info().isChecked()).toBe(!before);

    const screens = page.getByRole("group", { name: "Information" }).getByLabel("On screens");
    await screens.focus();
    await page.keyboard.press("Space");
    if (before) await page.getByText("These alerts reach nobody.").waitFor();
    await isUsable(page, width);
    expect(errors).toEqual([]);
  });
});
