import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { openBrowser, visitAs, WIDTHS } from "./support/browser.js";
import { addAdmin, addPerson, byApi, newPhone, patientWrites } from "./support/clinic.js";
import { isUsable } from "./support/usable.js";

const NAME = "Quillabrax Wandersmythe";

const part = (page: Page, name: string | RegExp) => page.getByRole("region", { name });
const tests = (page: Page) => part(page, "Tests of this workflow");

type List = { readonly items: readonly { readonly id: string; readonly title: string }[] };

let written = 0;

/** A ticket about a bill that came by SMS, has been assigned, taken and looked into, with a name in all that was written. */
async function answered(): Promise<string> {
  written += 1;
  const text = `A bill of ${NAME} (${String(Date.now())}, ${String(written)})`;
  await patientWrites(newPhone(), text);
  const id = await vi.waitFor(
    async () => {
      const { items } = await byApi<List>("/api/cases?state=assigned&limit=100");
      const found = items.find(({ title }) => title.includes(text));
      if (!found) throw new Error("not routed yet");
      return found.id;
    },
    { timeout: 45_000, interval: 500 },
  );
  await byApi(`/api/cases/${id}/actions/claim`, { input: {} });
  await byApi(`/api/cases/${id}/actions/note`, { input: { text: `${NAME} called` } });
  return id;
}

describe("a real ticket", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  it.each(["desk", "phone"] as const)(
    "becomes a test of its workflow with nothing of the patient in it, as one change, at the width of a %s",
    async (width) => {
      const id = await answered();
      const name = `A bill is answered, as in ${width} ${id}`;
      const admin = await addAdmin("Wanjiru");
      const { page, errors } = await visitAs(browser, admin, `/app/cases/${id}`, WIDTHS[width]);
      await page.getByText(NAME).first().waitFor();
      await page.getByRole("link", { name: "Keep as a test" }).click();

      const card = part(page, `${id} as a test`);
      await card.getByText(/^It comes out as the ticket did, under release \d+\.$/).waitFor();
      await card.getByText("With your changes as they are, it holds.").waitFor();
      await part(page, "The patient's phone").getByText("Made up: bill").waitFor();
      await part(page, "What has happened").getByText("Administrator: Take it").waitFor();
      expect(await page.getByText(NAME).count()).toBe(0);
      await isUsable(page, width);

      await card.getByRole("button", { name: "Keep as a test" }).click();
      await card.getByText("Please name it.").waitFor();
      await card.getByLabel("What it shows").fill(name);
      await card.getByRole("button", { name: "Keep as a test" }).click();
      await page.getByText(`“${name}” stands with the tests of this workflow`).waitFor();
      await tests(page)
        .getByRole("listitem")
        .filter({ hasText: `${name} holds` })
        .waitFor();
      await isUsable(page, width);

      // It is one change, which can be taken back.
      await page.goto(page.url().replace(/\/admin.*$/, "/admin/changes"));
      const undo = page.getByRole("button", { name: "Undo only this" });
      await undo.first().waitFor();
      expect(await undo.count()).toBe(1);
      await page.getByRole("button", { name: "Discard all" }).click();
      await page.getByRole("heading", { name: "Nothing is changed" }).waitFor();
      expect(errors).toEqual([]);
    },
  );

  it("is offered as a test to nobody who may not change how work is done", async () => {
    const id = await answered();
    const support = await addPerson("Neema", ["support"]);
    const { page } = await visitAs(browser, support, `/app/cases/${id}`);
    await page.getByText(NAME).first().waitFor();
    expect(await page.getByRole("link", { name: "Keep as a test" }).count()).toBe(0);
  });

  it("is told again when it could not be told", async () => {
    const id = await answered();
    const { page } = await visitAs(browser, await addAdmin("Otieno"), `/app/cases/${id}`);
    await page.route("**/test", (route) => route.abort());
    await page.getByRole("link", { name: "Keep as a test" }).click();
    await page.getByText("The ticket could not be told as a test").waitFor();
    await page.unroute("**/test");
    await page.getByRole("button", { name: "Try again" }).click();
    await part(page, `${id} as a test`).waitFor();
  });
});
