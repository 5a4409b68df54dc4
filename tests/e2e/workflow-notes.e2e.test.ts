import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBrowser, visitAsAdmin, WIDTHS } from "./support/browser.js";
import { byApi } from "./support/clinic.js";
import { madeUp } from "./support/made-up.js";
import { publish, putBackAfterwards } from "./support/release.js";
import { isUsable } from "./support/usable.js";

/** Something is brought and checked, with one thing to remember already. */
const parcel = madeUp({
  id: "zz-parcel",
  name: "Parcel",
  prefix: "QP",
  initial: "open",
  states: {
    open: { name: "Open", class: "new" },
    checked: { name: "Checked", class: "working" },
    done: { name: "Handed out", class: "done", final: true },
  },
  transitions: {
    check: { name: "Check", from: ["open"], to: "checked", by: ["admin"] },
    finish: { name: "Hand out", from: ["checked"], to: "done", by: ["admin"] },
  },
});
const known = { text: "The board wants this\nto be quicker." };

const changes = (page: Page, n: number) =>
  page.getByText(new RegExp(`^${String(n)} changes? Not published yet$`));
const tab = (page: Page, name: string) => page.getByRole("tab", { name }).click();

describe("notes on a workflow", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());
  putBackAfterwards((body) => ({
    ...body,
    workflows: [...body.workflows, { ...parcel, notes: { quicker: known } }],
  }));
  const visit = (width: keyof typeof WIDTHS, query = "?edit=1") =>
    visitAsAdmin(browser, `/admin/workflows/zz-parcel${query}`, WIDTHS[width]);
  const picture = (page: Page) => page.getByRole("group", { name: "Map of Parcel" });
  const panel = (page: Page, width: keyof typeof WIDTHS, name: string) =>
    page.getByRole(width === "desk" ? "complementary" : "dialog", { name });
  const write = async (page: Page, text: string, about: string) => {
    await page.getByRole("button", { name: "Add a note" }).first().click();
    await page.getByLabel("What is to be remembered?").fill(text);
    await page.getByLabel("About").selectOption(about);
    await page.getByRole("button", { name: "Add", exact: true }).click();
  };

  it("are written, dragged, moved with keys, undone, typed as text, and go with their state", async () => {
    const { page, errors } = await visit("desk");
    await picture(page)
      .getByRole("button", { name: /^Note: The board wants this/ })
      .waitFor();
    await write(page, "Who checks it at night?", "Checked");
    const note = picture(page).getByRole("button", {
      name: "Note about “Checked”: Who checks it at night?",
    });
    await panel(page, "desk", "Note about “Checked”").waitFor();
    await isUsable(page, "desk");
    await page.keyboard.press("Escape");
    await changes(page, 1).waitFor();

    await note.focus();
    await page.keyboard.press("Shift+ArrowDown");
    await page.keyboard.press("ArrowRight");
    await page.getByText(/^“Note about “Checked”” moved to 1, \d+$/).waitFor();
    await changes(page, 2).waitFor();
    expect(await note.evaluate((one) => one === document.activeElement)).toBe(true);

    const [before, state] = [await note.boundingBox(), page.locator('[data-item="state.checked"]')];
    await state.hover();
    await page.mouse.down();
    await page.mouse.move(700, 500, { steps: 5 });
    await page.mouse.up();
    await changes(page, 3).waitFor();
    const after = await note.boundingBox();
    expect(after?.y).not.toBeCloseTo(before?.y ?? 0, 0);

    await note.hover();
    await page.mouse.down();
    await page.mouse.move(500, 560, { steps: 5 });
    await page.mouse.up();
    await changes(page, 4).waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await changes(page, 3).waitFor();

    await note.click();
    await tab(page, "Text");
    const text = page.getByRole("textbox", { name: /Parcel/ });
    await text.getByText("Who checks it at night?").waitFor();
    await tab(page, "Map");
    await page.locator('[data-item="state.checked"]').click();
    await panel(page, "desk", "Checked").getByRole("button", { name: "Remove this state" }).click();
    await note.waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Undo" }).click();
    await note.waitFor();
    expect(errors).toEqual([]);
  });

  it.each(["desk", "phone"] as const)(
    "are read and changed in the table and below the picture, at the width of a %s",
    async (width) => {
      const { page, errors } = await visit(width);
      await tab(page, "Table");
      await write(page, "A wheelchair needs the ramp: ask the porter on duty first.", "Open");
      await page.getByLabel("What is to be remembered?").fill("Ask the porter.");
      if (width === "phone") await page.getByRole("button", { name: "Close" }).click();
      const table = page.getByRole("table", { name: "Notes" });
      await table.getByRole("row", { name: /Open.*Ask the porter\./ }).waitFor();
      await isUsable(page, width);
      await changes(page, 2).waitFor();
      await page.reload();
      await table.getByRole("button", { name: "Ask the porter." }).click();
      await page.getByRole("button", { name: "Remove this note" }).click();
      await table.getByRole("button", { name: "Ask the porter." }).waitFor({ state: "detached" });
      await tab(page, "Map");
      await page.getByRole("button", { name: /The board wants this/ }).click();
      await panel(page, width, "Note").waitFor();
      await isUsable(page, width);
      expect(errors).toEqual([]);
    },
  );

  it("are found by what they say, in the picture and in the table", async () => {
    const { page, errors } = await visit("desk", "");
    await page.getByLabel("Find in this workflow").fill("quicker");
    const found = page.getByRole("search").getByRole("status");
    await expect.poll(() => found.textContent()).toBe("1 place found");
    await page.keyboard.press("Enter");
    await expect.poll(() => found.textContent()).toBe("1 of 1: Note");
    const note = picture(page).getByRole("button", { name: /^Note: The board wants this/ });
    expect(await note.getAttribute("data-found")).toBe("here");
    await isUsable(page, "desk");
    await tab(page, "Table");
    const lines = page.getByRole("table", { name: "Notes" }).getByRole("row");
    await expect.poll(() => lines.count()).toBe(2);
    await page.getByRole("button", { name: "Open “Note”" }).click();
    await panel(page, "desk", "Note").waitFor();
    expect(errors).toEqual([]);
  });

  it("are published without another content, are in the file of the workflow, and no case knows them", async () => {
    const hashNow = async () =>
      (await byApi<{ readonly hash: string }>("/api/releases/current")).hash;
    const before = await hashNow();
    await publish((body) => ({
      ...body,
      workflows: body.workflows.map((one) =>
        one.id === "zz-parcel"
          ? { ...one, notes: { quicker: known, ask: { text: "Ask Mary", about: "open" } } }
          : one,
      ),
    }));
    expect(await hashNow()).toBe(before);
    const { page } = await visit("desk", "?view=text&show=note.ask");
    await page
      .getByRole("textbox", { name: /Parcel/ })
      .getByText("Ask Mary")
      .waitFor();
  });
});
