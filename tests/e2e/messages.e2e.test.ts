import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { openBrowser, visitAsAdmin, WIDTHS } from "./support/browser.js";
import { newPhone, patientWrites, textsTo } from "./support/clinic.js";
import { isUsable } from "./support/usable.js";

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

describe.each(["desk", "phone"] as const)("a message, at the width of a %s", (width) => {
  it("is changed with what the person reads beside it, and the next SMS says so", async () => {
    const { page, errors } = await visitAsAdmin(browser, "/admin/messages", WIDTHS[width]);
    await isUsable(page, width);
    await page.getByRole("link", { name: "SMS help" }).click();
    const text = page.getByRole("textbox", { name: "SMS in English" });
    const preview = page.getByRole("figure", { name: "What the person reads by SMS in English" });
    const said = `Write to us at any time (${width}, ${String(Date.now())}). `;
    await text.fill(`${said}{{clinic.nam}}`);
    await page.getByText(/there is no variable `clinic\.nam`/).waitFor();
    await preview.waitFor({ state: "detached" });
    await page.getByLabel(/Why do you change it/).fill("Shorter");
    await page.getByRole("button", { name: "Check and publish" }).click();
    await page.getByText("Correct the problems first.").waitFor();

    await text.fill(said);
    await page.getByRole("button", { name: "Put in clinic.name" }).click();
    await preview.getByText(`${said}Sunrise Clinic`).waitFor();
    await preview.getByText(/^1 SMS, \d+ characters$/).waitFor();
    await text.press("Control+End");
    await text.pressSequentially("\u2019");
    await preview.getByText(/outside the SMS alphabet/).waitFor();
    await text.press("Backspace");
    await page.getByLabel("Show it with").selectOption("the longest real values");
    await preview.getByText(`${said}Sunrise Clinic`).waitFor();
    await isUsable(page, width);

    await page.reload();
    expect(await text.inputValue()).toBe(`${said}{{clinic.name}}`);
    await page.getByLabel(/Why do you change it/).fill("Shorter");
    await page.getByRole("button", { name: "Check and publish" }).click();
    await page.getByText(/Release \d+ is running/).waitFor();
    const patient = newPhone();
    await patientWrites(patient, "HELP");
    await expect
      .poll(() => textsTo(patient), { timeout: 45_000 })
      .toEqual([`${said}Sunrise Clinic`]);
    expect(errors).toEqual([]);
  });

  it("is listed by what its languages lack, and begun in one of them with the text of another", async () => {
    const { page, errors } = await visitAsAdmin(browser, "/admin/messages/sms-help", WIDTHS[width]);
    const swahili = page.getByRole("textbox", { name: "SMS in Swahili" });
    const english = await page.getByRole("textbox", { name: "SMS in English" }).inputValue();
    await swahili.fill("");
    await page.getByText("Whoever reads Swahili gets it in English.").waitFor();
    await isUsable(page, width);
    await page.getByRole("link", { name: "All messages" }).click();
    const languages = page.getByRole("group", { name: "How complete each language is" });
    await languages.getByText(/^English: all \d+$/).waitFor();
    await languages.getByRole("button", { name: /^Swahili: 1 of \d+ missing$/ }).click();
    await page.getByRole("listitem").filter({ hasText: "Not in Swahili (SMS)" }).waitFor();
    expect(await page.getByRole("link", { name: "Ticket closed" }).count()).toBe(0);
    await isUsable(page, width);

    await page.reload();
    await page.getByRole("link", { name: "SMS help" }).click();
    await page.getByRole("button", { name: "Begin with the text in English" }).click();
    expect(await swahili.inputValue()).toBe(english);
    await page.goBack();
    await page.getByText("Nothing is missing in Swahili.").waitFor();
    await languages.getByRole("button", { name: /^Swahili: all \d+$/ }).click();
    await page.getByRole("link", { name: "Ticket closed" }).click();
    const phone = page.getByRole("figure", { name: "What the person reads by SMS in Swahili" });
    await phone.getByText(/^T-4K7Q-9 sasa imefungwa/).waitFor();
    await page.getByLabel("Show it with").selectOption("the longest real values");
    await phone.getByText(/^T-9W4K7-P sasa imefungwa/).waitFor();
    await isUsable(page, width);
    expect(errors).toEqual([]);
  });

  it("says what it costs where the price of an SMS is stated", async () => {
    const { page, errors } = await visitAsAdmin(browser, "/admin/settings", WIDTHS[width]);
    const price = page.getByLabel("Price of an SMS");
    await price.fill("0.80");
    await page.getByText(/^A currency of three capital letters and an amount/).waitFor();
    await isUsable(page, width);
    await price.fill("KES 0.80");
    await page.goto(`${inject("clinic").url}/admin/messages`);
    await page.getByText("1 SMS (KES 0.80)", { exact: true }).first().waitFor();
    await isUsable(page, width);
    await page.getByRole("link", { name: "Ticket closed" }).click();
    await page
      .getByText(/^1 SMS \(KES 0\.80\), \d+ characters/)
      .first()
      .waitFor();
    await page.goto(`${inject("clinic").url}/admin/settings`);
    await price.fill("");
    await page.goto(`${inject("clinic").url}/admin/messages`);
    await page.getByText("1 SMS", { exact: true }).first().waitFor();
    expect(errors).toEqual([]);
  });
});
