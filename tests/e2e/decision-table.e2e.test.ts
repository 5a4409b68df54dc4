import { readFile } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { openBrowser, visitAsAdmin, WIDTHS } from "./support/browser.js";
import { newPhone, patientWrites } from "./support/clinic.js";
import { putBackAfterwards } from "./support/release.js";
import { isUsable } from "./support/usable.js";

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());
putBackAfterwards();

const TABLE = "/admin/rules/ticket-routing?part=table";

const grid = (page: Page) => page.getByRole("grid", { name: "Decision table" });
const column = (page: Page, label: string) => grid(page).getByRole("columnheader", { name: label });

/** The cell of a row, counted from 1, in a column that is called so. */
async function cell(page: Page, row: number, label: string) {
  const heads = await grid(page).getByRole("columnheader").allTextContents();
  const place = heads.indexOf(label);
  return grid(page).locator(`[data-at="${String(row - 1)} ${String(place)}"]`);
}

async function texts(page: Page): Promise<readonly (readonly string[])[]> {
  const rows = await grid(page).getByRole("row").all();
  return Promise.all(
    rows.slice(1).map(async (row) => (await row.locator("[data-at]").allInnerTexts()).slice()),
  );
}

const SUBJECT = "When: Subject";
const TEXT = "When: What is it about?";
const PRIORITY = "When: the priority";
const QUEUE = "Then: Queue";

describe("rules as a table", () => {
  it("are filled by keyboard as in a spreadsheet, saved for one and taken back, and the next SMS goes elsewhere", async () => {
    const { page, errors } = await visitAsAdmin(browser, TABLE);
    await page.getByRole("button", { name: "Begin a table" }).click();
    await column(page, SUBJECT).waitFor();
    for (const [fact, head] of [
      ["What is it about?", TEXT],
      ["the priority", PRIORITY],
    ] as const) {
      await page.getByLabel("Ask about").selectOption(fact);
      await column(page, head).waitFor();
    }
    await page.getByLabel("Take off a column").selectOption(SUBJECT);
    await column(page, SUBJECT).waitFor({ state: "detached" });

    const first = await cell(page, 1, "Name");
    await first.focus();
    const keys = page.keyboard;
    await keys.type("Quokkas");
    await keys.press("Tab");
    await keys.press("Enter");
    await keys.press("Control+a");
    await keys.type("contains(quokka)");
    await keys.press("Enter");
    // One row alone: the cell stays where it is.
    await expect.poll(async () => (await cell(page, 1, TEXT)).innerText()).toBe("contains(quokka)");
    await (await cell(page, 1, QUEUE)).focus();
    await keys.press("Enter");
    await page.getByRole("combobox", { name: `Quokkas, ${QUEUE}` }).selectOption("Billing");
    await keys.press("Enter");
    await page.getByText(/^Quokkas\. When .* contains “quokka”/).waitFor();

    // A row more, copied cell by cell and changed.
    await page.getByRole("button", { name: "Duplicate" }).click();
    await (await cell(page, 2, "Name")).focus();
    await keys.type("Wombats");
    await keys.press("Enter");
    await (await cell(page, 2, TEXT)).focus();
    await keys.press("F2");
    await keys.press("Control+a");
    await keys.type("contains(wombat)");
    await keys.press("Enter");
    await (await cell(page, 2, PRIORITY)).focus();
    await keys.press("Shift+ArrowLeft");
    await keys.press("Control+c");
    await (await cell(page, 1, TEXT)).focus();
    await keys.press("Control+v");
    await expect.poll(async () => (await texts(page))[0]?.[1]).toBe("contains(wombat)");
    await keys.press("Control+z");
    await expect.poll(async () => (await texts(page))[0]?.[1]).toBe("contains(quokka)");

    // What cannot be read is told at its cell, and holds a publication up.
    await (await cell(page, 2, PRIORITY)).focus();
    await keys.type("[9..1]");
    await keys.press("Escape");
    await keys.press("Enter");
    await keys.press("Control+a");
    await keys.type("< many");
    await keys.press("Enter");
    const wrong = await cell(page, 2, PRIORITY);
    await expect.poll(() => wrong.getAttribute("aria-invalid")).toBe("true");
    await wrong.focus();
    await keys.press("Delete");
    await expect.poll(() => wrong.innerText()).toBe("-");

    const saving = page.waitForEvent("download");
    await page.getByRole("button", { name: "Save as CSV" }).click();
    const saved = await saving;
    expect(saved.suggestedFilename()).toBe("ticket-routing.csv");
    const csv = await readFile(await saved.path(), "utf8");
    expect(csv).toContain("contains(wombat)");

    const take = async (text: string) => {
      await page.getByRole("button", { name: "Take from CSV" }).click();
      const file = { name: "table.csv", mimeType: "text/csv", buffer: Buffer.from(text) };
      await page.getByLabel("File (CSV)").setInputFiles(file);
    };
    await take(csv.replace("then queue", "queue"));
    await page.getByText(/The column “queue” is called neither/).waitFor();
    await page.getByRole("dialog").getByRole("button", { name: "Close" }).click();
    await take(csv.replaceAll(",", ";").replace("wombat", "numbat"));
    await page.getByRole("button", { name: "Take this table" }).click();
    await expect.poll(async () => (await texts(page))[1]?.[1]).toBe("contains(numbat)");

    await page.getByLabel(/Why do you change it/).fill("Animals are about bills");
    await page.getByRole("button", { name: "Check and publish" }).click();
    await page.getByText(/Release \d+ is running/).waitFor();
    const written = `A numbat has eaten it ${String(Date.now())}`;
    await patientWrites(newPhone(), written);
    await page.goto(`${inject("clinic").url}/app/queues/billing`);
    await page.getByRole("link", { name: new RegExp(written) }).waitFor();
    expect(errors).toEqual([]);
  });

  it.each(["desk", "phone"] as const)("can be read and changed by pressing (%s)", async (width) => {
    const { page, errors } = await visitAsAdmin(browser, TABLE, WIDTHS[width]);
    await page.getByRole("button", { name: /Begin a table|Add a row/ }).click();
    await grid(page).waitFor();
    const name = await cell(page, 1, "Name");
    await name.click();
    await name.click();
    await page
      .getByRole("textbox", { name: /^Row 1, Name|, Name$/ })
      .fill("A row with a long name");
    await page.keyboard.press("Enter");
    await expect.poll(() => name.innerText()).toBe("A row with a long name");
    await page.getByText("How cells are written").click();
    await isUsable(page, width);
    await page.getByRole("button", { name: "Discard all" }).click();
    expect(errors).toEqual([]);
  });
});
