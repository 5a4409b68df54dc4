import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { type Calendar, WEEKDAYS } from "../../engine/definition/calendar.js";
import type { ReleaseBody } from "../../engine/definition/release.js";
import { openBrowser, visit, visitAs, WIDTHS } from "./support/browser.js";
import { actions } from "./support/desk.js";
import { publish } from "./support/release.js";
import { isUsable } from "./support/usable.js";

const ALWAYS = Object.fromEntries(WEEKDAYS.map((day) => [day, ["00:00-24:00"]]));

/** One hour of a week, on the day that comes so many days after today. */
function oneHour(days: number): Calendar["week"] {
  const today = (new Date().getUTCDay() + 6) % 7;
  return { [WEEKDAYS[(today + days) % 7] ?? "mon"]: ["08:00-09:00"] };
}

/** A release in which somebody answers the chat at these hours. */
function attended(week: Calendar["week"]) {
  const known = { kind: "calendar", spec: 1, zone: "Africa/Nairobi", workday: "PT1H" } as const;
  const calendar: Calendar = { ...known, id: "chat", name: "Chat", week };
  return ({ organisation, calendars = [], ...body }: ReleaseBody): ReleaseBody => ({
    ...body,
    organisation: { ...organisation, chat: { calendar: "chat" } },
    calendars: [...calendars, calendar],
  });
}

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

describe.each(["phone", "desk"] as const)("a chat, at the width of a %s", (width) => {
  it("is answered live, goes on through a lost connection and a reload, and ends when the person says so", async () => {
    const words = `the parking near the ${width}`;
    const { page, errors } = await visit(browser, "/p/chat", WIDTHS[width]);
    await page.getByRole("heading", { level: 1, name: "Chat with us" }).waitFor();
    await isUsable(page, width);
    const box = page.getByLabel("Your message");
    const log = page.getByRole("log");
    await box.fill(`My bill has ${words} on it`);
    await box.press("Enter");
    await log
      .getByText(/T-[0-9A-Z]+-[0-9A-Z]/)
      .first()
      .waitFor();

    const { page: desk } = await visitAs(browser, inject("clinic").admin, "/app/queues/billing");
    await desk.getByRole("link", { name: new RegExp(words) }).click();
    await actions(desk).getByRole("button", { name: "Take it" }).click();
    await desk.locator("header").getByText("In progress", { exact: true }).waitFor();
    await desk.locator("#composer").fill("We take it off");
    await desk.getByRole("button", { name: "Send", exact: true }).click();
    await log.getByText("We take it off").waitFor();
    await isUsable(page, width);

    await page.context().setOffline(true);
    await page.getByText("No connection. What you write is sent").waitFor();
    await box.fill("Thank you so much");
    await page.getByRole("button", { name: "Send" }).click();
    await log.getByText("sending…").waitFor();
    await page.context().setOffline(false);
    const conversation = desk.getByRole("log", { name: "Conversation" });
    await conversation.getByText("Thank you so much").waitFor();
    await page.reload();
    await log.getByText("Thank you so much").waitFor();
    expect(await log.getByText("Thank you so much").count()).toBe(1);
    expect(await conversation.getByText("Thank you so much").count()).toBe(1);

    await page.getByRole("button", { name: "End the chat" }).click();
    await page.getByText("Somebody of the clinic answers here.").waitFor();
    expect(await page.getByText("Thank you so much").count()).toBe(0);
    expect(errors).toEqual([]);
  });

  it("says outside its hours from when on somebody answers, and takes what is written all the same", async () => {
    const before = await publish(attended(oneHour(3)));
    const { page, errors } = await visit(browser, "/p/chat", WIDTHS[width]);
    await page.getByText(/Somebody answers from \w+day,? \d+ \w+ at \d\d:00 on\./).waitFor();
    await isUsable(page, width);
    await page.getByRole("button", { name: "Kiswahili" }).click();
    await page.getByText(/Utajibiwa kuanzia \w+, \d+ \w+.* \d\d:00\./).waitFor();
    const box = page.getByLabel("Ujumbe wako");
    await box.fill("Where is the lost and found");
    await box.press("Enter");
    const number = page.getByRole("log").getByText(/T-[0-9A-Z]+-[0-9A-Z]/);
    await number.first().waitFor();
    await isUsable(page, width);

    await publish(() => attended(ALWAYS)(before));
    await page.reload();
    await number.first().waitFor();
    expect(await page.getByText("Kwa sasa hakuna mtu hapa", { exact: false }).count()).toBe(0);
    await publish(() => before);
    expect(errors).toEqual([]);
  });
});
