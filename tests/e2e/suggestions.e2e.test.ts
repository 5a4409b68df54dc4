import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { openBrowser, visitAs, visitAsAdmin, WIDTHS } from "./support/browser.js";
import { newPhone, patientWrites, textsTo } from "./support/clinic.js";
import { rowWith } from "./support/desk.js";
import { putBackAfterwards } from "./support/release.js";
import { isUsable } from "./support/usable.js";

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());
putBackAfterwards();

describe.each(["desk", "phone"] as const)("a suggested answer, at the width of a %s", (width) => {
  it("is put into the reply by one press, changed, and sent", async () => {
    const phone = newPhone();
    const text = `Mtoto amepoteza nenosiri langu (${width})`;
    const { page, errors } = await visitAs(
      browser,
      inject("clinic").admin,
      "/app/queues/support",
      WIDTHS[width],
    );
    await patientWrites(phone, text);
    await rowWith(page, text).getByRole("link").click();
    const answers = page.getByRole("region", { name: "Suggested answers" });
    const answer = answers.getByRole("button", { name: "A lost password" });
    await answer.waitFor();
    await isUsable(page, width);
    await answer.focus();
    await page.keyboard.press("Enter");
    const reply = page.getByRole("textbox", { name: "Message to the patient" });
    await expect.poll(() => reply.inputValue()).toMatch(/forgot password/i);
    await page.keyboard.press("Control+End");
    await page.keyboard.type(" Asha");
    await page.getByRole("button", { name: "Send" }).click();
    await expect
      .poll(() => textsTo(phone).at(-1), { timeout: 45_000 })
      .toMatch(/Forgot password.* Asha$/s);
    expect(errors).toEqual([]);
  });
});

it("is offered where an administrator says so, by the page of the message", async () => {
  const { page, errors } = await visitAsAdmin(browser, "/admin/messages/answer-bill");
  const offer = page.getByRole("region", { name: "Offer it to staff as an answer" });
  await offer.getByRole("button", { name: "Offer it always" }).click();
  await isUsable(page, "desk");
  await page.getByLabel(/Why do you change it/).fill("It helps with every ticket");
  await page.getByRole("button", { name: "Check and publish" }).click();
  await page.getByText(/Release \d+ is running/).waitFor();

  const text = "My visit of Tuesday has to be another day, can you reschedule it";
  await patientWrites(newPhone(), text);
  await page.goto(`${inject("clinic").url}/app/queues/support`);
  await rowWith(page, text).getByRole("link").click();
  const answers = page.getByRole("region", { name: "Suggested answers" }).getByRole("button");
  await expect
    .poll(() => answers.allTextContents())
    .toEqual(["Booking a visit", "Checking a bill"]);
  expect(errors).toEqual([]);
});
