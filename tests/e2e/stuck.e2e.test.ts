import mongoose from "mongoose";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it, vi } from "vitest";
import { openBrowser, visitAs, WIDTHS } from "./support/browser.js";
import { addPerson, byApi, newPhone } from "./support/clinic.js";
import { isUsable } from "./support/usable.js";

type Read = { readonly parked: boolean; readonly turn: number; readonly state: { id: string } };
const read = (id: string) => byApi<Read>(`/api/cases/${id}`);
const patience = { timeout: 45_000, interval: 500 };

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

  it("say what a repair would do for each, are repaired together, and tell what became of each", async () => {
    const [first = "", second = "", third = "", fourth = "", fifth = ""] = ids;
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
    const line = (id: string) => page.getByRole("listitem").filter({ hasText: id });
    await line(first).getByText("The database did not take its last turn.").waitFor();
    await page.getByLabel(new RegExp(`^${first} `)).check();
    await line(first).getByText("Writes 1 turn again.").waitFor();
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
    const results = page.getByRole("region", { name: "What became of them" });
    await results
      .getByRole("listitem")
      .filter({ hasText: first })
      .getByText("has started")
      .waitFor();
    await results
      .getByRole("listitem")
      .filter({ hasText: second })
      .getByText(/^Not done: /)
      .waitFor();
    await vi.waitFor(async () => expect((await read(first)).parked).toBe(false), patience);
    await page.getByLabel(new RegExp(`^${first} `)).waitFor({ state: "detached" });

    await page.getByLabel("Reload from the record").check();
    for (const id of [third, fourth]) await page.getByLabel(new RegExp(`^${id} `)).check();
    const { turn } = await read(third);
    await line(third)
      .getByText(`Forgets 1 turn and goes on from turn ${String(turn)}.`)
      .waitFor();
    await page.getByRole("button", { name: "Reload from the record: 2 tickets" }).click();
    await results
      .getByRole("listitem")
      .filter({ hasText: fourth })
      .getByText("has started")
      .waitFor();
    await vi.waitFor(async () => expect((await read(fourth)).parked).toBe(false), patience);
    expect((await read(third)).turn).toBe(turn);
    await isUsable(page, "desk");

    // What fails is skipped on the phone, with a reason, and stands in the timeline.
    const { page: small } = phone;
    await small.reload();
    await small.getByLabel("Skip what fails").check();
    await small.getByLabel(new RegExp(`^${fifth} `)).check();
    const mine = small.getByRole("listitem").filter({ hasText: fifth });
    await mine.getByText(/^Sets aside “.+”: what was filled in can be read/).waitFor();
    const go = small.getByRole("button", { name: "Skip what fails: 1 ticket" });
    await go.waitFor();
    expect(await go.isDisabled()).toBe(true);
    await small.getByLabel("Why is it skipped?").fill("The database never takes it.");
    await isUsable(small, "phone");
    await go.click();
    const told = small.getByRole("region", { name: "What became of them" });
    await told.getByRole("listitem").filter({ hasText: fifth }).getByText("Set aside").waitFor();
    await isUsable(small, "phone");
    await vi.waitFor(async () => expect((await read(fifth)).parked).toBe(false), patience);
    await page.goto(new URL(`/app/cases/${fifth}`, page.url()).href);
    await page.getByRole("tab", { name: "Timeline" }).click();
    await page
      .getByText(/^Set aside: /)
      .first()
      .waitFor();
    await page
      .getByText(/The database never takes it/)
      .first()
      .waitFor();
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
    expect(errors).toEqual([]);
  });
});
