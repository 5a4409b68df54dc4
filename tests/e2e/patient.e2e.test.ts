import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { openBrowser, visit, visitAs, WIDTHS } from "./support/browser.js";
import { newPhone, textsTo } from "./support/clinic.js";

describe("a patient on the phone", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  it("writes once although the first answer is lost, and the draft survives a reload", async () => {
    const { page, errors } = await visit(browser, "/p/ticket", WIDTHS.phone);
    const phone = newPhone();
    await page.getByLabel(/What is the matter/).fill("The invoice of my mother is missing");
    await page.getByRole("button", { name: "Send" }).click();
    await page.getByText("Please give a phone number or an e-mail address").waitFor();
    await page.getByLabel(/Your phone number/).fill(phone);
    await page.reload();
    await page.getByRole("heading", { level: 1 }).waitFor();
    expect(await page.getByLabel(/Your phone number/).inputValue()).toBe(phone);

    const sent: string[] = [];
    await page.route("**/webhooks/form/**", async (route) => {
      const body = route.request().postDataJSON() as { submissionId: string };
      sent.push(body.submissionId);
      const answer = await route.fetch();
      if (sent.length === 1) await route.abort("connectionreset");
      else await route.fulfill({ response: answer });
    });
    await page.getByRole("button", { name: "Send" }).click();
    await page.getByText("Still sending").waitFor();
    await page.getByRole("heading", { level: 1, name: "We have got your message" }).waitFor();
    const id = await page.getByRole("button", { name: /Copy the ticket id/ }).textContent();
    expect(new Set(sent).size).toBe(1);
    expect(sent).toHaveLength(2);

    const { page: desk } = await visitAs(browser, inject("clinic").admin, "/app/queues/billing");
    const rows = desk.getByRole("listitem").filter({ hasText: "invoice of my mother" });
    await rows.first().waitFor();
    expect(await rows.count()).toBe(1);
    expect(await rows.first().textContent()).toContain(String(id).trim());
    expect(errors).toEqual([]);
  });

  it("follows the ticket by a one-time link, answers there, and nobody opens the link again", async () => {
    const { page } = await visit(browser, "/p/ticket?lang=sw", WIDTHS.phone);
    const phone = newPhone();
    await page.getByLabel(/Namba yako ya simu/).fill(phone);
    await page.getByLabel(/Tatizo ni nini/).fill("Please send me the bill of May");
    await page.getByRole("button", { name: "Tuma" }).click();
    const follow = page.getByRole("link", { name: "Fuatilia tiketi yako" });
    const link = await follow.getAttribute("href");
    await follow.click();
    await page.getByRole("heading", { level: 1, name: /bill of May/ }).waitFor();
    expect(new URL(page.url()).hash).toBe("");

    await page.getByLabel("Andika jibu").fill("I mean May of last year");
    await page.getByRole("button", { name: "Tuma" }).click();
    await page.getByRole("log").getByText("I mean May of last year").waitFor();
    await page.reload();
    await page.getByRole("log").getByText("I mean May of last year").waitFor();

    const { page: desk } = await visitAs(browser, inject("clinic").admin, "/app/queues/billing");
    await desk.getByRole("link", { name: /bill of May/ }).click();
    const log = desk.getByRole("log", { name: "Conversation" });
    await log.getByText("I mean May of last year").waitFor();

    const { page: stranger } = await visit(browser, String(link), WIDTHS.phone);
    await stranger
      .getByRole("heading", { level: 1, name: /has been used or is too old/ })
      .waitFor();
    await expect.poll(() => textsTo(phone).length).toBeGreaterThan(0);

    const id = String(/T-[0-9A-Z]+-[0-9A-Z]/.exec(textsTo(phone).join(" "))?.[0]);
    const before = textsTo(phone).length;
    await stranger.getByLabel("Your ticket number").fill(id.toLowerCase());
    await stranger.getByRole("button", { name: "Send me a new link" }).click();
    await stranger.getByRole("status").filter({ hasText: "on its way by SMS" }).waitFor();
    const links = () =>
      textsTo(phone)
        .slice(before)
        .flatMap((text) => /https?:\/\/\S+/.exec(text)?.[0] ?? []);
    await expect.poll(links).toHaveLength(1);
    const { pathname, hash } = new URL(String(links()[0]));
    const { page: again } = await visit(browser, `${pathname}${hash}`, WIDTHS.phone);
    await again.getByRole("heading", { level: 1, name: /bill of May/ }).waitFor();
  });
});
