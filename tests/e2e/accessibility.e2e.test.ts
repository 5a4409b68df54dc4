import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { openBrowser, visit, visitAs, WIDTHS } from "./support/browser.js";
import { newPhone, patientWrites } from "./support/clinic.js";
import { isUsable } from "./support/usable.js";

/** Pages that need nobody to be signed in, and something that shows that they are ready. */
const OPEN_PAGES = [
  ["the sign-in page", "/login", "Sign in"],
  ["the patient form", "/p/ticket", "Write to us"],
  ["the patient form in Swahili", "/p/ticket?lang=sw", "Tuandikie"],
  ["the chat", "/p/chat", "Chat with us"],
  [
    "a tracking link that is over",
    "/p/track#used-long-ago",
    "This link has been used or is too old",
  ],
] as const;

/** Staff pages with their headings. */
const STAFF_PAGES = [
  ["a queue", "/app/queues/medical", "Medical support"],
  ["my tickets", "/app/mine", "Assigned to me"],
  ["all tickets", "/app/all", "All tickets"],
  ["the alerts", "/app/alerts", "Alerts"],
  ["the report of promises", "/app/reports/sla?by=queue", "How promises are kept"],
  ["the report of nothing", "/app/reports/sla?workflow=nothing", "How promises are kept"],
  ["the tickets behind a number", "/app/reports/sla/cases?number=running", "Tickets: Running"],
  ["the notices", "/app/notices", "Notices"],
  ["the team", "/app/team", "Team"],
  ["the people", "/admin/people", "Administration"],
  ["the roles", "/admin/roles", "Administration"],
  ["the settings", "/admin/settings", "Administration"],
  ["the channels of alerts", "/admin/alerts", "Administration"],
  ["the releases", "/admin/releases", "Administration"],
  ["the rules", "/admin/rules", "Administration"],
  ["the workflows", "/admin/workflows", "Administration"],
  ["the channels", "/admin/channels", "Administration"],
  ["how long tickets are kept", "/admin/retention", "Administration"],
  ["the phone simulator", "/sandbox/phone", "Phone simulator"],
  ["the mailbox simulator", "/sandbox/mailbox?address=amina@example.org", "Mailbox simulator"],
] as const;

describe.each(["desk", "phone"] as const)("at the width of a %s", (width) => {
  let browser: Browser;
  let staff: Page;
  beforeAll(async () => {
    browser = await openBrowser();
    await patientWrites(newPhone(), "I have chest pain since this morning");
    staff = (await visitAs(browser, inject("clinic").admin, "/app/all", WIDTHS[width])).page;
  });
  afterAll(() => browser.close());

  it.each(OPEN_PAGES)("%s is accessible and fits", async (_name, path, heading) => {
    const { page, errors } = await visit(browser, path, WIDTHS[width]);
    await page.getByRole("heading", { level: 1, name: heading }).waitFor();
    await isUsable(page, width);
    expect(errors).toEqual([]);
  });

  it.each(STAFF_PAGES)("%s is accessible and fits", async (_name, path, heading) => {
    await goTo(staff, path);
    await staff.getByRole("heading", { level: 1, name: heading }).waitFor();
    await staff.waitForLoadState("networkidle");
    await isUsable(staff, width);
  });

  it("a ticket is accessible and fits, with its conversation, timeline, menu and forms", async () => {
    await goTo(staff, "/app/queues/medical");
    await staff
      .getByRole("link", { name: /chest pain/ })
      .first()
      .click();
    await staff.locator("#composer").waitFor();
    await isUsable(staff, width);
    await staff.getByRole("tab", { name: "Timeline" }).click();
    await staff.getByText("Rules decided").first().waitFor();
    await isUsable(staff, width);
    await staff.getByRole("button", { name: "More" }).click();
    await staff.getByRole("menuitem").first().waitFor();
    await isUsable(staff, width);
    await staff.getByRole("menuitem", { name: "Assign" }).click();
    await staff.getByRole("dialog").waitFor();
    await isUsable(staff, width);
    await staff.keyboard.press("Escape");
  });

  it("a new ticket is accessible and fits, with what is wrong in it", async () => {
    await goTo(staff, "/app/all");
    await staff.getByRole("button", { name: "New ticket" }).click();
    const dialog = staff.getByRole("dialog", { name: "New ticket" });
    await dialog.getByRole("button", { name: "Create ticket" }).click();
    await dialog.getByText("Please fill this in.").first().waitFor();
    const focused = () => document.activeElement?.getAttribute("aria-invalid");
    await staff.waitForFunction(
      () => document.activeElement?.getAttribute("aria-invalid") === "true",
    );
    expect(await staff.evaluate(focused)).toBe("true");
    await isUsable(staff, width);
  });
});

/** Goes to another page of the studio and waits until the address is there. */
async function goTo(page: Page, path: string): Promise<void> {
  await page.goto(`${inject("clinic").url}${path}`);
}
