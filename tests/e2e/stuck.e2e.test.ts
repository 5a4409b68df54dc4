import mongoose from "mongoose";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it, vi } from "vitest";
import { openBrowser, visitAs, WIDTHS } from "./support/browser.js";
import { addPerson, byApi, newPhone } from "./support/clinic.js";
import { isUsable } from "./support/usable.js";

type Read = { readonly parked: boolean; readonly turn: number; readonly state: { id: string } };
type ParkedCases = { readonly items: readonly { readonly case: { readonly id: string } }[] };
const read = (id: string) => byApi<Read>(`/api/cases/${id}`);
const patience = { timeout: 45_000, interval: 500 };
const line = (page: Page, id: string) =>
  page
    .getByRole("list", { name: "Tickets that stand still" })
    .getByRole("listitem")
    .filter({ hasText: id });
/** What a run of repairs says of a ticket. */
const told = (page: Page, run: string, id: string) =>
  page
    .getByRole("article", { name: new RegExp(`^${run} · `) })
    .getByRole("listitem")
    .filter({ hasText: id });

describe("tickets that stand still", () => {
  let browser: Browser;
  let database: mongoose.Connection;
  let ids: readonly string[] = [];
  /** What the database takes for a turn, as if somebody had tightened it by hand. */
  const tighten = (validator: object) => database.db?.command({ collMod: "events", validator });
  beforeAll(async () => {
    browser = await openBrowser();
    database = await mongoose.createConnection(inject("clinic").mongodbUri).asPromise();
    const opened: string[] = [];
    for (const n of [1, 2, 3, 4, 5]) {
      const description = `A bill that stands still, ${String(n)}`;
      const body = { contact: { phone: newPhone() }, description };
      opened.push((await byApi<{ id: string }>("/tickets", body)).id);
    }
    ids = opened;
    for (const id of ids)
      await vi.waitFor(async () => expect((await read(id)).state.id).toBe("assigned"), patience);
    await tighten({ caseId: { $nin: [...ids] } });
    try {
      for (const id of ids)
        await byApi(`/api/cases/${id}/actions/note`, { input: { text: "Not written down" } });
      for (const id of ids)
        await vi.waitFor(async () => expect((await read(id)).parked).toBe(true), patience);
    } finally {
      await tighten({});
    }
  });
  afterAll(async () => {
    await database.close();
    await browser.close();
  });

  it("say what a repair would do for each, and are repaired together though nobody looks, which all see", async () => {
    const [first = "", second = ""] = ids;
    const { page, errors } = await visitAs(
      browser,
      inject("clinic").admin,
      "/admin/workflows/ticket",
    );
    await page.getByRole("link", { name: "Show the 5 tickets that stand still" }).click();
    await page.getByText("Only those of Ticket are shown.").waitFor();
    await page.getByRole("link", { name: "Standing still" }).click();
    await page.getByText("Only those of Ticket are shown.").waitFor({ state: "detached" });
    await page.getByRole("heading", { name: "Standing still" }).waitFor();
    await line(page, first).getByText("The database did not take its last turn.").waitFor();
    await page.getByLabel(new RegExp(`^${first} `)).check();
    await line(page, first).getByText("Writes 1 turn again.").waitFor();
    await page.getByLabel(new RegExp(`^${second} `)).check();
    await page.getByText("2 tickets can be repaired so.").waitFor();
    await isUsable(page, "desk");
    const phone = await visitAs(browser, inject("clinic").admin, "/app/stuck", WIDTHS.phone);
    await phone.page.getByLabel("All 5").check();
    await phone.page.getByText("5 tickets can be repaired so.").waitFor();
    await isUsable(phone.page, "phone");

    // Somebody else is faster with the second one, before the page has heard of it.
    let hear = (): void => undefined;
    const heard = new Promise<void>((resolve) => (hear = resolve));
    await page.route(/\/api\/(parked|cases\/[^/]+\/repair)/, async (route) => {
      if (route.request().method() === "GET") await heard;
      await route.continue();
    });
    const { page: other } = await visitAs(browser, inject("clinic").admin, `/app/cases/${second}`);
    await other.getByRole("button", { name: "Try the step again" }).click();
    await vi.waitFor(async () => expect((await read(second)).parked).toBe(false), patience);
    await page.getByRole("button", { name: "Try the step again: 2 tickets" }).click();
    hear();
    const again = "Try the step again: 2 tickets";
    await page.getByRole("heading", { name: `${again} · Over` }).waitFor();
    await page.locator("h2:focus", { hasText: "Repairs" }).waitFor();
    await told(page, again, first).getByText("has started").waitFor();
    await told(page, again, second).getByText("It goes on already").waitFor();
    await page.getByText("1 repaired, 1 not repaired", { exact: true }).waitFor();
    await vi.waitFor(async () => expect((await read(first)).parked).toBe(false), patience);
    await page.getByLabel(new RegExp(`^${first} `)).waitFor({ state: "detached" });

    // Three are reloaded one by one: the page is closed after the first, and somebody else goes on and stops it.
    const { items } = await byApi<ParkedCases>("/api/parked");
    const left = items.map((item) => item.case.id).filter((id) => ids.includes(id));
    const [third = "", fourth = "", fifth = ""] = left;
    await page.getByLabel("Reload from the record").check();
    for (const id of left) await page.getByLabel(new RegExp(`^${id} `)).check();
    const { turn } = await read(third);
    await line(page, third)
      .getByText(`Forgets 1 turn and goes on from turn ${String(turn)}.`)
      .waitFor();
    await page.getByLabel("Rest after so many tickets").fill("1");
    const reload = "Reload from the record: 3 tickets";
    await page.getByRole("button", { name: reload }).click();
    await page.getByRole("heading", { name: `${reload} · Resting` }).waitFor();
    const bar = page.getByRole("progressbar", { name: "How many of 3 tickets are decided" });
    expect((await bar.boundingBox())?.height).toBeGreaterThan(4);
    await isUsable(page, "desk");
    await page.close();
    const another = await addPerson("Baraka of the night with a long name", ["admin"]);
    const night = await visitAs(browser, another, "/app/stuck", WIDTHS.phone);
    const { page: small } = night;
    await told(small, reload, third).getByText("has started").waitFor();
    await told(small, reload, fourth).getByText("Waits for its turn.").waitFor();
    await isUsable(small, "phone");
    await small.getByRole("button", { name: "Go on with the next one" }).click();
    await told(small, reload, fourth).getByText("has started").waitFor();
    await small.getByRole("heading", { name: `${reload} · Resting` }).waitFor();
    await small.getByRole("button", { name: "Stop", exact: true }).click();
    await small.getByRole("heading", { name: `${reload} · Stopped` }).waitFor();
    await told(small, reload, fifth).getByText("Left as before.").waitFor();
    await vi.waitFor(async () => expect((await read(fourth)).parked).toBe(false), patience);
    expect((await read(third)).turn).toBe(turn);
    expect((await read(fifth)).parked).toBe(true);

    // What fails is skipped on the phone, with a reason, and stands in the timeline.
    await small.getByLabel("Skip what fails").check();
    await small.getByLabel(new RegExp(`^${fifth} `)).check();
    await line(small, fifth)
      .getByText(/^Sets aside “.+”: what was filled in can be read/)
      .waitFor();
    const go = small.getByRole("button", { name: "Skip what fails: 1 ticket" });
    await go.waitFor();
    expect(await go.isDisabled()).toBe(true);
    await small.getByLabel("Why is it skipped?").fill("The database never takes it.");
    await isUsable(small, "phone");
    await go.click();
    await told(small, "Skip what fails: 1 ticket", fifth).getByText("Set aside").waitFor();
    await isUsable(small, "phone");
    await vi.waitFor(async () => expect((await read(fifth)).parked).toBe(false), patience);
    const { page: hers } = await visitAs(browser, inject("clinic").admin, `/app/cases/${fifth}`);
    await hers.getByRole("tab", { name: "Timeline" }).click();
    await hers
      .getByText(/^Set aside: /)
      .first()
      .waitFor();
    await hers
      .getByText(/The database never takes it/)
      .first()
      .waitFor();
    expect(night.errors).toEqual([]);
    expect(phone.errors).toEqual([]);
    expect(errors).toEqual([]);
  });

  it("are nothing that others see, and none is said so on a phone too", async () => {
    const support = await addPerson("Neema of the desk", ["support"]);
    const { page: hers } = await visitAs(browser, support, "/app/mine");
    await hers.getByRole("link", { name: "Reports" }).waitFor();
    expect(await hers.getByRole("link", { name: "Standing still" }).count()).toBe(0);
    const { page, errors } = await visitAs(
      browser,
      inject("clinic").admin,
      "/app/stuck",
      WIDTHS.phone,
    );
    await page.getByText("No ticket stands still").waitFor();
    await isUsable(page, "phone");
    // Two hours later the repairs are among the earlier ones.
    await page.clock.setSystemTime(Date.now() + 7_200_000);
    await page.reload();
    await page.getByRole("heading", { name: "3 earlier repairs" }).click();
    await page
      .getByRole("article", { name: "Reload from the record: 3 tickets · Stopped" })
      .waitFor();
    await isUsable(page, "phone");
    expect(errors).toEqual([]);
  });
});
