import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { openBrowser, visitAsAdmin, WIDTHS } from "./support/browser.js";
import { newPhone, patientWrites, textsTo } from "./support/clinic.js";
import { actions, rowWith } from "./support/desk.js";
import { putBackAfterwards } from "./support/release.js";
import { isUsable } from "./support/usable.js";

const goTo = (page: Page, path: string) => page.goto(`${inject("clinic").url}${path}`);

/** Opens the gallery and looks at the referral. */
async function lookAtReferral(page: Page) {
  await page.getByRole("button", { name: "From the gallery" }).click();
  const gallery = page.getByRole("dialog", { name: "Workflows to begin with" });
  await gallery.getByText("Laboratory result follow-up", { exact: true }).waitFor();
  await gallery.getByRole("button", { name: "Look at “Referral”" }).waitFor();
  return gallery;
}

describe.each(["desk", "phone"] as const)("the gallery, at the width of a %s", (width) => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());
  putBackAfterwards();

  it("gives a workflow that is published and worked with as it is: opened by an SMS, referred, booked and closed", async () => {
    const { page, errors } = await visitAsAdmin(browser, "/admin/workflows", WIDTHS[width]);
    const gallery = await lookAtReferral(page);
    await isUsable(page, width);
    await gallery.getByRole("button", { name: "Look at “Referral”" }).click();
    const dialog = page.getByRole("dialog", { name: "Referral" });
    await dialog.getByRole("group", { name: "Map of Referral" }).waitFor();
    await dialog.getByText("A text that begins with REFERRAL opens a case.").waitFor();
    for (const role of ["Referral clerk", "Referring clinician"])
      await dialog
        .getByLabel(`Who does the work of: ${role}`)
        .selectOption({ label: "Administrator" });
    await isUsable(page, width);
    await dialog.getByRole("button", { name: "Put it into my changes" }).click();
    await page.getByRole("heading", { name: "Referral", exact: true }).waitFor();

    await goTo(page, "/admin/changes");
    await page.getByRole("button", { name: "Undo only this" }).waitFor();
    expect(await page.getByRole("button", { name: "Undo only this" }).count()).toBe(1);
    await page.getByLabel(/Why do you change it/).fill("Referrals are followed");
    await page.getByRole("button", { name: "Check and publish" }).click();
    await page.getByRole("heading", { name: "Nothing is changed" }).waitFor();

    const phone = newPhone();
    const complaint = `Knee ${String(Date.now())}`;
    await patientWrites(phone, `Referral ${complaint}`);
    await expect.poll(() => textsTo(phone).join("\n")).toMatch(/your request for a specialist, RF/);
    await goTo(page, "/app/queues/referral-office");
    await rowWith(page, complaint).getByRole("link").click();
    await actions(page).getByRole("button", { name: "Refer", exact: true }).click();
    const form = page.getByRole("dialog");
    await form.getByLabel(/^Which specialty/).fill("Orthopaedics");
    await form.getByLabel(/^How urgent is it/).selectOption("Urgent");
    await form.getByRole("button", { name: "Refer", exact: true }).click();
    await page.getByText("To be booked", { exact: true }).first().waitFor();

    // The message tells what was filled in just now.
    await actions(page).getByRole("button", { name: "Book it", exact: true }).click();
    await form.getByLabel(/^Where/).fill("Ward 3");
    await form.getByLabel(/^Day and time/).fill("Tuesday at 9");
    await form.getByRole("button", { name: "Book it", exact: true }).click();
    await expect
      .poll(() => textsTo(phone).join("\n"))
      .toMatch(/is booked\. Tuesday at 9, Ward 3\./);
    expect(errors).toEqual([]);
  });

  it("asks what is to become of what is there already, and lets the rest be named anew", async () => {
    const { page, errors } = await visitAsAdmin(browser, "/admin/workflows", WIDTHS[width]);
    const gallery = await lookAtReferral(page);
    await gallery.getByRole("button", { name: "Look at “Referral”" }).click();
    const dialog = page.getByRole("dialog", { name: "Referral" });
    await dialog
      .getByLabel("There is a message “Referral booked” already")
      .selectOption({ label: "Use the one that is here" });
    expect(await dialog.getByLabel("Short name").inputValue()).toBe("referral-2");
    await dialog.getByLabel("Short name").fill("referral");
    await dialog.getByRole("button", { name: "Put it into my changes" }).click();
    await dialog.getByText("This is taken.").waitFor();
    await isUsable(page, width);
    await page.keyboard.press("Escape");
    await goTo(page, "/admin/changes");
    await page.getByRole("heading", { name: "Nothing is changed" }).waitFor();
    expect(errors).toEqual([]);
  });
});
