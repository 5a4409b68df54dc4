import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { openBrowser, visitAs, WIDTHS } from "./support/browser.js";
import { addPerson, newPhone } from "./support/clinic.js";
import { actions, openTicket, rowWith } from "./support/desk.js";
import { INTERPRETERS, publishInterpreters } from "./support/interpreters.js";
import { isUsable } from "./support/usable.js";

describe("who can be given a ticket", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
    await publishInterpreters();
  });
  afterAll(() => browser.close());

  it("is seen on a ticket that waits for somebody, and where it is given by hand", async () => {
    const name = `Interpreter with a rather long name ${newPhone().slice(-5)}`;
    const person = await addPerson(name, ["interpreter"]);
    const text = `My bill is in a language that I cannot read ${name.slice(-5)}`;
    const { page, errors } = await openTicket(browser, text);
    await page.getByRole("button", { name: "More" }).click();
    await page.getByRole("menuitem", { name: "Move to another queue" }).click();
    const move = page.getByRole("dialog");
    await move.getByLabel(/^Which queue/).selectOption({ label: INTERPRETERS.name });
    await move.getByRole("button", { name: "Move to another queue" }).click();
    await page.getByText("Waiting for somebody with the skill “Speaks Swahili”").waitFor();
    await isUsable(page, "desk");

    await page.getByRole("button", { name: "More" }).click();
    await page.getByRole("menuitem", { name: "Assign" }).click();
    const assign = page.getByRole("dialog", { name: "Assign" });
    await assign.getByRole("button", { name: "Assign" }).click();
    await assign.getByText("Please fill this in.").waitFor();
    const option = assign.locator("label").filter({ hasText: name });
    await option.getByText("Without the skill “Speaks Swahili”").waitFor();
    await isUsable(page, "desk");

    const { page: list } = await visitAs(
      browser,
      inject("clinic").admin,
      `/app/queues/${INTERPRETERS.id}`,
      WIDTHS.phone,
    );
    await rowWith(list, text).getByText("Needs: Speaks Swahili").waitFor();
    await isUsable(list, "phone");

    await option.getByRole("radio").check();
    await assign.getByRole("button", { name: "Assign" }).click();
    await assign.waitFor({ state: "detached" });
    await page.getByText("Waiting for somebody").waitFor({ state: "detached" });
    await rowWith(list, text).getByText("Needs: Speaks Swahili").waitFor({ state: "detached" });
    const { page: theirs } = await visitAs(browser, person, "/app/mine");
    await rowWith(theirs, text).getByRole("link").click();
    await actions(theirs).waitFor();
    expect(errors).toEqual([]);
  });

  it("is said by each for themselves and by administrators for all, and seen by the whole team", async () => {
    const name = `Neema ${newPhone().slice(-5)}`;
    const neema = await addPerson(name, ["support"]);
    const { page: hers, errors } = await visitAs(browser, neema, "/app/mine", WIDTHS.phone);
    const myName = hers.getByTitle("My availability").filter({ visible: true });
    await hers.getByRole("button", { name: "Menu" }).click();
    await myName.click();
    const mine = hers.getByRole("dialog", { name: "My availability" });
    await mine.getByLabel("I am away").check();
    await mine.getByLabel("Until").fill("2020-01-01T08:00");
    await mine.getByRole("button", { name: "Save" }).click();
    await mine.getByText("The end must come after the beginning.").waitFor();
    await isUsable(hers, "phone");
    await mine.getByLabel("Until").fill("");
    await mine.getByRole("button", { name: "Save" }).click();
    await mine.waitFor({ state: "detached" });
    await hers.getByRole("button", { name: "Menu" }).click();
    await myName.getByText("Away").waitFor();

    const { admin } = inject("clinic");
    const { page } = await visitAs(browser, admin, "/admin/people", WIDTHS.phone);
    const line = rowWith(page, name);
    await line.getByText("0 tickets").waitFor();
    await line.getByText("Away").waitFor();
    await line.getByRole("button", { name: `Work of ${name}` }).click();
    const work = page.getByRole("dialog", { name: `Work of ${name}` });
    await work.getByLabel("Tickets at once").fill("none");
    await work.getByRole("button", { name: "Save" }).click();
    await work.getByText("A whole number from 1 to 1000").waitFor();
    await isUsable(page, "phone");
    await work.getByLabel("Tickets at once").fill("3");
    await work.getByLabel("Interpreter").check();
    await work.getByLabel("Speaks Swahili").check();
    await work.getByLabel("Away").uncheck();
    await work.getByRole("button", { name: "Save" }).click();
    await line.getByText("0 of 3 tickets").waitFor();
    await line.getByText("Free").waitFor();
    await isUsable(page, "phone");

    await page.goto(`${inject("clinic").url}/app/team`);
    await rowWith(page, name).getByText("Is given tickets of Interpreters").waitFor();
    await page.getByLabel("Show").selectOption({ label: INTERPRETERS.name });
    await rowWith(page, name).getByText("0 of 3 tickets").waitFor();
    await isUsable(page, "phone");
    expect(errors).toEqual([]);
  });
});
