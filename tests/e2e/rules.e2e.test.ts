import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { parse, stringify } from "yaml";
import { openBrowser, visitAsAdmin, WIDTHS } from "./support/browser.js";
import { newPhone, patientWrites } from "./support/clinic.js";
import { isUsable } from "./support/usable.js";

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const RULES = "/admin/rules/ticket-routing";

const open = (path: string, width: keyof typeof WIDTHS = "desk") =>
  visitAsAdmin(browser, path, WIDTHS[width]);
const part = (page: Page, name: string) => page.getByRole("tab", { name, exact: true });
const rule = (page: Page, name: string) =>
  page.getByRole("button", { name: new RegExp(`^${name}`) });
const answer = (page: Page) => page.getByRole("region", { name: "Answer" });
const changes = (page: Page) => page.getByText(/^\d+ changes? Not published yet$/);

async function publish(page: Page, why: string): Promise<void> {
  await page.getByLabel(/Why do you change it/).fill(why);
  await page.getByRole("button", { name: "Check and publish" }).click();
  await page.getByText(/Release \d+ is running/).waitFor();
  await changes(page).waitFor({ state: "detached" });
}

async function addWord(page: Page, list: string, word: string): Promise<void> {
  await part(page, "Words").click();
  const field = page.getByLabel(`Words in ${list}, one per line`);
  if (!(await field.isVisible())) await page.getByText(new RegExp(`^${list} \\d+ entr`)).click();
  await field.fill(`${await field.inputValue()}\n${word}`);
}

async function write(page: Page, text: string): Promise<void> {
  await part(page, "Try it").click();
  await page.getByLabel(/^What is it about/).fill(text);
}

describe("an administrator who changes the rules", () => {
  it("adds a word, sees at once what it would do, keeps that as a test, and the next SMS goes elsewhere", async () => {
    const { page, errors } = await open(RULES);
    const text = `A zebra stands in front of the door ${String(Date.now())}`;
    await write(page, text);
    await answer(page).getByRole("heading", { name: "Everything else" }).waitFor();
    await addWord(page, "billing-words", "zebra");
    await part(page, "Try it").click();
    await answer(page).getByRole("heading", { name: "Bills and payments" }).waitFor();
    await answer(page)
      .getByText(/“zebra” \(billing-words\)/)
      .waitFor();
    await page.getByLabel("Name of the test").fill("Zebras are about bills");
    await page.getByRole("button", { name: "Keep this as a test" }).click();
    await part(page, "Tests").click();
    const kept = page.getByRole("listitem").filter({ hasText: "Zebras are about bills" }).first();
    await kept.getByText("Holds", { exact: true }).waitFor();

    // Nothing that counts has happened yet, and nothing is lost either.
    await page.reload();
    await changes(page).getByText("2 changes").waitFor();
    await publish(page, "Zebras are about bills");
    await patientWrites(newPhone(), text);
    await page.goto(`${inject("clinic").url}/app/queues/billing`);
    await page.getByRole("link", { name: new RegExp(text) }).waitFor();
    await page.goto(`${inject("clinic").url}/admin/releases`);
    const latest = page.getByRole("tabpanel").getByRole("listitem").first();
    await latest.getByText("Zebras are about bills").waitFor();
    expect(await latest.textContent()).toMatch(/Running now.*Administrator/s);
    expect(errors).toEqual([]);
  });

  it("builds a rule by keyboard alone, and takes single steps back", async () => {
    const { page, errors } = await open(RULES);
    await page.getByRole("button", { name: "Add a rule" }).focus();
    await page.keyboard.press("Enter");
    const added = page.getByRole("listitem").filter({ has: rule(page, "New rule") });
    await added.getByLabel("Name", { exact: true }).focus();
    await page.keyboard.press("Control+a");
    await page.keyboard.type("Lost property");
    const built = page.getByRole("listitem").filter({ has: rule(page, "Lost property") });
    await built.getByLabel("With what").focus();
    await page.keyboard.type("umbrella");
    await built.getByRole("button", { name: "Add a condition" }).focus();
    await page.keyboard.press("Enter");
    const second = built.getByLabel("What is looked at").nth(1);
    await second.selectOption("the priority");
    await built.getByLabel("How the parts of this group go together").waitFor();
    await built.getByLabel("Queue", { exact: true }).selectOption("Infrastructure");
    await rule(page, "Lost property")
      .getByText(/contains “umbrella” and the priority is/)
      .waitFor();
    await rule(page, "Lost property")
      .getByText(/Queue: Infrastructure/)
      .waitFor();
    const up = page.getByRole("button", { name: "Move “Lost property” up" });
    await up.focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");

    await changes(page).click();
    await page
      .getByRole("listitem")
      .filter({ hasText: "“Lost property” answers Queue: Infrastructure" })
      .getByRole("button", { name: "Undo only this" })
      .click();
    await rule(page, "Lost property")
      .getByText(/Queue: Triage/)
      .waitFor();
    await page.getByRole("button", { name: "Undo", exact: true }).click();
    await page.getByRole("button", { name: "Redo", exact: true }).click();
    await page.getByRole("button", { name: "Discard all" }).click();
    await rule(page, "Lost property").waitFor({ state: "detached" });
    expect(errors).toEqual([]);
  });

  it("is told what is wrong and where before anything is published, also in the text", async () => {
    const { page, errors } = await open(`${RULES}?part=text`);
    const text = page.getByLabel("Rules as YAML");
    const published = await text.inputValue();
    const rules = parse(published) as Record<string, unknown>;
    const use = page.getByRole("button", { name: "Use this text" });
    await text.fill("rules: [");
    await use.click();
    await page
      .getByRole("alert")
      .getByText(/not readable as YAML/)
      .waitFor();
    // What stands behind # is kept, also over a reload.
    await text.fill(`${published}# Amina knows why\n`);
    await use.click();
    await page.getByText(/^1 change Not published yet$/).waitFor();
    await page.reload();
    await expect.poll(() => text.inputValue()).toContain("# Amina knows why");
    await text.fill(stringify({ ...rules, hit: "any" }));
    await use.click();
    await page.getByRole("alert").getByText(/hit/).waitFor();

    await text.fill(stringify({ ...rules, otherwise: { queue: "no-such-queue" } }));
    await use.click();
    const found = page.getByText(/There is no queue called no-such-queue/).first();
    await found.waitFor();
    await page.getByLabel(/Why do you change it/).fill("Elsewhere");
    await page.getByRole("button", { name: "Check and publish" }).click();
    await page.getByText("Correct the problems first.").waitFor();
    await page
      .getByRole("listitem")
      .filter({ has: found })
      .getByRole("button", { name: "Show" })
      .click();
    await expect
      .poll(() => rule(page, "Everything else").getAttribute("aria-expanded"))
      .toBe("true");
    await page.getByRole("button", { name: "Discard all" }).click();
    await part(page, "Text").click();
    expect(await text.inputValue()).toBe(published);
    expect(errors).toEqual([]);
  });

  it("loses nothing when somebody else publishes meanwhile: both changes run in the end", async () => {
    const [hers, his] = await Promise.all([open(RULES), open(RULES)]);
    await addWord(hers.page, "billing-words", "giraffe");
    await addWord(his.page, "technical-words", "hippo");
    await publish(his.page, "Hippos break things");
    await hers.page.getByLabel(/Why do you change it/).fill("Giraffes are about bills");
    await hers.page.getByRole("button", { name: "Check and publish" }).click();
    await hers.page.getByText(/Somebody published in this moment/).waitFor();
    await hers.page.getByText(/Your changes stand on top of what runs now/).waitFor();
    await publish(hers.page, "Giraffes are about bills");
    for (const [word, name] of [
      ["giraffe", "Bills and payments"],
      ["hippo", "Technical help"],
    ] as const) {
      await write(hers.page, `There is a ${word} in the yard`);
      await answer(hers.page).getByRole("heading", { name }).waitFor();
    }
    expect(his.errors).toEqual([]);
  });
});

describe.each(["desk", "phone"] as const)("the rules, at the width of a %s", (width) => {
  it("can be read and used in every part", async () => {
    const { page, errors } = await open(RULES, width);
    await rule(page, "Danger signs").click();
    await page.getByLabel("Shared condition").waitFor();
    await isUsable(page, width);
    await rule(page, "Bills and payments").click();
    await page.getByLabel("How the parts of this group go together").first().waitFor();
    await isUsable(page, width);
    await addWord(page, "billing-words", "okapi");
    await isUsable(page, width);
    await changes(page).click();
    await isUsable(page, width);
    for (const name of ["Try it", "Tests", "Text"]) {
      await part(page, name).click();
      await page.getByRole("tabpanel").last().waitFor();
      await isUsable(page, width);
    }
    await page.getByRole("button", { name: "Discard all" }).click();
    expect(errors).toEqual([]);
  });
});
