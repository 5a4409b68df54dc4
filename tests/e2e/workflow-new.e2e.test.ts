import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { openBrowser, visitAsAdmin, WIDTHS } from "./support/browser.js";
import { newPhone, patientWrites, textsTo } from "./support/clinic.js";
import { actions, rowWith } from "./support/desk.js";
import { putBackAfterwards } from "./support/release.js";
import { isUsable } from "./support/usable.js";

const panel = (page: Page, name: string) => page.getByRole("complementary", { name });

/** Adds one of what a list offers: opens it, searches, and takes what is found first. */
async function addKind(within: Locator, button: string, kind: string): Promise<void> {
  await within.getByRole("button", { name: button }).last().click();
  await within.getByLabel("Search").fill(kind);
  await within.page().keyboard.press("Enter");
}

const goTo = (page: Page, path: string) => page.goto(`${inject("clinic").url}${path}`);
const tab = (page: Page, name: string) =>
  page.getByRole("tablist", { name: "View", exact: true }).getByRole("tab", { name });
const part = (page: Page, name: string) => page.getByRole("region", { name });
const picture = (page: Page) => page.getByRole("group", { name: "Map of Referral" });

/** A workflow with a name, open to be changed. */
async function begin(page: Page): Promise<void> {
  await page.getByRole("button", { name: "New workflow" }).click();
  await page.getByLabel("What it is called").fill("Referral");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Referral", exact: true }).waitFor();
  const change = page.getByRole("button", { name: "Change it" });
  if (await change.isVisible()) await change.click();
}

/** A third state, on the way from the first to the last. */
async function drawStates(page: Page): Promise<void> {
  await picture(page)
    .getByRole("button", { name: /^New\. / })
    .click();
  await panel(page, "New").getByRole("button", { name: "Add a way from here" }).click();
  await page.keyboard.type("With the specialist");
  await panel(page, "New state")
    .getByLabel(/^What is done there/)
    .fill("Refer");
  await page.keyboard.press("Enter");
  const there = panel(page, "With the specialist");
  await there.getByLabel("To which state?").selectOption("Done");
  await there.getByRole("button", { name: "Add a way from here" }).click();
  await page.keyboard.type("Seen");
  await page.keyboard.press("Enter");
  await panel(page, "Seen").waitFor();
}

/** What is asked when somebody refers, and what is promised. */
async function designFormAndClock(page: Page): Promise<void> {
  await tab(page, "Forms").click();
  await page.getByLabel("Name of a new form").fill("To whom");
  await page.getByRole("button", { name: "Add the form" }).click();
  await addKind(page.getByRole("tabpanel", { name: "Forms" }), "Add a field", "Short text");
  await page.getByLabel("Title", { exact: true }).fill("Which specialist?");
  await page.getByLabel("Must be filled in").check();
  await isUsable(page, "desk");
  await tab(page, "Clocks").click();
  await page.getByLabel("Name of a new clock").fill("Referred in time");
  await page.getByRole("button", { name: "Add the clock" }).click();
  await page
    .getByLabel("Stops when")
    .or(page.getByRole("combobox", { name: "Add a transition" }))
    .last()
    .selectOption("Refer");
  await isUsable(page, "desk");
}

/** The form and a message that nobody has written yet, on the way to the specialist. */
async function writeMessage(page: Page): Promise<void> {
  await tab(page, "Map").click();
  await picture(page)
    .getByRole("button", { name: /^From New to With the specialist/ })
    .click();
  const refer = panel(page, "New → With the specialist");
  await refer.getByLabel("Which form is filled in?").selectOption({ label: "Which specialist?" });
  await addKind(refer, "Add something to do", "Send a message");
  await refer.getByRole("button", { name: "New message …" }).click();
  const dialog = page.getByRole("dialog", { name: "New message" });
  await dialog.getByRole("button", { name: "Make it" }).click();
  await dialog.getByText("Write it in one language at least.").waitFor();
  await dialog.getByLabel("What it is called").fill("Referred");
  const text = dialog.getByRole("textbox", { name: "SMS in English" });
  await text.fill("Your referral {{case.idd}} is on its way.");
  await dialog.getByText(/there is no variable `case\.idd`/).waitFor();
  await text.fill("Your referral is on its way: ");
  await dialog.getByRole("button", { name: "Put in case.id" }).click();
  await dialog.getByText(/^Your referral is on its way: .*-/).waitFor();
  await isUsable(page, "desk");
  await dialog.getByRole("button", { name: "Make it" }).click();
  await dialog.waitFor({ state: "detached" });
  await expect.poll(() => chosen(refer, "Message")).toBe("Referred");
  await refer.getByRole("link", { name: "Open this message" }).waitFor();
}

/** Where its cases wait, which texts open one, and rules that are asked then; none of these existed before. */
async function settle(page: Page): Promise<void> {
  await tab(page, "Settings").click();
  const settings = page.getByRole("tabpanel", { name: "Settings" });
  await settings.getByRole("button", { name: "New queue …" }).click();
  await page.getByLabel("What it is called").fill("Referral office");
  await page.keyboard.press("Enter");
  await expect.poll(() => chosen(settings, "Where do new cases wait?")).toBe("Referral office");

  await settings.getByLabel("First word of the text").fill("Stop");
  await settings.getByRole("button", { name: "Add these messages" }).click();
  await settings.getByText(/“Stop” means something already/).waitFor();
  await settings.getByLabel("First word of the text").fill("REFER");
  await page.keyboard.press("Enter");
  await settings.getByText("A text that begins with REFER opens a case.").waitFor();

  await addKind(settings, "Add something to do", "Ask the rules");
  await settings.getByRole("button", { name: "New rules …" }).click();
  const dialog = page.getByRole("dialog", { name: "New rules" });
  await dialog.getByLabel("What it is called").fill("Where referrals go");
  await isUsable(page, "desk");
  await dialog.getByRole("button", { name: "Make it" }).click();
  await dialog.waitFor({ state: "detached" });
  await isUsable(page, "desk");
}

/** A rule for the new rules: who has a knee goes elsewhere. */
async function addRule(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Open these rules" }).click();
  await expect
    .poll(() => page.getByLabel("Rule set", { exact: true }).inputValue())
    .toBe("where-referrals-go");
  await page.getByRole("button", { name: "Add a rule" }).click();
  const added = page.getByRole("listitem").filter({
    has: page.getByRole("button", { name: /^New rule/ }),
  });
  await added.getByLabel("With what").fill("knee");
  await added.getByLabel("Queue", { exact: true }).selectOption("Medical support");
  await added.getByText(/Queue: Medical support/).waitFor();
}

/** The name of what a list shows. */
const chosen = (within: Locator, label: string) =>
  within.getByLabel(label, { exact: true }).evaluate((element) => {
    const { selectedOptions } = element as HTMLSelectElement;
    return selectedOptions[0]?.textContent;
  });

/** Plays a referral in the browser, before anybody can see it. */
async function tryIt(page: Page): Promise<void> {
  await goTo(page, "/admin/workflows/referral?view=try");
  const opening = part(page, "Open a case");
  await opening.getByText("A text that begins with REFER opens a case.").waitFor();
  const text = opening.getByLabel("What the patient writes");
  await text.fill("My knee hurts");
  await opening.getByText("In the clinic this opens a case of “Ticket”.").waitFor();
  await opening.getByRole("button", { name: "Open it here all the same" }).waitFor();
  await text.fill("Refer: my knee hurts");
  await opening.getByText("The case reads “my knee hurts”.").waitFor();
  await opening.getByRole("button", { name: "Send" }).click();
  await page.getByText("New, Medical support, Normal").waitFor();
  await part(page, "The patient's phone").getByText("my knee hurts", { exact: true }).waitFor();
  const acting = part(page, "Act for the staff");
  await acting.getByLabel("You are").selectOption({ label: "Administrator" });
  await acting.getByRole("button", { name: "Refer", exact: true }).click();
  const form = page.getByRole("dialog", { name: "Refer" });
  await form.getByRole("textbox").fill("Orthopaedics");
  await form.getByRole("button", { name: "Refer", exact: true }).click();
  await part(page, "The patient's phone")
    .getByText(/^Your referral is on its way/)
    .waitFor();
  await acting.getByRole("button", { name: "Seen", exact: true }).click();
  await page.getByText(/^Done, Medical support/).waitFor();
}

async function publishAll(page: Page): Promise<void> {
  await goTo(page, "/admin/changes");
  await page.getByLabel(/Why do you change it/).fill("Referrals are followed");
  await page.getByRole("button", { name: "Check and publish" }).click();
  await page.getByRole("heading", { name: "Nothing is changed" }).waitFor();
}

describe("a kind of case that nobody has programmed", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());
  putBackAfterwards();

  it("is made from nothing in the browser: three states, a form, a rule, a promise and a message, tried, published, and opened by the next SMS", async () => {
    const { page, errors } = await visitAsAdmin(browser, "/admin/workflows");
    await begin(page);
    await drawStates(page);
    await designFormAndClock(page);
    await writeMessage(page);
    await settle(page);
    await addRule(page);
    await tryIt(page);
    await publishAll(page);

    // Nothing is started again: the next text is a referral, routed by the new rule.
    const phone = newPhone();
    const complaint = `My knee hurts ${String(Date.now())}`;
    await patientWrites(phone, `Refer: ${complaint}`);
    await goTo(page, "/app/queues/medical");
    await rowWith(page, complaint).getByRole("link").click();
    await page.getByText("Referred in time").first().waitFor();
    await actions(page).getByRole("button", { name: "Refer", exact: true }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Refer", exact: true }).click();
    await dialog.getByLabel(/^Which specialist/).fill("Orthopaedics");
    await dialog.getByRole("button", { name: "Refer", exact: true }).click();
    await expect.poll(() => textsTo(phone).join("\n")).toMatch(/^Your referral is on its way: R/);
    await actions(page).getByRole("button", { name: "Seen", exact: true }).click();
    await page.getByText("Done", { exact: true }).first().waitFor();
    expect(errors).toEqual([]);
  });
});

describe("rules, messages and queues from nothing, on a phone", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  it("are made on pages of their own, and undone like everything else", async () => {
    const { page, errors } = await visitAsAdmin(browser, "/admin/rules", WIDTHS.phone);
    const make = async (name: string) => {
      const dialog = page.getByRole("dialog", { name });
      await dialog.getByLabel("What it is called").fill("Home visits");
      await isUsable(page, "phone");
      await dialog.getByRole("button", { name: "Make it" }).click();
      await dialog.waitFor({ state: "detached" });
    };
    await page.getByRole("button", { name: "New rules …" }).click();
    await page.getByLabel("Priority, when no rule matches").selectOption("Low");
    await make("New rules");
    const ruleSet = page.getByLabel("Rule set", { exact: true });
    await expect.poll(() => ruleSet.inputValue()).toBe("home-visits");
    await isUsable(page, "phone");

    await goTo(page, "/admin/messages");
    await page.getByRole("button", { name: "New message …" }).click();
    await page.getByRole("textbox", { name: "SMS in Swahili" }).fill("Tunakuja, {{case.id}}.");
    await make("New message");
    await page.getByRole("heading", { name: "Home visits", exact: true }).waitFor();
    const swahili = page.getByRole("textbox", { name: "SMS in Swahili" });
    expect(await swahili.inputValue()).toBe("Tunakuja, {{case.id}}.");
    await isUsable(page, "phone");

    await goTo(page, "/admin/workflows/ticket?edit=1&view=settings");
    await page.getByRole("button", { name: "New queue …" }).click();
    await make("New queue");
    await isUsable(page, "phone");
    await goTo(page, "/admin/changes");
    for (const added of ["rule set", "message", "queue"])
      await page.getByText(`Added the ${added} “Home visits”`).waitFor();
    await page.getByRole("button", { name: "Discard all" }).click();
    await page.getByRole("heading", { name: "Nothing is changed" }).waitFor();
    expect(errors).toEqual([]);
  });
});
