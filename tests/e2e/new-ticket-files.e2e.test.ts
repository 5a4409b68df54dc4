import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { openBrowser, visitAs, WIDTHS } from "./support/browser.js";
import { newPhone } from "./support/clinic.js";
import { pictureFile } from "./support/picture.js";
import { isUsable } from "./support/usable.js";

const LONG = `${"letter-of-the-hospital-".repeat(8)}.png`;

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

describe.each(["desk", "phone"] as const)("a ticket opened by hand, on a %s", (width) => {
  it("takes photos, stops at the one that cannot be kept, and shows them to staff", async () => {
    const text = `She brought the letter of the hospital (${width})`;
    const { admin } = inject("clinic");
    const { page, errors } = await visitAs(browser, admin, "/app/queues/billing", WIDTHS[width]);
    await page.getByRole("button", { name: "New ticket" }).click();
    const form = page.getByRole("dialog", { name: "New ticket" });
    await form.getByLabel(/^Phone number or e-mail/).fill(newPhone());
    await form.getByRole("textbox", { name: /^What is it about/ }).fill(text);
    await form.getByLabel(/^How did it come in/).selectOption({ label: "In another way" });
    const files = form.getByRole("group", { name: "Photos or documents" });
    const input = files.locator("input[type=file]");
    await input.setInputFiles([pictureFile("letter.png"), pictureFile("letter.docx")]);
    await files.getByText("letter.docx is not a picture or a PDF.").waitFor();
    await input.setInputFiles([pictureFile(LONG), pictureFile("wrong.png", "no picture")]);
    await isUsable(page, width);
    await form.getByRole("button", { name: "Create ticket" }).press("Enter");
    await files.getByText("One of these files cannot be sent. Please choose others.").waitFor();
    const add = files.getByRole("button", { name: "Add a photo or PDF" });
    await expect.poll(() => add.evaluate((one) => one === document.activeElement)).toBe(true);
    await files.getByRole("button", { name: "Take wrong.png off" }).press("Enter");
    await form.getByRole("button", { name: "Create ticket" }).press("Enter");
    await form.waitFor({ state: "detached" });

    const conversation = page.getByRole("log", { name: "Conversation" });
    await conversation.getByText(/put these in when opening the ticket/).waitFor();
    expect(await conversation.getByRole("button", { name: /\.png/ }).count()).toBe(2);
    await isUsable(page, width);
    await conversation.getByRole("button", { name: /^letter\.png/ }).click();
    const shown = page.getByRole("dialog", { name: "letter.png" });
    const image = shown.getByRole("img", { name: "letter.png" });
    await expect.poll(() => image.evaluate((one: HTMLImageElement) => one.naturalWidth)).toBe(1);
    await shown.getByText("Staff put this picture in.").waitFor();
    await isUsable(page, width);
    await page.keyboard.press("Escape");
    await page.getByRole("tab", { name: "Timeline" }).click();
    const lines = page.getByRole("tabpanel").getByRole("listitem");
    await lines.filter({ hasText: "Opened" }).getByText("2 files were put in").waitFor();
    expect(errors).toEqual([]);
  });
});
