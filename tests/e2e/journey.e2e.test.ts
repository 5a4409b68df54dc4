import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it, vi } from "vitest";
import { openBrowser, visitAs, WIDTHS } from "./support/browser.js";
import { addPerson, byApi, newPhone, type Person } from "./support/clinic.js";
import { publish, putBackAfterwards } from "./support/release.js";
import { isUsable } from "./support/usable.js";
import { withWheelchairs } from "./support/wheelchair.js";

const slider = (page: Page) => page.getByRole("slider", { name: "Turn" });
const card = (page: Page, name: string | RegExp) => page.getByRole("region", { name });
const picture = (page: Page) => page.getByRole("group", { name: /^Map of / });
const state = (page: Page, name: string) =>
  picture(page).getByRole("button", { name: new RegExp(`^${name}\\. `) });

type Told = { readonly turn: number; readonly state: { readonly id: string } };
const read = (id: string) => byApi<Told>(`/api/cases/${id}`);
const act = (id: string, action: string, input: object = {}) =>
  byApi(`/api/cases/${id}/actions/${action}`, { input });

/** A ticket about a bill that has been assigned to its team, taken, and answered. */
async function answered(description: string): Promise<string> {
  const body = { contact: { phone: newPhone() }, description };
  const { id } = await byApi<{ id: string }>("/tickets", body);
  await comesTo(id, "assigned");
  await act(id, "claim");
  await act(id, "note", { text: "Looked into the books" });
  return id;
}

async function comesTo(id: string, wanted: string): Promise<void> {
  const isThere = async () => expect((await read(id)).state.id).toBe(wanted);
  await vi.waitFor(isThere, { timeout: 45_000, interval: 500 });
}

describe("the journey of one ticket", () => {
  let browser: Browser;
  let support: Person;
  beforeAll(async () => {
    browser = await openBrowser();
    support = await addPerson("Neema of the desk", ["support"]);
  });
  afterAll(() => browser.close());

  it.each(["desk", "phone"] as const)(
    "is gone through turn by turn by whoever may read it, at the width of a %s",
    async (width) => {
      const id = await answered("The journey of an invoice with a name that is rather long");
      const { page, errors } = await visitAs(browser, support, `/app/cases/${id}`, WIDTHS[width]);
      await page.getByRole("link", { name: "Journey" }).click();
      await page.getByRole("heading", { name: `Journey of ${id}` }).waitFor();
      await page.getByText("Turn 4, the last one").waitFor();
      await page.getByText("which it follows").waitFor();
      const here = state(page, "In progress");
      expect(await here.getAttribute("data-trail")).toBe("here");
      expect(await state(page, "Assigned").getAttribute("data-trail")).toBe("been");
      expect(await state(page, "Resolved").getAttribute("data-trail")).toBeNull();
      const waits = card(page, "What does it wait for?");
      await waits.getByRole("listitem").filter({ hasText: "Resolve to “Resolved”" }).waitFor();
      await waits
        .getByText(/Support/)
        .first()
        .waitFor();
      await card(page, "Why is it here?").getByText("by: Take it (", { exact: false }).waitFor();
      await isUsable(page, width);

      await slider(page).focus();
      await page.keyboard.press("Home");
      await page.getByRole("heading", { name: "Turn 1 of 4" }).waitFor();
      await card(page, "What it waited for then")
        .getByText("The rules “Ticket routing” have to decide")
        .waitFor();
      expect(await here.getAttribute("data-trail")).toBeNull();
      await page.keyboard.press("ArrowRight");
      const second = card(page, "Turn 2 of 4");
      await second.getByText("Changed by this turn").waitFor();
      await second.getByText("Billing", { exact: true }).first().waitFor();
      await second.getByRole("button", { name: "Why the rules said so" }).click();
      await second.getByText(/^Rule: /).waitFor();
      await isUsable(page, width);
      await page.waitForURL((url) => url.search === "?turn=2");
      await page.reload();
      await card(page, "Turn 2 of 4").waitFor();

      await here.click();
      await card(page, "Turn 3 of 4").getByText("Take it").first().waitFor();
      await state(page, "Resolved").click();
      await page.getByText("It has not been in “Resolved” under this release.").waitFor();
      await slider(page).focus();
      await page.keyboard.press("End");
      await page.getByText("Turn 4, the last one").waitFor();
      await page.waitForURL((url) => url.search === "");

      // What happens meanwhile is there without asking.
      await act(id, "resolve", { resolution: "Paid back" });
      await page.getByText("Turn 5, the last one").waitFor();
      expect(await state(page, "Resolved").getAttribute("data-trail")).toBe("here");
      await page.getByRole("button", { name: "Earlier turn" }).click();
      await page.getByRole("heading", { name: "Turn 4 of 5" }).waitFor();
      await page.getByRole("button", { name: "Go to now" }).click();
      await page.getByText("Turn 5, the last one").waitFor();
      await page.getByRole("link", { name: "Back to the ticket" }).click();
      await page.getByRole("link", { name: "Journey" }).waitFor();
      expect(errors).toEqual([]);
    },
  );

  it("is as long as it is, and says what cannot be shown, where, and why", async () => {
    const id = await answered("The journey of many notes");
    for (let n = 0; n < 110; n += 1) await act(id, "note", { text: `Note ${String(n)}` });
    const { page, errors } = await visitAs(browser, support, `/app/cases/${id}/journey`);
    await page.getByText("Turn 114, the last one").waitFor();
    await slider(page).focus();
    await page.keyboard.press("PageDown");
    await page.getByRole("heading", { name: /^Turn 10\d of 114$/ }).waitFor();
    await page.keyboard.press("Home");
    await page.getByRole("heading", { name: "Turn 1 of 114" }).waitFor();
    await page.route("**/journey", (route) =>
      route.request().resourceType() === "fetch" ? route.abort() : route.fallback(),
    );
    await page.reload();
    await page.getByRole("button", { name: "Try again" }).waitFor();
    await page.unroute("**/journey");
    await page.getByRole("button", { name: "Try again" }).click();
    await slider(page).waitFor();
    await page.goto(`${inject("clinic").url}/app/cases/T-0000-0/journey`);
    await page.getByRole("heading", { name: "There is no such ticket" }).waitFor();
    expect(errors).toEqual([]);
  });
});

describe("the journey of a ticket that was moved to another release", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());
  putBackAfterwards(withWheelchairs(["Asked for", "Lent"]));

  it("is drawn on the release of each time", async () => {
    const { id } = await byApi<{ id: string }>("/api/cases", {
      workflow: "wheelchair",
      data: { about: "A folding one" },
    });
    await act(id, "lend");
    const { number: from } = await byApi<{ number: number }>("/api/releases/current");
    const path = `/app/cases/${id}/journey`;
    const { page, errors } = await visitAs(browser, inject("clinic").admin, path);
    await page.getByText(`as in release ${String(from)}, which it follows`).waitFor();
    await publish(withWheelchairs(["On the list", "Given out"]));
    const states = { asked_for: "on_the_list", lent: "given_out" };
    const ends = { workflow: "wheelchair", from, to: from + 1, states };
    await byApi("/api/migrations", { ...ends, reason: "Words of a journey" });
    await page.getByText("Turn 3, the last one").waitFor();
    await page.getByText(`as in release ${String(from + 1)}, which it follows`).waitFor();
    expect(await state(page, "Given out").getAttribute("data-trail")).toBe("here");
    expect(await state(page, "On the list").getAttribute("data-trail")).toBeNull();
    await page.getByRole("button", { name: "Go to turn 2" }).click();
    const until = `as in release ${String(from)}, which it followed until turn 2`;
    await page.getByText(until).waitFor();
    expect(await state(page, "Lent").getAttribute("data-trail")).toBe("here");
    expect(await state(page, "Asked for").getAttribute("data-trail")).toBe("been");
    await isUsable(page, "desk");
    await act(id, "end");
    expect(errors).toEqual([]);
  });
});
