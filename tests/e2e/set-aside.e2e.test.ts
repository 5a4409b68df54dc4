import mongoose from "mongoose";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { openBrowser, visitAs, WIDTHS } from "./support/browser.js";
import { newPhone, patientWrites } from "./support/clinic.js";
import { isUsable } from "./support/usable.js";

/** Lets the database refuse that a message is bound to a case, or take it again. */
async function refuse(validator: object): Promise<void> {
  const connection = await mongoose.createConnection(inject("clinic").mongodbUri).asPromise();
  await connection.db?.command({ collMod: "inbox", validator });
  await connection.close();
}

describe("a message that no ticket can take", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await refuse({});
  });

  it("is told of, stands under the channels with what it says, and becomes a ticket when it is tried again", async () => {
    const phone = newPhone();
    const said = `A question that must not be lost, from ${phone}`;
    await refuse({ state: { $ne: "bound" } });
    await patientWrites(phone, said);
    const { admin, url } = inject("clinic");
    const small = await visitAs(browser, admin, "/admin/channels", WIDTHS.phone);
    // It is tried for half a minute, and the page looks every half minute.
    await small.page.getByText(said).waitFor({ timeout: 120_000 });
    await isUsable(small.page, "phone");
    const { page, errors } = await visitAs(browser, admin, "/app/notices");
    await page.getByText("could not be handed to a ticket").first().waitFor();
    await page.getByRole("link", { name: "A message was set aside" }).first().click();
    const message = page.getByRole("listitem").filter({ hasText: said });
    await message.waitFor();
    await isUsable(page, "desk");

    await refuse({});
    await message.getByRole("button", { name: `Try again: the message from ${phone}` }).click();
    await message.waitFor({ state: "detached" });
    await page.goto(`${url}/app`);
    await page.getByText(said).first().waitFor();
    expect([...errors, ...small.errors]).toEqual([]);
  });
});
