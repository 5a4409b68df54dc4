import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import type { ReleaseBody } from "../../engine/definition/release.js";
import { openBrowser, visitAs, WIDTHS } from "./support/browser.js";
import { addAdmin, byApi, newPhone, patientWrites } from "./support/clinic.js";
import { publish } from "./support/release.js";
import { isUsable } from "./support/usable.js";

/** A word that the shipped rules take for an emergency, one that they know nothing of, and what nobody else writes. */
const DANGER = "convulsing";
const OTHER = "numbat";
const stamp = String(Date.now());

/** Not in a part that is folded. */
const SEEN = { visible: true };

let browser: Browser;
let before: ReleaseBody;
/** The tickets that are written about, once the rules have decided on them; the same for all. */
let tickets: Promise<{ readonly emergency: string; readonly question: string }> | undefined;
beforeAll(async () => {
  browser = await openBrowser();
  before = await publish((body) => body);
});
afterAll(async () => {
  await browser.close();
  // Nobody else's screen is to have this alert above it.
  const made = await tickets;
  if (made) {
    const path = `/api/cases/${made.emergency}/actions/stand_down`;
    await byApi(path, { input: { reason: "For a test" } });
  }
  await publish(() => before);
});

async function writeTickets() {
  const emergency = await written(`She is ${DANGER} (${stamp})`, "emergency");
  return { emergency, question: await written(`About our ${OTHER} (${stamp})`, "assigned") };
}

/** The id of the ticket that a text has become, once the rules have brought it to a state. */
async function written(text: string, state: string): Promise<string> {
  await patientWrites(newPhone(), text);
  let found: string | undefined;
  await expect
    .poll(async () => {
      type List = { readonly items: readonly { readonly id: string; readonly title: string }[] };
      const { items } = await byApi<List>(`/api/cases?state=${state}&limit=100`);
      found = items.find(({ title }) => title.includes(text))?.id;
      return found;
    })
    .toBeDefined();
  return found ?? "";
}

const goTo = (page: Page, path: string) => page.goto(`${inject("clinic").url}${path}`);
const told = (page: Page) => page.getByRole("region", { name: "What would have been different" });
const caseOf = (page: Page, id: string) =>
  told(page)
    .getByRole("listitem")
    .filter({ has: page.getByRole("link", { name: id }) });

/** Changes the words of a list that rules share. */
async function changeWords(page: Page, list: string, how: (words: string[]) => string[]) {
  await goTo(page, "/admin/rules/ticket-routing?part=words");
  await page.getByText(new RegExp(`^${list} \\d+ entr`)).click();
  const field = page.getByLabel(`Words in ${list}, one per line`);
  await field.fill(how((await field.inputValue()).split("\n")).join("\n"));
}

describe.each(["desk", "phone"] as const)("before publishing, at the width of a %s", (width) => {
  it("an administrator reads what would have been different, why, and which emergency would be missed", async () => {
    const { emergency, question } = await (tickets ??= writeTickets());
    const { page, errors } = await visitAs(
      browser,
      await addAdmin("Achieng"),
      "/admin/changes",
      WIDTHS[width],
    );
    await changeWords(page, "billing-words", (words) => [...words, OTHER]);
    await changeWords(page, "red-flags-en", (words) => words.filter((word) => word !== DANGER));
    await goTo(page, "/admin/changes");
    await told(page)
      .getByText(/\d+ replayed, \d+ different: .*to Billing instead of Triage.* missed\.$/)
      .waitFor();
    await caseOf(page, question).getByText("Queue: Billing instead of Triage").waitFor();
    await caseOf(page, emergency).getByText("Emergency missed").waitFor();
    await isUsable(page, width);

    await page.getByRole("button", { name: `Why ${emergency} would come out otherwise` }).click();
    const was = page.getByRole("region", { name: /^What happened, under release \d+$/ });
    const would = page.getByRole("region", { name: "With your changes" });
    await was
      .getByText(new RegExp(`contains “${DANGER}”`))
      .filter(SEEN)
      .first()
      .waitFor();
    await would.getByText(/^No rule of “Ticket routing” matched/).waitFor();
    await would
      .getByText(new RegExp(`saw .*${stamp}`))
      .filter(SEEN)
      .first()
      .waitFor();
    await isUsable(page, width);

    // It stops the publication here, and by the server where the page does not know.
    await page.getByLabel(/Why do you change it/).fill("Fewer words");
    await page.getByRole("button", { name: "Check and publish" }).click();
    await page.getByText("Emergencies would be missed; see above.").waitFor();
    await goTo(page, "/admin/rules/ticket-routing");
    await page.getByLabel(/Why do you change it/).fill("Fewer words");
    await page.getByRole("button", { name: "Check and publish" }).click();
    await page.getByText("Emergencies that came in would not be recognised any more").waitFor();

    // Without the change that would miss it, nothing is in the way.
    await goTo(page, "/admin/changes");
    await page
      .getByRole("listitem")
      .filter({ hasText: "Changed the words in red-flags-en" })
      .last()
      .getByRole("button", { name: "Undo only this" })
      .click();
    await caseOf(page, question).waitFor();
    await caseOf(page, emergency).waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Discard all" }).click();
    await page.getByRole("heading", { name: "Nothing is changed" }).waitFor();
    expect(errors).toEqual([]);
  });
});

describe("what would have been different", () => {
  it("says when it cannot be told, and is asked for again", async () => {
    const { question } = await (tickets ??= writeTickets());
    const { page, errors } = await visitAs(browser, await addAdmin("Baraka"), "/admin/changes");
    await changeWords(page, "billing-words", (words) => [...words, OTHER]);
    await page.route("**/api/replays", (route) => route.abort());
    await goTo(page, "/admin/changes");
    await told(page).getByText("What happened could not be asked about").waitFor();
    await page.unroute("**/api/replays");
    await told(page).getByRole("button", { name: "Try again" }).click();
    await caseOf(page, question).waitFor();
    await page.getByRole("button", { name: "Discard all" }).click();
    expect(errors).toEqual([]);
  });
});
