import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBrowser, visitAsAdmin, WIDTHS } from "./support/browser.js";
import { isUsable } from "./support/usable.js";

const TRY = "/admin/workflows/ticket?view=try";

const part = (page: Page, name: string): Locator => page.getByRole("region", { name });
const phone = (page: Page) => part(page, "The patient's phone");
const story = (page: Page) => part(page, "What has happened");
const picture = (page: Page) => page.getByRole("group", { name: "Map of Ticket" });
const state = (page: Page, name: string) =>
  picture(page).getByRole("button", { name: new RegExp(`^${name}\\. .*The pretend case is here`) });

/** An action of somebody in a role, with what its form asks. */
async function act(page: Page, role: string, action: string, text?: string): Promise<void> {
  const acting = part(page, "Act for the staff");
  await acting.getByLabel("You are").selectOption({ label: role });
  await acting.getByRole("button", { name: action, exact: true }).click();
  if (text === undefined) return;
  const form = page.getByRole("dialog", { name: action });
  await form.getByRole("textbox").fill(text);
  await form.getByRole("button", { name: action, exact: true }).click();
  await form.waitFor({ state: "detached" });
}

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

describe.each(["desk", "phone"] as const)("trying a workflow, at the width of a %s", (width) => {
  it("plays patient, rules, staff and clock, says why, keeps it as a test, and goes back", async () => {
    const { page, errors } = await visitAsAdmin(browser, TRY, WIDTHS[width]);
    const opening = part(page, "Open a case");
    await opening.getByLabel("It begins").fill("2026-03-02T09:00");
    await opening.getByRole("button", { name: "Send" }).click();
    await opening.getByText("Please fill this in.").waitFor();
    await isUsable(page, width);

    await opening.getByLabel("What the patient writes").fill("Where can I pay my bill?");
    await opening.getByRole("button", { name: "Send" }).click();
    await phone(page).getByText(/T-1/).first().waitFor();
    await page.getByText("Assigned, Billing, Medium").waitFor();
    await state(page, "Assigned").waitFor();

    await story(page).getByText("Why?").click();
    await story(page)
      .getByText(/^Rule “.+” of “Ticket routing” matched\.$/)
      .waitFor();
    await story(page)
      .getByText("saw “Where can I pay my bill?”")
      .filter({ visible: true })
      .first()
      .waitFor();
    await isUsable(page, width);

    await act(page, "Support", "Reply", "At the front desk, until 5.");
    await phone(page)
      .getByText(/At the front desk, until 5\./)
      .waitFor();
    await act(page, "Support", "Take it");
    await act(page, "Support", "Ask the patient", "Can you come today?");
    await state(page, "Waiting for patient").waitFor();
    await phone(page).getByLabel("Write as the patient").fill("Yes, thank you");
    await page.keyboard.press("Enter");
    await state(page, "In progress").waitFor();
    await phone(page).getByText("Yes, thank you").waitFor();

    const clocks = part(page, "Clocks");
    await clocks.getByRole("button", { name: "Skip to it: Resolution: Nearly due" }).click();
    await clocks.getByRole("button", { name: "Skip to it: Resolution", exact: true }).click();
    await story(page).getByText("“Resolution” runs out").waitFor();
    await part(page, "What may happen outside")
      .getByRole("button", { name: "Nobody answers the alert to Billing" })
      .waitFor();
    await isUsable(page, width);

    const tests = part(page, "Tests of this workflow");
    const name = "A bill, asked about and late";
    await tests.getByLabel("What it shows").fill(name);
    await tests.getByRole("button", { name: "Keep as a test" }).click();
    await tests.getByText(`${name} holds`).waitFor();
    await tests.getByText(/^They take \d+ of \d+ transitions/).waitFor();
    await tests.getByLabel("Show on the map what the tests come by").check();
    await picture(page)
      .getByRole("button", { name: /^Waiting for patient\. .*A test comes here/ })
      .waitFor();
    await isUsable(page, width);
    await tests.getByLabel("Show on the map what the tests come by").uncheck();
    await state(page, "In progress").waitFor();

    await page.getByRole("button", { name: "Step back" }).click();
    await story(page).getByText("“Resolution” runs out").waitFor({ state: "detached" });
    await clocks.getByRole("button", { name: "Skip to it: Resolution", exact: true }).waitFor();
    await page.getByRole("button", { name: "Begin again" }).click();
    await part(page, "Open a case").waitFor();
    expect(errors).toEqual([]);
  });

  it("says which messages open a case, what else would come of one, and knows what its address tells", async () => {
    const { page, errors } = await visitAsAdmin(browser, TRY, WIDTHS[width]);
    const opening = part(page, "Open a case");
    await opening
      .getByText("Every message to 22911 opens a case with Category: Patient safety.")
      .waitFor();
    await opening.getByText("Every first message that no workflow names opens a case.").waitFor();
    const text = opening.getByLabel("What the patient writes");
    await text.fill("STOP");
    await opening.getByText(/this is answered at once, whoever writes it/).waitFor();
    await opening.getByRole("button", { name: "Open it here all the same" }).waitFor();
    await isUsable(page, width);
    await text.fill("Please call me");
    await opening.getByLabel("Written to").selectOption("22911");
    await opening.getByText("it is known: Category: Patient safety.").waitFor();
    await isUsable(page, width);
    await opening.getByRole("button", { name: "Send" }).click();
    await page
      .getByRole("status")
      .getByText(/^Emergency, /)
      .waitFor();
    expect(errors).toEqual([]);
  });
});
