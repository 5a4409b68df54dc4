import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Workflow } from "../../engine/definition/workflow.js";
import { openBrowser, visitAsAdmin } from "./support/browser.js";
import { madeUp } from "./support/made-up.js";
import { putBackAfterwards } from "./support/release.js";
import { isUsable } from "./support/usable.js";

/** Six stops in a row. Three of them were placed by hand. */
function tour(): Workflow {
  const stops = ["a", "b", "c", "d", "e", "f"];
  return madeUp({
    id: "zz-tour",
    name: "Tour",
    prefix: "QU",
    initial: "a",
    states: Object.fromEntries(
      stops.map((id, place) => [
        id,
        place === stops.length - 1
          ? { name: `Stop ${id}`, class: "done", final: true }
          : { name: `Stop ${id}`, class: place === 0 ? "new" : "working" },
      ]),
    ),
    transitions: Object.fromEntries(
      stops
        .slice(0, -1)
        .map((id, place) => [
          `on${id}`,
          { name: "Go on", from: [id], to: stops[place + 1] ?? "f", by: ["admin"] },
        ]),
    ),
    layout: { a: [0, 0], b: [40, 260], f: [900, 700] },
  });
}

const state = (page: Page, id: string) => page.locator(`[data-item="state.${id}"]`);
const changes = (page: Page, n: number) =>
  page.getByText(new RegExp(`^${String(n)} changes? Not published yet$`));

/** Where states are in the picture, whatever part of it is in sight: left upper corners in its own pixels. */
const corners = (page: Page) =>
  page.evaluate(() =>
    Object.fromEntries(
      [...document.querySelectorAll<HTMLElement>(".react-flow__node-state")].map((node) => {
        const { m41, m42 } = new DOMMatrix(node.style.transform);
        return [node.dataset["id"] ?? "", [Math.round(m41), Math.round(m42)] as const];
      }),
    ),
  );

/** How far one state is from another. */
async function between(page: Page, one: string, other: string) {
  const all = await corners(page);
  const [[x1, y1], [x2, y2]] = [all[one] ?? [NaN, NaN], all[other] ?? [NaN, NaN]];
  return [x2 - x1, y2 - y1];
}

describe("putting the states of a picture in order", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());
  putBackAfterwards((body) => ({ ...body, workflows: [...body.workflows, tour()] }));

  const visit = async () => {
    const visited = await visitAsAdmin(browser, "/admin/workflows/zz-tour?edit=1");
    await state(visited.page, "f").waitFor();
    return visited;
  };
  const choose = async (page: Page, menu: string, item: string | RegExp) => {
    await page.getByRole("button", { name: menu, exact: true }).click();
    await page.getByRole("menuitem", { name: item }).click();
  };

  it("is done in a worker: those placed by hand stay, all are arranged when that is asked for, and each is one step", async () => {
    const { page, errors } = await visit();
    const before = await between(page, "a", "b");
    const worker = page.waitForEvent("worker");
    await choose(page, "Arrange", /^Arrange the 3 without a place/);
    expect((await worker).url()).toMatch(/\/assets\/elk-worker/);
    await page.getByText("3 states arranged").waitFor();
    await changes(page, 1).waitFor();
    expect(await between(page, "a", "b")).toEqual(before);
    expect(await between(page, "a", "f")).toEqual([900, 700]);

    await choose(page, "Arrange", /^Arrange all/);
    await page.getByText("6 states arranged").waitFor();
    await changes(page, 2).waitFor();
    const row = await corners(page);
    const across = ["a", "b", "c", "d", "e", "f"].map((id) => row[id]?.[0] ?? NaN);
    expect(across).toEqual(across.toSorted((one, other) => one - other));
    expect(new Set(across).size).toBe(6);
    await isUsable(page, "desk");
    await page.getByRole("button", { name: "Undo" }).click();
    await changes(page, 1).waitFor();
    expect(await between(page, "a", "b")).toEqual(before);
    expect(page.workers()).toEqual([]);
    expect(errors).toEqual([]);
  });

  it("can be stopped, and the page answers meanwhile", async () => {
    const { page, errors } = await visit();
    // The worker is held up at the door, as a large picture would hold it up.
    let letIn: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (letIn = resolve));
    await page.route("**/elk-worker*", async (route) => {
      await held;
      await route.continue();
    });
    const before = await corners(page);
    await choose(page, "Arrange", /^Arrange all/);
    await page.getByText("Arranging 6 states …").waitFor();
    await page.getByRole("tab", { name: "Text" }).click();
    await page.getByRole("tab", { name: "Map" }).click();
    await choose(page, "Arrange", /^Arrange all/);
    await page.getByRole("button", { name: "Stop", exact: true }).click();
    await page.getByText("Stopped. Nothing was moved.").waitFor();
    letIn();
    expect(await corners(page)).toEqual(before);
    expect(await changes(page, 1).count()).toBe(0);
    expect(errors).toEqual([]);
  });

  it("lines up and spreads those that are picked, and moves them with the arrow keys, and says so", async () => {
    const { page, errors } = await visit();
    for (const id of ["a", "b", "c"]) {
      await state(page, id).focus();
      await page.keyboard.press("Shift+Enter");
    }
    await page.getByText("3 states picked").waitFor();
    await choose(page, "Line up", "Left edges");
    await page.getByText("3 states lined up: Left edges").waitFor();
    expect((await between(page, "a", "b"))[0]).toBe(0);
    expect((await between(page, "a", "c"))[0]).toBe(0);
    await choose(page, "Line up", "Same room between, down");
    await changes(page, 2).waitFor();

    await state(page, "b").focus();
    const together = await between(page, "a", "b");
    const before = await between(page, "f", "b");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Shift+ArrowDown");
    await page.getByText(/^3 states moved, “Stop b” to -?\d+, -?\d+$/).waitFor();
    const after = await between(page, "f", "b");
    expect([(after[0] ?? 0) - (before[0] ?? 0), (after[1] ?? 0) - (before[1] ?? 0)]).toEqual([
      1, 10,
    ]);
    expect(await between(page, "a", "b")).toEqual(together);
    await changes(page, 3).waitFor();
    expect(await state(page, "b").evaluate((one) => one === document.activeElement)).toBe(true);
    await isUsable(page, "desk");
    await page.getByRole("button", { name: "Undo" }).click();
    await changes(page, 2).waitFor();
    expect(await between(page, "f", "b")).toEqual(before);
    expect(errors).toEqual([]);
  });
});
