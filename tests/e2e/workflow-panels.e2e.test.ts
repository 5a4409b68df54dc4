import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBrowser, visitAsAdmin, WIDTHS } from "./support/browser.js";
import { byApi } from "./support/clinic.js";
import { madeUp } from "./support/made-up.js";
import { putBackAfterwards } from "./support/release.js";
import { isUsable } from "./support/usable.js";

/** Something is to be delivered: a workflow that does nothing yet but end. */
const delivery = madeUp({
  id: "delivery",
  name: "Delivery",
  prefix: "DV",
  initial: "open",
  states: {
    open: { name: "Open", class: "new" },
    done: { name: "Brought", class: "done", final: true },
  },
  transitions: { finish: { name: "Finish", from: ["open"], to: "done", by: ["admin"] } },
});

type Opened = { readonly id: string };
type Offered = { readonly items: readonly { readonly id: string }[] };

async function opened(what: string): Promise<string> {
  return (await byApi<Opened>("/api/cases", { workflow: "delivery", data: { what } })).id;
}

/** Adds something of a kind from a list in which it is searched for. */
async function add(within: Locator, button: string, kind: string) {
  await within.getByRole("button", { name: button }).click();
  await within.getByRole("textbox", { name: "Search" }).fill(kind);
  await within.page().keyboard.press("Enter");
}

async function publishIt(page: Page) {
  await page.getByLabel(/Why do you change it/).fill("Deliveries tell who waits for them");
  await page.getByRole("button", { name: "Check and publish" }).click();
  await page.getByText(/Release \d+ is running/).waitFor();
}

describe.each(["desk", "phone"] as const)(
  "changing what a workflow does, at the width of a %s",
  (width) => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await openBrowser();
    });
    afterAll(() => browser.close());
    putBackAfterwards((body) => ({ ...body, workflows: [delivery, ...body.workflows] }));

    const visit = (search: string) =>
      visitAsAdmin(browser, `/admin/workflows/delivery?edit=1${search}`, WIDTHS[width]);
    const panel = (page: Page, name: string) =>
      page.getByRole(width === "desk" ? "complementary" : "dialog", { name });

    it("gives a transition a condition and something to do, which the next cases follow", async () => {
      const { page, errors } = await visit("&show=transition.finish");
      const finish = panel(page, "Finish");
      await finish.getByRole("button", { name: "Only when …" }).click();
      await finish.getByRole("textbox", { name: "With what" }).fill("wheelchair");
      await add(finish, "Add something to do", "tell staff");
      await finish.getByLabel("Who is told").selectOption("Everybody with a role");
      await finish.getByLabel("Role", { exact: true }).selectOption("Administrator");
      await finish.getByRole("textbox", { name: "Text" }).fill("It has been brought");
      await finish
        .getByRole("button", { name: /^Everybody with the role Administrator gets the notice/ })
        .waitFor();
      await add(finish, "Add what makes it happen", "patient writes");
      await finish
        .getByRole("button", {
          name: "It happens by itself when the patient writes.",
          exact: true,
        })
        .waitFor();
      await isUsable(page, width);
      await page.keyboard.press("Escape");
      await publishIt(page);

      const letter = await opened("A letter");
      const chair = await opened("A wheelchair");
      const offered = async (id: string) => {
        const { items } = await byApi<Offered>(`/api/cases/${id}/actions`);
        return items.map((one) => one.id);
      };
      await expect.poll(() => offered(chair)).toContain("finish");
      expect(await offered(letter)).not.toContain("finish");
      await byApi(`/api/cases/${chair}/actions/finish`, {});
      await expect
        .poll(async () => JSON.stringify(await byApi("/api/notices")))
        .toContain("It has been brought");
      expect(errors).toEqual([]);
    });

    it("designs a form as it will be filled in, and says in dates what a clock means", async () => {
      const { page, errors } = await visit("&view=forms");
      const part = page.getByRole("tabpanel");
      await part.getByLabel("Name of a new form").fill("Receipt");
      await part.getByRole("button", { name: "Add the form" }).click();
      await add(part, "Add a field", "one of a list");
      await part.getByLabel("Title", { exact: true }).fill("Who took it?");
      await part.getByLabel("Choices, one per line").fill("The patient\nA neighbour");
      await part.getByLabel("Must be filled in").check();
      // It was called after its title, and is called otherwise now.
      const name = part.getByLabel("Name in definitions");
      await expect.poll(() => name.inputValue()).toBe("whoTookIt");
      await part.getByRole("button", { name: "Call it otherwise" }).click();
      const otherwise = page.getByRole("dialog", { name: "Call the field “whoTookIt” otherwise" });
      await otherwise.getByLabel("New name in definitions").fill("takenBy");
      await page.keyboard.press("Enter");
      await expect.poll(() => name.inputValue()).toBe("takenBy");
      const preview = part.getByRole("group", { name: "As it is filled in" });
      await preview.getByRole("button", { name: "Try what is filled in" }).click();
      await preview.getByText("Please fill this in.").waitFor();
      await preview.getByLabel("Who took it?").selectOption("A neighbour");
      await preview.getByRole("button", { name: "Try what is filled in" }).click();
      await preview.getByText("It would be accepted.").waitFor();
      await isUsable(page, width);

      await page.getByRole("tab", { name: "Clocks" }).click();
      await part.getByLabel("Name of a new clock").fill("Brought in time");
      await part.getByRole("button", { name: "Add the clock" }).click();
      await part.getByLabel("Time: how much").fill("4");
      await part.getByLabel("Time: unit").selectOption("hours");
      await part.getByLabel("Counts").selectOption("Nairobi office hours");
      await part.getByLabel("It starts on").fill("2026-03-06T16:40");
      await part.getByText(/^Due Mon.*11:40/).waitFor();
      await isUsable(page, width);
      await page.getByRole("button", { name: "Discard all" }).click();
      await page.getByText(/changes? Not published yet$/).waitFor({ state: "detached" });
      expect(errors).toEqual([]);
    });
  },
);
