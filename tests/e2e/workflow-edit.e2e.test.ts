import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { openBrowser, visitAsAdmin, WIDTHS } from "./support/browser.js";
import { byApi } from "./support/clinic.js";
import { actions } from "./support/desk.js";
import { madeUp } from "./support/made-up.js";
import { putBackAfterwards } from "./support/release.js";
import { isUsable } from "./support/usable.js";

/** Something is to be brought somewhere: the smallest workflow that has a beginning and an end. */
const errand = madeUp({
  id: "errand",
  name: "Errand",
  prefix: "ER",
  initial: "open",
  states: {
    open: { name: "Open", class: "new" },
    done: { name: "Brought", class: "done", final: true },
  },
  transitions: { finish: { name: "Finish", from: ["open"], to: "done", by: ["admin"] } },
});

const picture = (page: Page) => page.getByRole("group", { name: "Map of Errand" });
const state = (page: Page, name: string) =>
  picture(page).getByRole("button", { name: new RegExp(`^${name}\\. `) });
const changes = (page: Page) => page.getByText(/^\d+ changes? Not published yet$/);

async function opened(): Promise<string> {
  const data = { what: "A wheelchair" };
  return (await byApi<{ id: string }>("/api/cases", { workflow: "errand", data })).id;
}

/** Draws from one place of the screen to another, as with a mouse. */
async function drag(page: Page, from: Locator, to: { readonly x: number; readonly y: number }) {
  const box = await from.boundingBox();
  if (!box) throw new Error("nothing to be dragged is in sight");
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 8 });
  await page.mouse.up();
}

describe("a line that is drawn", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());
  putBackAfterwards((body) => ({ ...body, workflows: [errand, ...body.workflows] }));

  it("ends at the state on which it is let go, wherever on it", async () => {
    const { page, errors } = await visitAsAdmin(browser, "/admin/workflows/errand?edit=1", {
      viewport: { width: 1280, height: 1800 },
    });
    await page.getByRole("button", { name: "Add a state" }).click();
    await page.keyboard.type("Elsewhere");
    await page.keyboard.press("Enter");
    const elsewhere = state(page, "Elsewhere");
    await page.getByRole("complementary", { name: "Elsewhere" }).waitFor();
    // The picture makes room for the panel: not before nothing moves any more.
    let before = "";
    const isStill = async () => {
      const [last, now] = [before, JSON.stringify(await elsewhere.boundingBox())];
      before = now;
      return last === now;
    };
    await expect.poll(isStill, { interval: 500 }).toBe(true);
    const box = await elsewhere.boundingBox();
    if (!box) throw new Error("the state that is led to is not in sight");
    const dot = page.locator(`[data-id="open"]`).getByTitle(/^Draw a line from here/);
    // Nearer to its own dot than to where lines come in.
    await drag(page, dot, { x: box.x + box.width * 0.6, y: box.y + box.height / 2 });
    await page.getByRole("heading", { name: "Open → Elsewhere" }).waitFor();
    await page.getByRole("button", { name: "Discard all" }).click();
    await changes(page).waitFor({ state: "detached" });
    expect(errors).toEqual([]);
  });
});

describe.each(["desk", "phone"] as const)("changing a workflow, at the width of a %s", (width) => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());
  putBackAfterwards((body) => ({ ...body, workflows: [errand, ...body.workflows] }));

  /** The panel stands beside the picture, or comes from below where there is no room beside it. */
  const panel = (page: Page, name: string) =>
    page.getByRole(width === "desk" ? "complementary" : "dialog", { name });
  const visit = () => visitAsAdmin(browser, "/admin/workflows/errand", WIDTHS[width]);

  it("adds a state and ways, which the next case takes, while an open one goes on as it was", async () => {
    const earlier = await opened();
    const { page, errors } = await visit();
    await page.getByRole("button", { name: "Change it" }).click();
    const adding = panel(page, "New state");
    if (width === "desk") {
      const dot = page.locator(`[data-id="open"]`).getByTitle(/^Draw a line from here/);
      const box = await picture(page).boundingBox();
      await drag(page, dot, { x: (box?.x ?? 0) + 300, y: (box?.y ?? 0) + 300 });
    } else {
      await state(page, "Open").click();
      await panel(page, "Open").getByRole("button", { name: "Add a way from here" }).click();
    }
    // The field for the name has the focus.
    await adding.waitFor();
    await page.keyboard.type("On the way");
    await isUsable(page, width);
    await adding.getByLabel(/^What is done there/).fill("Set out");
    await adding.getByRole("button", { name: "Add", exact: true }).click();

    const added = panel(page, "On the way");
    await added.getByLabel("To which state?").selectOption("Brought");
    await isUsable(page, width);
    await added.getByRole("button", { name: "Add a way from here" }).click();
    await page.keyboard.type("Deliver");
    await page.keyboard.press("Enter");
    const deliver = panel(page, "Deliver");
    await deliver.getByLabel("Name").fill("Hand over");
    await isUsable(page, width);
    await page.keyboard.press("Escape");

    // It is a draft, which a reload does not lose; the last step can be taken back, and done again.
    await page.reload();
    await changes(page).getByText("3 changes").waitFor();
    const way = picture(page).getByRole("button", { name: /^From On the way to Brought: Hand/ });
    await way.waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await picture(page)
      .getByRole("button", { name: /^From On the way to Brought: Del/ })
      .waitFor();
    await page.getByRole("button", { name: "Redo" }).click();
    await way.waitFor();
    await page.getByLabel(/Why do you change it/).fill("Errands take time");
    await page.getByRole("button", { name: "Check and publish" }).click();
    await page.getByText(/Release \d+ is running/).waitFor();

    const next = await opened();
    await page.goto(`${inject("clinic").url}/app/cases/${next}`);
    await actions(page).getByRole("button", { name: "Set out" }).click();
    await actions(page).getByRole("button", { name: "Hand over" }).click();
    await page.getByText("Brought").first().waitFor();
    await page.goto(`${inject("clinic").url}/app/cases/${earlier}`);
    await actions(page).getByRole("button", { name: "Finish" }).waitFor();
    expect(await actions(page).getByRole("button", { name: "Set out" }).count()).toBe(0);
    expect(errors).toEqual([]);
  });

  it("says what is wrong while it is being changed, and where, and does not publish that", async () => {
    const { page, errors } = await visit();
    await page.getByRole("button", { name: "Change it" }).click();
    await page.getByRole("button", { name: "Add a state" }).click();
    await page.keyboard.type("Nowhere");
    await page.keyboard.press("Enter");
    await panel(page, "Nowhere").waitFor();
    await page.keyboard.press("Escape");
    await page.getByText(/^What the check says/).waitFor();
    const unreached = "No case can ever come to “Nowhere”.";
    const found = page.getByRole("listitem").filter({ hasText: unreached });
    await found.getByRole("button", { name: "Show" }).click();
    await panel(page, "Nowhere").getByText(unreached).waitFor();
    await isUsable(page, width);
    await panel(page, "Nowhere").getByRole("button", { name: "Remove this state" }).click();
    await page.getByText("The check finds nothing wrong.").waitFor();
    await page.getByRole("button", { name: "Discard all" }).click();
    await changes(page).waitFor({ state: "detached" });
    expect(errors).toEqual([]);
  });
});
