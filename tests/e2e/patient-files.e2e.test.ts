import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { openBrowser, visit, visitAs, WIDTHS } from "./support/browser.js";
import { newPhone } from "./support/clinic.js";
import { pictureFile } from "./support/picture.js";
import { isUsable } from "./support/usable.js";

const LONG = `${"rash-on-the-left-arm-".repeat(8)}.png`;

describe.each(["desk", "phone"] as const)("a form with photos, at the width of a %s", (width) => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  it("is told at once what cannot be sent, and staff see what was", async () => {
    const { page, errors } = await visit(browser, "/p/ticket", WIDTHS[width]);
    const question = `Is this rash normal? Seen on a ${width}`;
    await page.getByLabel(/Your phone number/).fill(newPhone());
    await page.getByLabel(/What is the matter/).fill(question);
    const files = page.getByRole("group", { name: "Photos or documents" });
    const input = files.locator("input[type=file]");
    await input.setInputFiles([pictureFile("rash.png"), pictureFile("notes.docx")]);
    await files.getByText("notes.docx is not a picture or a PDF.").waitFor();
    await input.setInputFiles([pictureFile(LONG), pictureFile("wrong.png", "no picture")]);
    await files.getByText("notes.docx is not a picture or a PDF.").waitFor({ state: "detached" });
    await isUsable(page, width);
    await page.getByRole("button", { name: "Send" }).click();
    await files.getByText("One of these files cannot be sent. Please choose others.").waitFor();
    await files.getByRole("button", { name: "Take wrong.png off" }).click();
    await page.getByRole("button", { name: "Send" }).click();
    await page.getByRole("heading", { level: 1, name: "We have got your message" }).waitFor();
    const id = await page.getByRole("button", { name: /Copy the ticket id/ }).textContent();

    const path = `/app/cases/${String(id).trim()}`;
    const { page: desk } = await visitAs(browser, inject("clinic").admin, path, WIDTHS[width]);
    const conversation = desk.getByRole("log", { name: "Conversation" });
    await conversation.getByText(question).waitFor();
    expect(await conversation.getByRole("button", { name: /\.png/ }).count()).toBe(2);
    await conversation.getByRole("button", { name: /^rash\.png/ }).click();
    const image = desk.getByRole("dialog").getByRole("img", { name: "rash.png" });
    await expect.poll(() => image.evaluate((one: HTMLImageElement) => one.naturalWidth)).toBe(1);
    expect(errors).toEqual([]);
  });
});
