import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Workflow } from "../../engine/definition/workflow.js";
import { openBrowser, visitAsAdmin } from "./support/browser.js";
import { madeUp } from "./support/made-up.js";
import { putBackAfterwards } from "./support/release.js";
import { countRenders, rendered } from "./support/renders.js";
import { isUsable } from "./support/usable.js";

/** As many states as a workflow may have; with the labels of the ways between them the picture has about a thousand nodes. */
const STATES = 200;

const id = (place: number) => `s${String(Math.min(place, STATES - 1))}`;

function large(): Workflow {
  const places = Array.from({ length: STATES }, (_, place) => place);
  const before = places.slice(0, -2);
  return madeUp({
    id: "zz-large",
    name: "Large",
    prefix: "QL",
    initial: "s0",
    states: Object.fromEntries(
      places.map((place) => [
        id(place),
        place === STATES - 1
          ? { name: "The end", class: "done", final: true }
          : { name: `Step ${String(place)}`, class: place === 0 ? "new" : "working" },
      ]),
    ),
    transitions: Object.fromEntries(
      before.flatMap((place) => [
        [
          `on${String(place)}`,
          {
            name: `On to ${String(place)}`,
            from: [id(place), id(place + 1)],
            to: id(place + 2),
            by: ["admin"],
          },
        ],
        [
          `back${String(place)}`,
          {
            name: `Back to ${String(place)}`,
            from: [id(place + 1), ...(place < STATES - 4 ? [id(place + 2)] : [])],
            to: id(place),
            by: ["admin"],
          },
        ],
      ]),
    ),
    layout: Object.fromEntries(
      places.map((place) => [id(place), [(place % 20) * 320, Math.floor(place / 20) * 200]]),
    ),
  });
}

const picture = (page: Page) => page.getByRole("group", { name: "Map of Large" });
const state = (page: Page, name: string) => page.locator(`[data-item="state.${name}"]`);
const onceIn = (all: readonly string[], kind: string) =>
  new Set(all.filter((one) => one.startsWith(`${kind} `)));

describe("a picture of a thousand states and ways", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());
  putBackAfterwards((body) => ({ ...body, workflows: [...body.workflows, large()] }));

  const visit = async () => {
    const visited = await visitAsAdmin(browser, "/admin/workflows/zz-large?edit=1");
    await countRenders(visited.page);
    await state(visited.page, "s0").waitFor();
    return visited;
  };

  it("draws what is in sight, says so, and comes to the rest by finding it", async () => {
    const { page, errors } = await visit();
    const items = picture(page).locator("[data-item]");
    await expect.poll(() => items.count()).toBeLessThan(150);
    expect(await items.count()).toBeGreaterThan(4);
    await page.getByText(/^A large picture: only what is in sight is drawn/).waitFor();
    expect(await state(page, "s150").count()).toBe(0);
    await page.getByLabel("Find").fill("Step 150");
    await page.getByText(/^\d+ places? found$/).waitFor();
    await page.keyboard.press("Enter");
    await state(page, "s150").waitFor();
    await isUsable(page, "desk");
    expect(errors).toEqual([]);
  });

  it("makes anew what hangs on a state while it is dragged, and nothing else, and is one step to undo", async () => {
    const { page, errors } = await visit();
    const box = await state(page, "s0").boundingBox();
    if (!box) throw new Error("the first state is not in sight");
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 6, y + 6, { steps: 2 });
    await rendered(page);
    await page.mouse.move(x + 40, y + 30, { steps: 10 });
    await expect.poll(async () => (await state(page, "s0").boundingBox())?.x).not.toBe(box.x);
    const during = await rendered(page);
    expect(onceIn(during, "node")).toContain("node s0");
    const own = /^node (s0|(s[0-3]|s\d+)>(s[0-3]|s\d+))$/;
    for (const one of onceIn(during, "node")) expect(one).toMatch(own);
    // Of the states, the one that is dragged; of the ways, those that meet it or a state that it is beside.
    expect(onceIn(during, "node").size).toBeLessThan(20);
    expect(onceIn(during, "face").size).toBe(0);
    await page.mouse.up();
    await page.getByText(/^1 change Not published yet$/).waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByText(/^1 change Not published yet$/).waitFor({ state: "detached" });
    expect((await state(page, "s0").boundingBox())?.x).toBeCloseTo(box.x, 0);
    expect(errors).toEqual([]);
  });

  it("draws those again that look different when a state is chosen", async () => {
    const { page, errors } = await visit();
    await page.evaluate(() => document.fonts.ready);
    await rendered(page);
    await state(page, "s1").click();
    await page.getByRole("complementary", { name: "Step 1" }).waitFor();
    const faces = onceIn(await rendered(page), "face");
    expect(faces).toContain("face state.s1");
    expect([...faces].filter((one) => one.startsWith("face state."))).toEqual(["face state.s1"]);
    expect(errors).toEqual([]);
  });
});
