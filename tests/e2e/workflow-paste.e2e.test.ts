import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Workflow } from "../../engine/definition/workflow.js";
import { openBrowser, visitAsAdmin, WIDTHS } from "./support/browser.js";
import { putBackAfterwards } from "./support/release.js";
import { isUsable } from "./support/usable.js";

const noted = (title: string): Workflow["data"] => ({
  type: "object",
  additionalProperties: false,
  properties: { what: { type: "string", title, "x-phi": "none" } },
});

/** Something is weighed and handed out; both write it down with a form of the same name that asks something else. */
const workflow = (
  id: string,
  { name, prefix, asks }: { readonly name: string; readonly prefix: string; readonly asks: string },
): Workflow => ({
  kind: "workflow",
  spec: 1,
  id,
  name,
  subject: { type: name, prefix, title: "what" },
  data: noted("What?"),
  priorities: ["Medium"],
  defaultPriority: "Medium",
  defaultQueue: "support",
  initial: "open",
  states: {
    open: { name: "Open", class: "new" },
    weighed: { name: "Weighed", class: "working" },
    done: { name: "Handed out", class: "done", final: true },
  },
  forms: { note: noted(asks) },
  transitions: {
    weigh: { name: "Weigh", from: ["open"], to: "weighed", by: ["admin"] },
    finish: { name: "Hand out", from: ["weighed"], to: "done", by: ["admin"], form: "note" },
  },
});

const picture = (page: Page, name: string) => page.getByRole("group", { name: `Map of ${name}` });
const states = (page: Page, name: string) => picture(page, name).locator('[data-item^="state."]');
const way = (page: Page, id: string) => page.locator(`[data-item="way.${id}"]`);

describe.each(["desk", "phone"] as const)("copying states, at the width of a %s", (width) => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());
  putBackAfterwards((body) => ({
    ...body,
    workflows: [
      ...body.workflows,
      workflow("zz-scales", { name: "Scales", prefix: "QS", asks: "How heavy?" }),
      workflow("zz-shelf", { name: "Shelf", prefix: "QT", asks: "Which shelf?" }),
    ],
  }));
  const panel = (page: Page, name: string) =>
    page.getByRole(width === "desk" ? "complementary" : "dialog", { name });

  it("picks two, pastes them here and elsewhere with their form, and each paste is undone at once", async () => {
    const { page, errors } = await visitAsAdmin(
      browser,
      "/admin/workflows/zz-scales?edit=1",
      WIDTHS[width],
    );
    await states(page, "Scales").first().waitFor();
    if (width === "desk") {
      await page.locator('[data-item="state.weighed"]').click({ modifiers: ["Shift"] });
      await page.locator('[data-item="state.done"]').focus();
      await page.keyboard.press("Shift+Enter");
      await page.getByText("2 states picked").waitFor();
      await isUsable(page, width);
      await page.keyboard.press("Control+c");
      await page.keyboard.press("Control+v");
    } else {
      await page.getByRole("tab", { name: "Table" }).click();
      await page.getByRole("button", { name: "Pick “Weighed”" }).click();
      await page.getByRole("button", { name: "Pick “Handed out”" }).click();
      await page.getByText("2 states picked").waitFor();
      await isUsable(page, width);
      await page.getByRole("button", { name: "Copy", exact: true }).click();
      await page.getByRole("button", { name: "Paste", exact: true }).click();
      await page.getByRole("tab", { name: "Map" }).click();
    }
    await way(page, "weighed_2>done_2").waitFor();
    expect(await states(page, "Scales").count()).toBe(5);
    // It is one step, and a reload does not lose it.
    await page.reload();
    await way(page, "weighed_2>done_2").waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await expect.poll(() => states(page, "Scales").count()).toBe(3);

    await page.getByRole("link", { name: "All workflows" }).click();
    await page.getByRole("link", { name: "Shelf", exact: true }).click();
    await page.getByRole("button", { name: "Change it" }).click();
    await states(page, "Shelf").first().waitFor();
    await page.getByRole("button", { name: "Paste", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: /^Some of it has the same name/ });
    await dialog.getByText("The form “note”").waitFor();
    await isUsable(page, width);
    await dialog.getByLabel("Bring it along under another name").check();
    await dialog.getByRole("button", { name: "Paste" }).click();
    await way(page, "weighed_2>done_2").waitFor();
    await page.getByRole("tab", { name: "Forms" }).click();
    await page.getByLabel("Which form?").waitFor();
    expect(await page.getByLabel("Which form?").textContent()).toContain("Note 2");
    await page.getByRole("tab", { name: "Map" }).click();
    await page.getByRole("button", { name: "Undo" }).click();
    await expect.poll(() => states(page, "Shelf").count()).toBe(3);
    expect(errors).toEqual([]);
  });

  it("cuts what is picked but the state in which cases begin, and duplicates the one that is open", async () => {
    const { page } = await visitAsAdmin(
      browser,
      "/admin/workflows/zz-shelf?edit=1&show=state.weighed",
      WIDTHS[width],
    );
    await panel(page, "Weighed").waitFor();
    await page.keyboard.press("Escape");
    await panel(page, "Weighed").waitFor({ state: "detached" });
    await page.getByRole("tab", { name: "Table" }).click();
    const rows = page.getByRole("table", { name: "States" }).getByRole("row");
    await page.getByRole("button", { name: "Pick “Weighed”" }).click();
    await page.getByRole("button", { name: "Duplicate", exact: true }).click();
    await expect.poll(() => rows.count()).toBe(1 + 4);
    await page.getByText("1 state picked").waitFor();
    await page.getByRole("button", { name: "Pick “Open”" }).click();
    await page.getByRole("button", { name: "Cut", exact: true }).click();
    await expect.poll(() => rows.count()).toBe(1 + 3);
    await page.getByRole("button", { name: "Pick “Open”" }).waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await expect.poll(() => rows.count()).toBe(1 + 4);
    await page.getByRole("button", { name: "Undo" }).click();
    await expect.poll(() => rows.count()).toBe(1 + 3);
  });
});
