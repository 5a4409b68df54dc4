import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import type { Workflow } from "../../engine/definition/workflow.js";
import { openBrowser, visitAsAdmin, WIDTHS } from "./support/browser.js";
import { putBackAfterwards } from "./support/release.js";
import { isUsable } from "./support/usable.js";

/** Something is to be carried to somebody: small enough that all of its text is in sight. */
const parcel: Workflow = {
  kind: "workflow",
  spec: 1,
  id: "parcel",
  name: "Parcel",
  subject: { type: "Parcel", prefix: "PA" },
  data: { type: "object", properties: {}, additionalProperties: false },
  priorities: ["Medium"],
  defaultPriority: "Medium",
  defaultQueue: "support",
  initial: "open",
  states: {
    open: { name: "Open", class: "new" },
    done: { name: "Brought", class: "done", final: true },
  },
  transitions: { finish: { name: "Finish", from: ["open"], to: "done", by: ["admin"] } },
  comments: { "/states": { above: " Where a parcel is." } },
};

const editor = (page: Page) => page.getByRole("textbox", { name: "Parcel as text" });
const changes = (page: Page, said: string) =>
  page.getByText(/^\d+ changes? Not published yet$/).getByText(said);
const tab = (page: Page, name: string) => page.getByRole("tab", { name, exact: true });

const textOf = async (page: Page) =>
  (await editor(page).locator(".cm-line").allTextContents()).join("\n");

/** Types another text in place of the present one. */
async function retype(page: Page, change: (text: string) => string): Promise<void> {
  await editor(page).locator(".cm-line").first().waitFor();
  await editor(page).fill(change(await textOf(page)));
}

describe.each(["desk", "phone"] as const)("a workflow as text, at the width of a %s", (width) => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());
  putBackAfterwards((body) => ({ ...body, workflows: [...body.workflows, parcel] }));

  const visit = () =>
    visitAsAdmin(browser, "/admin/workflows/parcel?view=text&edit=1", WIDTHS[width]);
  const state = (page: Page, name: string) =>
    page
      .getByRole("group", { name: "Map of Parcel" })
      .getByRole("button", { name: new RegExp(`^${name}\\. `) });
  /** The picture is beside the text, or in a view of its own where there is no room. */
  const toPicture = async (page: Page) => {
    if (width === "phone") await tab(page, "Map").click();
  };
  const toText = async (page: Page) => {
    if (width === "phone") await tab(page, "Text").click();
  };

  it("is one model with the picture: either shows what the other changes, and comments stay", async () => {
    const { page, errors } = await visit();
    await retype(page, (text) => text.replace("name: Open", "name: On its way"));
    await changes(page, "1 change").waitFor();
    await isUsable(page, width);
    await toPicture(page);
    await state(page, "On its way").click();
    const panel = page.getByRole(width === "desk" ? "complementary" : "dialog", {
      name: "On its way",
    });
    await panel.getByLabel("Name").fill("Carried");
    await page.keyboard.press("Escape");
    await toText(page);
    await expect.poll(() => textOf(page)).toContain("name: Carried");
    expect(await textOf(page)).toContain("# Where a parcel is.");

    // A comment and a state more are one step, which Ctrl+Z in the text takes back, and Ctrl+Y brings again.
    await retype(page, (text) =>
      text.replace(
        "# Where a parcel is.\nstates:",
        "# Where a parcel is just now.\nstates:\n  lost: { name: Lost, class: waiting }",
      ),
    );
    await changes(page, "2 changes").waitFor();
    await toPicture(page);
    await state(page, "Lost").waitFor();
    await toText(page);
    await editor(page).press("Control+z");
    await changes(page, "1 change").waitFor();
    await expect.poll(() => textOf(page)).not.toContain("just now");
    await editor(page).press("Control+y");
    await expect.poll(() => textOf(page)).toContain("# Where a parcel is just now.\nstates:");
    await page.getByRole("button", { name: "Discard all" }).click();
    await expect.poll(() => textOf(page)).toContain("name: Open");
    expect(errors).toEqual([]);
  });

  it("says what it cannot read at its line and at its place in the picture, and loses nothing of it", async () => {
    const { page, errors } = await visit();
    await retype(page, (text) =>
      text.replace(
        "  open: { name: Open, class: new",
        "  # Not yet.\n  open: { name: Open, class: nwe",
      ),
    );
    const warning = page.getByRole("alert");
    await warning.getByText("This text cannot be read yet").waitFor();
    const line = (await textOf(page)).split("\n").findIndex((one) => one.includes("nwe")) + 1;
    await warning.getByRole("button", { name: `Line ${String(line)}` }).waitFor();
    await isUsable(page, width);
    if (width === "desk")
      await state(page, "Open")
        .and(page.getByRole("button", { name: /wrong here/ }))
        .waitFor();

    // The last picture that could be read is still there, and what was typed survives a reload.
    await toPicture(page);
    await state(page, "Open").waitFor();
    await page.goto(`${inject("clinic").url}/admin/workflows/parcel?view=text&edit=1`);
    await warning.getByText("This text cannot be read yet").waitFor();
    expect(await textOf(page)).toContain("# Not yet.\n  open: { name: Open, class: nwe }");
    await retype(page, (text) => text.replace("nwe", "working"));
    await warning.waitFor({ state: "detached" });
    await changes(page, "1 change").waitFor();
    expect(await textOf(page)).toContain("# Not yet.\n  open: { name: Open, class: working }");
    await page.getByRole("button", { name: "Discard all" }).click();
    await expect.poll(() => textOf(page)).toContain("class: new");
    expect(errors).toEqual([]);
  });

  it("offers what can stand at a place, and the keyboard leaves it by Escape and Tab", async () => {
    const { page } = await visit();
    await retype(page, (text) => text.replace("\nstates:", "\nstates:\n  lost:\n    class: w"));
    await editor(page)
      .locator(".cm-line", { hasText: /class: w$/ })
      .click();
    await page.keyboard.press("End");
    await page.keyboard.press("Control+Space");
    await page.getByRole("option", { name: "working" }).click();
    await expect.poll(() => textOf(page)).toContain("class: working");
    const isInside = () => editor(page).evaluate((one) => one.contains(document.activeElement));
    await page.keyboard.press("Tab");
    expect(await isInside()).toBe(true);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Tab");
    expect(await isInside()).toBe(false);
    await page.getByRole("button", { name: "Go back to the last readable text" }).click();
    await expect.poll(() => textOf(page)).not.toContain("lost:");
  });
});
