import type { Browser, Page, Response } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { addAdmin, byApi, newPhone, patientWrites, textsTo } from "./support/clinic.js";
import { openBrowser, visitAs, WIDTHS } from "./support/browser.js";
import { putBackAfterwards } from "./support/release.js";
import { isUsable } from "./support/usable.js";

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());
putBackAfterwards();

const HELP = "/admin/messages/sms-help";
const goTo = (page: Page, path: string) => page.goto(`${inject("clinic").url}${path}`);
const help = (page: Page) => page.getByRole("textbox", { name: "SMS in English" });
const change = (page: Page, sentence: string) =>
  page.getByRole("listitem").filter({ hasText: sentence }).last();

async function addWord(page: Page, word: string): Promise<void> {
  await goTo(page, "/admin/rules/ticket-routing?part=words");
  await addHere(page, word);
}

async function addHere(page: Page, word: string): Promise<void> {
  await page.getByText(/^billing-words \d+ entr/).click();
  const field = page.getByLabel("Words in billing-words, one per line");
  await field.fill(`${await field.inputValue()}\n${word}`);
}

function isKept(answer: Response, method: string): boolean {
  return new URL(answer.url()).pathname === "/api/changes" && answer.request().method() === method;
}

describe("what an administrator changes in several places", () => {
  it("is one change set: told in sentences, undone in one order, checked as a whole and published at once", async () => {
    const { page, errors } = await visitAs(browser, await addAdmin("Halima"), HELP);
    const said = `Write to us (${String(Date.now())}). {{clinic.name}}`;
    const before = await help(page).inputValue();
    await help(page).fill(said);
    await addWord(page, "lemur");
    await goTo(page, "/admin/people");
    await page.getByText("You have 2 changes that nobody else sees yet.").waitFor();
    await page.getByRole("link", { name: "Look at all changes" }).click();
    await change(page, "Changed the words in billing-words").waitFor();
    await change(page, "Changed the SMS text in English").waitFor();

    // The last change first, wherever it was made; on a page where it is not to be seen it is said.
    await page.getByRole("link", { name: "message “SMS help”" }).click();
    await page.getByRole("button", { name: "Undo", exact: true }).click();
    await page.getByText("Undone in the rule set “Ticket routing”.").waitFor();
    expect(await help(page).inputValue()).toBe(said);
    await page.getByRole("button", { name: "Undo", exact: true }).click();
    await expect.poll(() => help(page).inputValue()).toBe(before);
    await page.getByRole("button", { name: "Redo", exact: true }).click();
    await page.getByRole("button", { name: "Redo", exact: true }).click();
    await expect.poll(() => help(page).inputValue()).toBe(said);

    // What is wrong anywhere stops the publication, and leads there.
    await help(page).fill("{{clinic.nam}}");
    await page.getByText("Not published yet").click();
    await page.locator("details").getByRole("link", { name: "Look at all changes" }).click();
    const found = page.getByRole("listitem").filter({ hasText: /no variable `clinic\.nam`/ });
    await page.getByLabel(/Why do you change it/).fill("Two things at once");
    await page.getByRole("button", { name: "Check and publish" }).click();
    await page.getByText("Correct the problems first.").waitFor();
    await found.getByRole("button", { name: "Show" }).click();
    await help(page).fill(said);
    await goTo(page, "/admin/changes");
    await page.getByLabel(/Why do you change it/).fill("Two things at once");
    await page.getByRole("button", { name: "Check and publish" }).click();
    await page.getByRole("heading", { name: "Nothing is changed" }).waitFor();

    const { items } = await byApi<{ items: { reason: string; by: string }[] }>("/api/releases");
    expect(items[0]).toMatchObject({ reason: "Two things at once", by: "Halima" });
    const patient = newPhone();
    await patientWrites(patient, "HELP");
    await expect
      .poll(() => textsTo(patient))
      .toEqual([said.replace("{{clinic.name}}", "Sunrise Clinic")]);
    const text = `Our lemur is ill ${String(Date.now())}`;
    await patientWrites(newPhone(), text);
    await goTo(page, "/app/queues/billing");
    await page.getByRole("link", { name: new RegExp(text) }).waitFor();
    expect(errors).toEqual([]);
  });
});

describe("what somebody has changed", () => {
  it("is theirs in every browser: two lose nothing of each other, one that breaks loses nothing, and what is published is gone from all", async () => {
    const person = await addAdmin("Zawadi");
    const first = await visitAs(browser, person, HELP);
    const second = await visitAs(browser, person, "/admin/rules/ticket-routing?part=words");
    const before = await help(first.page).inputValue();
    const kept = first.page.waitForResponse((answer) => isKept(answer, "PUT"));
    await help(first.page).fill("Ask us.");
    expect((await kept).status()).toBe(200);
    // Nothing more of the first browser's ever runs: what it has written is there.
    await first.page.context().close();

    // The second one has not looked since; it finds out when it writes.
    await addHere(second.page, "quokka");
    await expect
      .poll(
        async () =>
          (await second.page.getByText(/^\d+ changes? Not published yet$/).textContent()) ?? "",
      )
      .toMatch(/^2 changes/);
    const third = await visitAs(browser, person, "/admin/changes");
    await change(third.page, "Changed the SMS text in English").waitFor();
    await change(third.page, "Changed the words in billing-words").waitFor();

    // Without a server it stays in the browser, through a reload too, and is brought there afterwards.
    await third.page.route("**/api/changes", (route) => route.abort());
    await change(third.page, "Changed the SMS text in English")
      .getByRole("button", { name: "Undo only this" })
      .click();
    await third.page.goto(`${inject("clinic").url}/admin/people`);
    await third.page.getByText(/You have 1 change that .* in this browser only/).waitFor();
    const brought = third.page.waitForResponse((answer) => isKept(answer, "PUT"));
    await third.page.unroute("**/api/changes");
    await brought;
    await third.page.getByText(/in this browser only/).waitFor({ state: "detached" });
    const fourth = await visitAs(browser, person, HELP);
    expect(await help(fourth.page).inputValue()).toBe(before);
    await fourth.page.getByText("1 change", { exact: false }).first().waitFor();

    // Published in one browser, it is gone from the others, of itself.
    const waiting = third.page.getByText(/^You have \d+ change/);
    await waiting.waitFor();
    await goTo(fourth.page, "/admin/changes");
    await fourth.page.getByLabel(/Why do you change it/).fill("Quokkas are about bills");
    await fourth.page.getByRole("button", { name: "Check and publish" }).click();
    await fourth.page.getByRole("heading", { name: "Nothing is changed" }).waitFor();
    await waiting.waitFor({ state: "detached" });
    await second.page.getByText(/^\d+ changes? Not published yet$/).waitFor({ state: "detached" });
    for (const { errors } of [second, third, fourth]) expect(errors).toEqual([]);
  });
});

describe("a workflow from nothing", () => {
  it("is made with a name alone, can be published at once, and its first case is worked on at the desk", async () => {
    const { page, errors } = await visitAs(browser, await addAdmin("Rehema"), "/admin/workflows");
    const name = `Home visit ${String(Date.now())}`;
    await page.getByRole("button", { name: "New workflow" }).click();
    const dialog = page.getByRole("dialog", { name: "New workflow" });
    await dialog.getByRole("button", { name: "Make it" }).click();
    await dialog.getByText("Please fill this in.").first().waitFor();
    await dialog.getByLabel("What it is called").fill(name);
    expect(await dialog.getByLabel("Short name").inputValue()).toMatch(/^home-visit-\d+$/);
    await isUsable(page, "desk");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name, exact: true }).waitFor();
    await goTo(page, "/admin/changes");
    await change(page, `Added the workflow “${name}”`).waitFor();
    await page.getByLabel(/Why do you change it/).fill("We visit people at home");
    await page.getByRole("button", { name: "Check and publish" }).click();
    await page.getByRole("heading", { name: "Nothing is changed" }).waitFor();

    // Its page leads to the desk, where one of this kind is begun.
    await goTo(page, "/admin");
    await page.getByRole("link", { name, exact: true }).click();
    await page.getByRole("link", { name: "Open one at the desk" }).click();
    const opening = page.getByRole("dialog");
    const kind = opening.getByLabel("Kind", { exact: true });
    await expect.poll(() => kind.locator("option:checked").textContent()).toBe(name);
    await opening.getByLabel(/^Phone/).fill(newPhone());
    await opening.getByLabel(/^What is it about/).fill("Mrs Otieno cannot come");
    await opening.getByRole("button", { name: "Create ticket" }).click();
    await page.getByRole("button", { name: "Finish" }).click();
    await page.getByText("Done", { exact: true }).first().waitFor();
    expect(errors).toEqual([]);
  });

  it("is one of several that are copied, renamed and removed, and one undo brings each back", async () => {
    const { page, errors } = await visitAs(browser, await addAdmin("Wanjiru"), "/admin/workflows");
    await page.getByRole("button", { name: "Duplicate “Ticket”" }).click();
    await page.getByRole("button", { name: "Make it" }).click();
    await page.getByRole("heading", { name: "Ticket (copy)", exact: true }).waitFor();
    await goTo(page, "/admin/workflows");
    await page.getByRole("button", { name: "Rename “Ticket (copy)”" }).click();
    const dialog = page.getByRole("dialog", { name: "Rename “Ticket (copy)”" });
    await dialog.getByLabel("What it is called").fill("Complaint");
    await dialog.getByRole("button", { name: "Rename" }).click();
    await page.getByRole("button", { name: "Remove “Complaint”" }).click();
    await page.getByText("Undo brings it back").waitFor();
    await goTo(page, "/admin/changes");
    await page.getByRole("button", { name: "Undo", exact: true }).click();
    await goTo(page, "/admin/rules");
    await page
      .getByLabel("Rule set")
      .getByRole("option", { name: "Ticket routing" })
      .nth(1)
      .waitFor({ state: "attached" });
    await goTo(page, "/admin/workflows");
    await page.getByRole("link", { name: "Complaint", exact: true }).waitFor();
    expect(errors).toEqual([]);
  });
});

describe.each(["desk", "phone"] as const)("the changes, at the width of a %s", (width) => {
  it("can be read, taken back one by one and thrown away by keyboard", async () => {
    const person = await addAdmin("Juma");
    const { page, errors } = await visitAs(browser, person, HELP, WIDTHS[width]);
    await help(page).fill("Ask us.");
    await addWord(page, "tapir");
    await isUsable(page, width);
    await goTo(page, "/admin/changes");
    await change(page, "Changed the SMS text in English").waitFor();
    await isUsable(page, width);
    await change(page, "Changed the words in billing-words")
      .getByRole("button", { name: "Undo only this" })
      .focus();
    await page.keyboard.press("Enter");
    await change(page, "Changed the words in billing-words").waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Discard all" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Nothing is changed" }).waitFor();
    await isUsable(page, width);
    await page.keyboard.press("Control+y");
    await change(page, "Changed the SMS text in English").waitFor();
    expect(errors).toEqual([]);
  });
});
