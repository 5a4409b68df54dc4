import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { openBrowser, visitAs } from "./support/browser.js";
import { newPhone, patientWrites, textsTo } from "./support/clinic.js";

describe("the main job in the browser", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  it("brings a patient's SMS to the right queue without reload, and from there to a closed ticket", async () => {
    const phone = newPhone();
    const { page, errors } = await visitAs(browser, inject("clinic").admin, "/app/queues/billing");
    await live(page);

    await patientWrites(phone, "My bill of last week is wrong, please look");
    const row = page.getByRole("listitem").filter({ hasText: "My bill of last week" });
    await row.waitFor();
    expect(await row.textContent()).toContain("Assigned");
    await got(phone, /T-[0-9A-Z]{4,}-[0-9A-Z]/);

    await row.getByRole("link").click();
    const id = await page.getByRole("button", { name: /Copy the ticket id/ }).textContent();
    expect(textsTo(phone)[0]).toContain(String(id).trim());
    const why = page.getByRole("region", { name: "Why is it here?" });
    expect(await why.textContent()).toMatch(/bill/i);

    await press(page, "Take it");
    await state(page, "In progress");

    await page.keyboard.press("r");
    await page.keyboard.type("Thank you. Do you still have the receipt?");
    expect(await page.getByText("1 SMS").count()).toBe(1);
    await page.keyboard.press("Control+Enter");
    await got(phone, /still have the receipt/);

    const conversation = page.getByRole("log", { name: "Conversation" });
    await patientWrites(phone, "Yes, I have the receipt here");
    await conversation.getByText("Yes, I have the receipt here").waitFor();
    await conversation.getByText("Delivered").first().waitFor();

    await press(page, "Resolve");
    const form = page.getByRole("dialog", { name: "Resolve" });
    await form.getByRole("textbox").fill("We have corrected the bill");
    await form.getByRole("button", { name: "Resolve" }).click();
    await state(page, "Resolved");
    await got(phone, /corrected the bill/);

    await press(page, "Close");
    await state(page, "Closed");
    await expect.poll(() => textsTo(phone)).toHaveLength(6);
    expect(textsTo(phone).at(-1)).toMatch(/closed/i);

    await page.getByRole("tab", { name: "Timeline" }).click();
    const lines = page.getByRole("tabpanel").getByRole("listitem");
    await expect.poll(() => lines.count()).toBe(7);
    const titles = await lines.allTextContents();
    const story = [
      /Close/,
      /Resolve/,
      /patient wrote/,
      /Reply/,
      /Take it/,
      /Rules decided/,
      /Opened/,
    ];
    story.forEach((step, place) => expect(titles[place]).toMatch(step));
    expect(titles[4]).toContain("Administrator");
    expect(errors).toEqual([]);
  });
});

/** Waits until changes arrive by themselves. */
async function live(page: Page): Promise<void> {
  await page.getByRole("status").filter({ hasText: "Live" }).first().waitFor();
}

async function press(page: Page, name: string): Promise<void> {
  await page
    .getByRole("group", { name: "Actions" })
    .getByRole("button", { name, exact: true })
    .click();
}

async function state(page: Page, name: string): Promise<void> {
  await page.locator("header").getByText(name, { exact: true }).waitFor();
}

async function got(phone: string, text: RegExp): Promise<void> {
  await expect.poll(() => textsTo(phone).some((sms) => text.test(sms))).toBe(true);
}
