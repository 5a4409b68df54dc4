import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBrowser, visitAs, WIDTHS } from "./support/browser.js";
import { newPhone } from "./support/clinic.js";
import { rowWith } from "./support/desk.js";
import { type SandboxClinic, startSandboxClinic } from "./support/sandbox-clinic.js";
import { isUsable } from "./support/usable.js";

let browser: Browser;
let clinic: SandboxClinic;
beforeAll(async () => {
  [browser, clinic] = await Promise.all([openBrowser(), startSandboxClinic()]);
});
afterAll(async () => {
  await browser.close();
  await clinic.close();
});

describe.each(["desk", "phone"] as const)("the simulators, at the width of a %s", (width) => {
  const open = (path: string) =>
    visitAs(browser, clinic.admin, `${clinic.url}${path}`, WIDTHS[width]);
  const isEmergency = async (page: Page, text: string) => {
    await page.goto(`${clinic.url}/app/queues/medical`);
    await rowWith(page, text).getByRole("link").click();
    await page.getByRole("heading", { level: 1, name: text }).waitFor();
    await page.getByRole("article").getByText("Emergency", { exact: true }).first().waitFor();
    const known = page.getByRole("region", { name: "What we know" });
    await known.getByText("Patient safety").waitFor();
  };

  it("write an SMS to the hotline, and it is an emergency whatever it says", async () => {
    const number = newPhone();
    const { page, errors } = await open(`/sandbox/phone?number=${encodeURIComponent(number)}`);
    const to = page.getByLabel("Write to");
    expect(await to.inputValue()).toBe("22384");
    await to.selectOption({ label: "22911 · Ticket, Patient safety" });
    const text = `Please come to room ${width}`;
    await page.getByLabel("SMS text").fill(text);
    await isUsable(page, width);
    await page.keyboard.press("Enter");
    const conversation = page.getByRole("log");
    await conversation.getByText("Sent to 22911").waitFor();
    await conversation
      .getByText(/T-[0-9A-Z]+-[0-9A-Z]/)
      .first()
      .waitFor();
    expect(await to.inputValue()).toBe("22911");
    await isUsable(page, width);
    await isEmergency(page, text);

    await page.goto(`${clinic.url}/sandbox/phone`);
    const phones = page.getByRole("region", { name: "Phones" });
    await phones.getByRole("button", { name: number }).waitFor();
    expect(await phones.getByRole("listitem").filter({ hasText: "22911" }).count()).toBe(0);
    expect(errors).toEqual([]);
  });

  it("write a mail to the mailbox for emergencies", async () => {
    const { page, errors } = await open(`/sandbox/mailbox?address=${width}@example.org`);
    await page.getByLabel("Write to").selectOption("emergency@clinic.example");
    const subject = `A question from the ${width}`;
    await page.getByLabel("Subject").fill(subject);
    await page.getByLabel("Text").fill("Is anybody there?");
    await isUsable(page, width);
    await page.getByRole("button", { name: "Send e-mail" }).click();
    await page.getByRole("log").getByText("Sent to emergency@clinic.example").waitFor();
    await isEmergency(page, subject);

    await page.goto(`${clinic.url}/sandbox/mailbox`);
    const boxes = page.getByRole("region", { name: "Mailboxes" });
    await boxes.getByRole("button", { name: `${width}@example.org` }).waitFor();
    expect(await boxes.getByRole("button", { name: /^(desk|emergency)@clinic/ }).count()).toBe(0);
    expect(errors).toEqual([]);
  });
});
