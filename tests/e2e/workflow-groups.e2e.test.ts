import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBrowser, visitAsAdmin, WIDTHS } from "./support/browser.js";
import { madeUp } from "./support/made-up.js";
import { putBackAfterwards } from "./support/release.js";
import { isUsable } from "./support/usable.js";

const crate = madeUp({
  id: "zz-crate",
  name: "Crate",
  prefix: "QC",
  initial: "open",
  states: {
    open: { name: "Open", class: "new" },
    weighed: { name: "Weighed", class: "working" },
    packed: { name: "Packed", class: "working" },
    done: { name: "Handed out", class: "done", final: true },
  },
  transitions: {
    weigh: { name: "Weigh", from: ["open"], to: "weighed", by: ["admin"] },
    pack: { name: "Pack", from: ["weighed"], to: "packed", by: ["admin"] },
    finish: { name: "Hand out", from: ["packed"], to: "done", by: ["admin"] },
  },
});

const changes = (page: Page, n: number) =>
  page.getByText(new RegExp(`^${String(n)} changes? Not published yet$`));

describe.each(["desk", "phone"] as const)("groups of states, at the width of a %s", (width) => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());
  putBackAfterwards((body) => ({ ...body, workflows: [...body.workflows, crate] }));
  const state = (page: Page, id: string) => page.locator(`[data-item="state.${id}"]`);

  it("are framed, called and coloured, and gone without their states", async () => {
    const { page, errors } = await visitAsAdmin(
      browser,
      "/admin/workflows/zz-crate?edit=1&view=table",
      WIDTHS[width],
    );
    await page.getByRole("button", { name: "Pick “Weighed”" }).click();
    await page.getByRole("button", { name: "Pick “Packed”" }).click();
    await page.getByRole("button", { name: "Frame as a group" }).click();
    await page.getByLabel("Name of the group").fill("At the counter");
    await page.getByLabel("Colour of the frame").selectOption("Sand");
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await page.getByRole("button", { name: "Remove it, keep its states" }).waitFor();
    await isUsable(page, width);
    await page.getByRole("button", { name: "Close" }).click();
    const line = page.getByRole("table", { name: "Groups" }).getByRole("row", {
      name: /At the counter.*Weighed, Packed/,
    });
    await line.waitFor();
    await changes(page, 1).waitFor();

    await page.getByRole("tab", { name: "Map" }).click();
    if (width === "desk") {
      const frame = page.getByRole("button", { name: "Group “At the counter, 2 states”" });
      await frame.focus();
      const before = await state(page, "packed").boundingBox();
      const alone = await state(page, "open").boundingBox();
      await page.keyboard.press("Shift+ArrowRight");
      await page.getByText("“At the counter” moved with 2 states").waitFor();
      await changes(page, 2).waitFor();
      const far = async (id: string, from: { readonly x: number } | null) =>
        ((await state(page, id).boundingBox())?.x ?? NaN) - (from?.x ?? NaN);
      await expect.poll(async () => (await far("packed", before)) > 5).toBe(true);
      expect(Math.abs(await far("open", alone))).toBeLessThan(1);

      await frame.hover();
      await page.mouse.down();
      await page.mouse.move(620, 700, { steps: 5 });
      await page.mouse.up();
      await changes(page, 3).waitFor();
      await isUsable(page, width);
      await page.getByRole("button", { name: "Undo" }).click();
      await changes(page, 2).waitFor();
    }
    await page.getByRole("button", { name: /At the counter/ }).click();
    await page.getByRole("button", { name: "Remove it, keep its states" }).click();
    await page.getByRole("button", { name: /At the counter/ }).waitFor({ state: "detached" });
    for (const id of ["weighed", "packed"]) await state(page, id).waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByRole("button", { name: /At the counter/ }).waitFor();
    expect(errors).toEqual([]);
  });
});
