import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { openBrowser, visitAs, WIDTHS } from "./support/browser.js";
import { newPhone } from "./support/clinic.js";
import { actions, rowWith } from "./support/desk.js";
import { isUsable } from "./support/usable.js";

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

describe.each(["desk", "phone"] as const)("a caller, at the width of a %s", (width) => {
  it("is written down while they speak, has been answered by that, and their ticket waits in its queue", async () => {
    const { url, admin } = inject("clinic");
    const text = `The caller asks why the bill is so high (${width})`;
    const { page, errors } = await visitAs(browser, admin, "/app/queues/billing", WIDTHS[width]);
    await page.getByRole("button", { name: "New ticket" }).click();
    const form = page.getByRole("dialog", { name: "New ticket" });
    await form.getByLabel(/^Phone number or e-mail/).fill(newPhone());
    await form.getByRole("textbox", { name: /^What is it about/ }).fill(text);
    await form.getByLabel(/^What came of it/).selectOption({ label: "To be followed up" });
    await form.getByLabel(/^Minutes/).fill("4");
    await isUsable(page, width);
    await form.getByRole("button", { name: "Create ticket" }).click();
    await form.waitFor({ state: "detached" });
    const conversation = page.getByRole("log", { name: "Conversation" });
    await conversation.getByText(text).waitFor();
    await isUsable(page, width);

    // The rules answer after the call was written down: the ticket is taken once it is where they put it.
    await page.goto(`${url}/app/queues/billing`);
    await rowWith(page, text).getByRole("link").click();
    await actions(page).getByRole("button", { name: "Take it" }).click();
    await actions(page).getByRole("button", { name: "Take it" }).waitFor({ state: "detached" });
    await page.getByRole("tab", { name: "Timeline" }).click();
    const lines = page.getByRole("tabpanel").getByRole("listitem");
    await lines
      .filter({ hasText: "Log a phone call" })
      .getByText(/4 minutes/)
      .waitFor();
    await lines.filter({ hasText: "Take it" }).waitFor();
    expect(errors).toEqual([]);
  });
});
