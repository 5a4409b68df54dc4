import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import type { ReleaseBody } from "../../engine/definition/release.js";
import { openBrowser, visitAs, visitAsAdmin, WIDTHS } from "./support/browser.js";
import { addPerson, byApi } from "./support/clinic.js";
import { putBackAfterwards } from "./support/release.js";
import { isUsable } from "./support/usable.js";

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());
putBackAfterwards((body) => ({
  ...body,
  organisation: {
    ...body.organisation,
    roles: [
      ...body.organisation.roles,
      {
        ...{ id: "holiday-keeper", name: "Keeper of holidays", queues: [] },
        permissions: ["release.read", "release.publish"],
        changes: ["calendars/*/holidays"],
      },
    ],
  },
}));

const goTo = (page: Page, path: string) => page.goto(`${inject("clinic").url}${path}`);
const part = (page: Page, name: string) => page.getByRole("region", { name, exact: true });
const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();

async function publishAll(page: Page): Promise<void> {
  await page.getByLabel(/Why do you change it/).fill("Somebody is there on Saturdays");
  await page.getByRole("button", { name: "Check and publish" }).click();
  await page.getByText(/Release \d+ is running/).waitFor();
}

/** The calendar that a test has published. */
async function published(id: string) {
  const { body } = await byApi<{ body: ReleaseBody }>("/api/releases/current");
  return body.calendars?.find((one) => one.id === id);
}

describe.each(["desk", "phone"] as const)("a calendar, at the width of a %s", (width) => {
  const name = `Evening clinic ${width}`;
  const id = `evening_clinic_${width}`;
  const office = ["08:00-13:00", "14:00-17:00"];

  it("is made in the browser: hours, holidays, other hours, and what a promise means by it at once", async () => {
    const { page, errors } = await visitAsAdmin(browser, "/admin/settings", WIDTHS[width]);
    const list = part(page, "Calendars");
    const shipped = list.getByRole("listitem").filter({ hasText: "Nairobi office hours" });
    await shipped.getByText("“First response” in").waitFor();
    await shipped.getByText("It can be removed once nothing uses it any more.").waitFor();
    expect(await shipped.getByRole("button", { name: /^Remove/ }).isDisabled()).toBe(true);
    await isUsable(page, width);
    await list.getByLabel("New calendar").fill(name);
    await list.getByRole("button", { name: "Add", exact: true }).click();
    await page.waitForURL((url) => url.pathname === `/admin/calendars/${id}`);

    const example = part(page, "What that means");
    await example.getByLabel("made on").fill("2026-03-06T16:40");
    await example.getByText(/^is due Mon.*11:40/).waitFor();
    await example.getByText(/^Saturday, Sunday: Fri.*17:00 to Mon.*08:00/).waitFor();

    // A Saturday morning counts as soon as it is there, and what is impossible is said at its place.
    await press(page, "Add hours to Saturday");
    const saturday = page.getByRole("group", { name: "Saturday" });
    await saturday.getByLabel("Saturday, first hours from").fill("09:00");
    await saturday.getByLabel("Saturday, first hours to").fill("08:00");
    await saturday.getByText(/ends before it begins/).waitFor();
    await page.getByText("Correct the problems first.").first().waitFor();
    await saturday.getByLabel("Saturday, first hours to").fill("12:00");
    await example.getByLabel("made on").fill("2026-03-06T16:40");
    await example.getByText(/^is due Mon.*08:40/).waitFor();
    await press(page, "Copy to others: Saturday");
    await page.getByRole("menuitem", { name: "Sunday" }).click();
    await example.getByText(/^is due Sun.*09:40/).waitFor();
    await press(page, "Undo");
    await press(page, "Copy to others: Saturday");
    await page.getByRole("menuitem", { name: "Every day" }).waitFor();
    await isUsable(page, width);
    await page.keyboard.press("Escape");

    await press(page, "Paste a list");
    const pasting = page.getByRole("dialog", { name: "Paste holidays" });
    await pasting.getByRole("textbox").fill("2026-03-07 Clinic day\nChristmas");
    await pasting.getByText("Line 2 is not a date and a name: “Christmas”").waitFor();
    await isUsable(page, width);
    await pasting.getByRole("textbox").fill("2026-03-07 Clinic day\n12-25 Christmas Day");
    await pasting.getByText("2 are new.").waitFor();
    await pasting.getByRole("button", { name: "Done" }).click();
    await example.getByText(/^Clinic day, Sunday: Fri.*17:00 to Mon.*08:00/).waitFor();

    await press(page, "Add a holiday");
    const holiday = page.getByRole("dialog", { name: "Holiday" });
    await holiday.getByLabel("Date").fill("2031-12-25");
    await holiday.getByLabel("Every year").check();
    await holiday.getByText("There is one on this day already.").waitFor();
    await holiday.getByLabel("Date").fill("2031-12-12");
    await holiday.getByRole("button", { name: "Done" }).click();
    await holiday.getByText("Give it a name.").waitFor();
    await holiday.getByLabel("Name of the day").fill("Jamhuri Day");
    await holiday.getByLabel(/the Monday after it too/).check();
    await isUsable(page, width);
    await holiday.getByRole("button", { name: "Done" }).click();
    await part(page, "Holidays").getByText("every year, a Sunday takes the Monday along").waitFor();

    await press(page, "Add a day");
    const other = page.getByRole("dialog", { name: "Day with other hours" });
    await other.getByLabel("Date").fill("2031-12-24");
    await other.getByLabel("Name of the day").fill("Christmas Eve");
    await other.getByRole("button", { name: "Done" }).click();
    await part(page, "Days with other hours").getByText("08:00–13:00").waitFor();
    await page.getByLabel("Time zone").fill("Africa/Nowhere");
    await page.getByText("Choose one of the list, such as Africa/Nairobi.").waitFor();
    await page.getByLabel("Time zone").fill("Africa/Lagos");
    await isUsable(page, width);

    // Every edit is a sentence among the changes, and one of them is taken back by itself.
    await goTo(page, "/admin/changes");
    const saturdays = page.getByRole("listitem").filter({ hasText: "Saturday: 09:00–12:00" });
    await page.getByText("Added 2 holidays").waitFor();
    await page.getByText("Its time zone is Africa/Lagos").waitFor();
    await saturdays.last().getByRole("button", { name: "Undo only this" }).click();
    await saturdays.waitFor({ state: "detached" });
    await page.getByRole("link", { name: `Calendar “${name}”` }).click();
    await page.getByRole("group", { name: "Saturday" }).getByText("Closed").waitFor();

    await publishAll(page);
    expect(await published(id)).toEqual({
      ...{ kind: "calendar", spec: 1, id, name, zone: "Africa/Lagos", workday: "PT8H" },
      week: { mon: office, tue: office, wed: office, thu: office, fri: office },
      holidays: [
        { name: "Clinic day", date: "2026-03-07" },
        { name: "Christmas Day", yearly: "12-25" },
        { name: "Jamhuri Day", yearly: "12-12", onSunday: "monday" },
      ],
      exceptions: [{ name: "Christmas Eve", date: "2031-12-24", hours: ["08:00-13:00"] }],
    });
    expect(errors).toEqual([]);
  });

  it("is copied, and removed while nothing uses it", async () => {
    const { page, errors } = await visitAsAdmin(browser, "/admin/settings", WIDTHS[width]);
    const list = part(page, "Calendars");
    await list.getByRole("button", { name: `Copy ${name}` }).click();
    await page.getByRole("heading", { name: `${name} (copy)` }).waitFor();
    await page.getByLabel("Name of the calendar").fill("Nights");
    await page.getByText("Nothing uses it yet.").waitFor();
    await page.getByRole("link", { name: "All settings" }).click();
    await list.getByRole("button", { name: "Remove Nights" }).click();
    await list.getByRole("link", { name: "Nights" }).waitFor({ state: "detached" });
    await press(page, "Undo");
    await list.getByRole("link", { name: "Nights" }).waitFor();
    await goTo(page, "/admin/calendars/gone");
    await page.getByText("There is no such calendar").waitFor();
    await isUsable(page, width);
    expect(errors).toEqual([]);
  });

  it("is reached from the clock that counts by it", async () => {
    const path = "/admin/workflows/ticket?edit=1&view=clocks";
    const { page, errors } = await visitAsAdmin(browser, path, WIDTHS[width]);
    await page
      .getByRole("link", { name: "Hours and holidays of “Nairobi office hours”" })
      .first()
      .click();
    await page.getByRole("heading", { name: "Nairobi office hours" }).waitFor();
    await page.getByText("Used by").waitFor();
    await part(page, "Holidays").getByText("Mashujaa Day").first().waitFor();
    await isUsable(page, width);
    expect(errors).toEqual([]);
  });

  it("is only read, with the reason, by whoever may not change it, and in part by whoever keeps its holidays", async () => {
    const keeper = await addPerson(`Kamau ${width}`, ["holiday-keeper"]);
    const { page, errors } = await visitAs(
      browser,
      keeper,
      "/admin/calendars/nairobi",
      WIDTHS[width],
    );
    await page.getByText("Your roles let you change only this").waitFor();
    await page.getByRole("group", { name: "Monday" }).getByText("08:00–13:00").waitFor();
    expect(await page.getByRole("button", { name: /^Add hours/ }).count()).toBe(0);
    expect(await page.getByLabel("Time zone").isEditable()).toBe(false);
    expect(await page.getByRole("button", { name: "Add a day" }).count()).toBe(0);
    await press(page, "Add a holiday");
    const holiday = page.getByRole("dialog", { name: "Holiday" });
    await holiday.getByLabel("Date").fill("2031-05-20");
    await holiday.getByLabel("Name of the day").fill("Founders' Day");
    await holiday.getByRole("button", { name: "Done" }).click();
    await part(page, "Holidays").getByText("Founders' Day").waitFor();
    await isUsable(page, width);
    await goTo(page, "/admin/settings");
    await part(page, "Calendars").getByRole("link", { name: "Nairobi office hours" }).waitFor();
    expect(await page.getByLabel("New calendar").count()).toBe(0);
    expect(errors).toEqual([]);
  });
});
