import mongoose from "mongoose";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { openBrowser, visitAs } from "./support/browser.js";
import { pictureFile } from "./support/picture.js";
import { isUsable } from "./support/usable.js";

describe("the mailbox simulator", () => {
  let browser: Browser;
  let database: mongoose.Connection;
  beforeAll(async () => {
    browser = await openBrowser();
    database = await mongoose.createConnection(inject("clinic").mongodbUri).asPromise();
  });
  afterAll(async () => {
    await browser.close();
    await database.close();
  });

  it("writes a mail that becomes a ticket, shows what comes back, and answers it", async () => {
    const { admin } = inject("clinic");
    const { page, errors } = await visitAs(browser, admin, "/sandbox/mailbox");
    await page.getByLabel("E-mail address").fill("Zawadi@Example.org");
    await page.getByRole("button", { name: "Open this mailbox" }).click();
    await page.getByLabel("Subject").fill("A question about my bill");
    await page.getByLabel("Text").fill("Is it paid?");
    await page.getByRole("button", { name: "Send e-mail" }).click();

    const mails = page.getByRole("log").getByRole("article");
    const received = mails.filter({ hasText: /your ticket is T-/ });
    await received.waitFor();
    const [id = ""] = /T-[0-9A-Z]+-[0-9A-Z]/.exec((await received.textContent()) ?? "") ?? [];
    await received.getByRole("button", { name: "Answer" }).click();
    expect(await page.getByLabel("Subject").inputValue()).toMatch(`Re: [${id}] `);
    await page.getByLabel("Text").fill("I found the receipt");
    await page.locator("input[type=file]").setInputFiles(pictureFile("receipt.png"));
    await page.getByRole("button", { name: "Send e-mail" }).click();
    await mails.filter({ hasText: "I found the receipt" }).waitFor();

    await page.goto(`${inject("clinic").url}/app/cases/${id}`);
    const conversation = page.getByRole("log", { name: "Conversation" });
    await conversation.getByText("I found the receipt").waitFor();
    await conversation.getByText("Is it paid?").waitFor();
    await conversation.getByRole("button", { name: /^receipt\.png/ }).click();
    const shown = page.getByRole("dialog", { name: "receipt.png" });
    const image = shown.getByRole("img", { name: "receipt.png" });
    await expect.poll(() => image.evaluate((one: HTMLImageElement) => one.naturalWidth)).toBe(1);
    await isUsable(page, "desk");
    const saved = page.waitForEvent("download");
    await shown.getByRole("button", { name: "Save" }).click();
    expect((await saved).suggestedFilename()).toBe("receipt.png");
    await page.keyboard.press("Escape");
    await conversation.getByText("Delivered").first().waitFor();
    await page.locator("#composer").fill("Thank you");
    expect(await page.getByText("1 SMS").count()).toBe(0);

    const found = { state: "refused", why: "Eicar-Test-Signature" };
    await database.collection("attachments").updateOne({ caseId: id }, { $set: found });
    await page.reload();
    await conversation.getByText("it holds a virus (Eicar-Test-Signature)").waitFor();
    expect(await conversation.getByRole("button", { name: /^receipt\.png/ }).count()).toBe(0);
    await isUsable(page, "desk");
    expect(errors).toEqual([]);
  });
});
