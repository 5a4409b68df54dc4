import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { openBrowser, visitAs, WIDTHS } from "./support/browser.js";
import { newPhone, patientWrites } from "./support/clinic.js";
import { isUsable } from "./support/usable.js";

describe("an administrator", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  it("adds a person who then sees the queues of the given role only", async () => {
    const { page } = await visitAs(browser, inject("clinic").admin, "/admin/people");
    await page.getByRole("button", { name: "Add a person" }).click();
    const dialog = page.getByRole("dialog", { name: "Add a person" });
    await dialog.getByRole("button", { name: "Add a person" }).click();
    await dialog.getByText("Please fill this in.").first().waitFor();
    const person = { email: "zuri@clinic.example", password: "made-up-for-tests" };
    await dialog.getByLabel(/^Name/).fill("Zuri Made-up");
    await dialog.getByLabel(/^E-mail/).fill(person.email);
    await dialog.getByLabel(/^First password/).fill(person.password);
    await dialog.getByLabel(/^Medical/).check();
    await dialog.getByRole("button", { name: "Add a person" }).click();
    await page.getByRole("listitem").filter({ hasText: "Zuri Made-up" }).waitFor();

    const { page: hers } = await visitAs(browser, person, "/app");
    const queues = hers.getByRole("navigation", { name: "Queues" });
    await queues.getByRole("link", { name: /Medical support/ }).waitFor();
    expect(await queues.getByRole("link", { name: /Billing/ }).count()).toBe(0);
    expect(await hers.getByRole("link", { name: "Administration" }).count()).toBe(0);
  });

  it("goes from part to part by tabs at a desk, and by a list on a phone", async () => {
    const { admin } = inject("clinic");
    const { page, errors } = await visitAs(browser, admin, "/admin");
    const tabs = page.getByRole("tab");
    await page.getByRole("tab", { name: "Workflows", selected: true }).waitFor();
    const names = await tabs.allTextContents();
    await page.getByRole("tab", { name: "Workflows" }).focus();
    await page.keyboard.press("ArrowRight");
    await page.waitForURL((url) => url.pathname === "/admin/rules");
    await page.getByRole("tabpanel", { name: "Rules" }).waitFor();
    expect(errors).toEqual([]);

    const { page: phone, errors: wrong } = await visitAs(browser, admin, "/admin", WIDTHS.phone);
    const parts = phone.getByLabel("Part of the administration");
    await parts.waitFor();
    expect(await parts.getByRole("option").allTextContents()).toEqual(names);
    await parts.selectOption("People");
    await phone.getByRole("button", { name: "Add a person" }).waitFor();
    expect(new URL(phone.url()).pathname).toBe("/admin/people");
    expect(await phone.getByRole("tab").count()).toBe(0);
    await isUsable(phone, "phone");
    expect(wrong).toEqual([]);
  });

  it("says who somebody is in Slack, and is told what is no member ID and what is somebody else's", async () => {
    const person = { email: "neema@clinic.example", password: "made-up-for-tests" };
    const { page, errors } = await visitAs(browser, inject("clinic").admin, "/admin/people");
    await page.getByRole("button", { name: "Add a person" }).click();
    const adding = page.getByRole("dialog", { name: "Add a person" });
    await adding.getByLabel(/^Name/).fill("Neema Made-up");
    await adding.getByLabel(/^E-mail/).fill(person.email);
    await adding.getByLabel(/^First password/).fill(person.password);
    await adding.getByLabel(/^Medical/).check();
    await adding.getByRole("button", { name: "Add a person" }).click();
    const line = page.getByRole("listitem").filter({ hasText: "Neema Made-up" });
    await line.getByRole("button").click();
    const dialog = page.getByRole("dialog");
    const member = dialog.getByLabel("Slack member ID");
    await member.fill("@neema");
    await dialog.getByRole("button", { name: "Save" }).click();
    await dialog.getByText("A member ID looks like U012AB3CD.").waitFor();
    await member.fill("U0NEEMA");
    await dialog.getByRole("button", { name: "Save" }).click();
    await dialog.waitFor({ state: "detached" });
    await line.getByRole("button").click();
    await expect.poll(() => member.inputValue()).toBe("U0NEEMA");
    await dialog.getByRole("button", { name: "Cancel" }).click();

    const others = page.getByRole("listitem").filter({ hasText: inject("clinic").admin.email });
    await others.getByRole("button").click();
    await member.fill("U0NEEMA");
    await dialog.getByRole("button", { name: "Save" }).click();
    await dialog.getByText("Somebody else has this member ID").waitFor();
    expect(errors).toEqual([]);
  });

  it("sees which channels are live and work, what they sent lately, and which addresses to give away", async () => {
    const { sms, admin } = inject("clinic");
    await patientWrites(newPhone(), "Where do I find the channels?");
    const { page, errors } = await visitAs(browser, admin, "/admin/channels");
    const channel = page.getByRole("listitem").filter({ hasText: "Africa's Talking SMS" });
    await channel.getByText("Live", { exact: true }).waitFor();
    // The first look is taken when the worker starts, and the page asks again by itself.
    await channel.getByText("Works", { exact: true }).waitFor();
    await channel.getByText(/^[1-9]\d* sent$/).waitFor();
    await channel.getByText("Addresses to enter at the provider").click();
    await channel.getByText(sms, { exact: true }).waitFor();
    await channel.getByText(`${sms}/receipts`, { exact: true }).waitFor();
    const mail = page.getByRole("listitem").filter({ hasText: "SendGrid e-mail" });
    await mail.getByText("Sandbox", { exact: true }).waitFor();
    await page.getByText("Nobody looks through them for viruses.").waitFor();
    expect(errors).toEqual([]);
  });
});
