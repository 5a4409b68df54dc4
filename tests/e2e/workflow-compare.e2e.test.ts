import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ReleaseBody } from "../../engine/definition/release.js";
import { openBrowser, visitAsAdmin, WIDTHS } from "./support/browser.js";
import { byApi } from "./support/clinic.js";
import { madeUp } from "./support/made-up.js";
import { publish, putBackAfterwards } from "./support/release.js";
import { isUsable } from "./support/usable.js";

const parcel = madeUp({
  id: "zz-parcel",
  name: "Parcel",
  prefix: "QL",
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

/** The parcel without a state, with another and one that is called otherwise. */
function changed(body: ReleaseBody): ReleaseBody {
  const { weighed: _weighed, ...states } = parcel.states;
  const { weigh: _weigh, ...transitions } = parcel.transitions;
  const after = {
    ...parcel,
    states: {
      ...states,
      packed: { name: "Packed and sealed", class: "working" as const },
      fetched: { name: "Being fetched by a driver of the other clinic", class: "waiting" as const },
    },
    transitions: {
      ...transitions,
      pack: { name: "Pack", from: ["open"], to: "packed", by: ["admin"] },
      call: { name: "Call a driver", from: ["packed"], to: "fetched", by: ["admin"] },
      finish: { name: "Hand out", from: ["packed", "fetched"], to: "done", by: ["admin"] },
    },
  };
  return {
    ...body,
    workflows: body.workflows.map((one) => (one.id === parcel.id ? after : one)),
  };
}

const map = (page: Page, side: "before" | "after") =>
  page.getByRole("group", { name: `Map of Parcel, ${side}` });
const part = (page: Page, side: "before" | "after", item: string) =>
  map(page, side).locator(`[data-item="${item}"]`);
const says = (page: Page, pattern: RegExp) =>
  page.getByRole("status").filter({ hasText: pattern }).waitFor();

/** Where a picture stands in its frame, and how large. */
const viewOf = (page: Page, side: "before" | "after") =>
  map(page, side)
    .locator(".react-flow__viewport")
    .evaluate((element) => element.style.transform);

describe.each(["desk", "phone"] as const)("two pictures of a workflow, on a %s", (width) => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());
  putBackAfterwards((body) => ({ ...body, workflows: [...body.workflows, parcel] }));
  /** Number of the release that has the other parcel; the one before it has the first. */
  let later: number;
  beforeAll(async () => {
    await publish(changed);
    later = (await byApi<{ number: number }>("/api/releases/current")).number;
  });

  it("show what differs between two releases by sign, word and line, and each difference is gone to", async () => {
    const { page, errors } = await visitAsAdmin(browser, "/admin/releases", WIDTHS[width]);
    await page
      .getByRole("button", { name: `Compare release ${String(later)} with another` })
      .click();
    await page.getByRole("heading", { name: "Compare two releases" }).waitFor();
    await page.getByText("Workflow “Parcel”").waitFor();
    const list = page.getByRole("list", { name: "What differs in “Parcel”" });
    await says(page, /^\d+ differences$/);

    const added = part(page, "after", "state.fetched");
    const removed = part(page, "before", "state.weighed");
    if (width === "desk") {
      for (const [state, mark] of [
        [added, "+ Added"],
        [removed, "− Removed"],
        [part(page, "before", "state.packed"), "≠ Changed"],
        [part(page, "after", "state.packed"), "≠ Changed"],
        [part(page, "before", "way.weighed>packed"), "− Removed"],
        [part(page, "after", "way.packed>fetched"), "+ Added"],
      ] as const)
        await state.getByText(mark).waitFor();
      expect(
        await part(page, "after", "state.done")
          .getByText(/Added|Removed|≠/)
          .count(),
      ).toBe(0);
      expect(await part(page, "after", "state.weighed").count()).toBe(0);
      expect(await part(page, "before", "state.fetched").count()).toBe(0);
    } else {
      await added.getByText("+ Added").waitFor();
      await page.getByRole("button", { name: "Before", exact: true }).click();
      await removed.getByText("− Removed").waitFor();
    }
    await isUsable(page, width);

    // One after the other, by its key and by its buttons.
    await page.keyboard.press("j");
    await says(page, /^1 of \d+: Added the state “Being fetched/);
    await expect.poll(() => added.getAttribute("data-here")).toBe("true");
    await page.getByRole("button", { name: "Next difference" }).click();
    await says(page, /^2 of \d+: Removed the state “Weighed”/);
    await expect.poll(() => removed.getAttribute("data-here")).toBe("true");
    await page.keyboard.press("k");
    await says(page, /^1 of /);
    await page.getByRole("button", { name: "Previous difference" }).click();
    await says(page, /^(\d+) of \1: /);
    await list.getByRole("button", { name: /Removed the state “Weighed”/ }).click();
    await says(page, /^2 of /);
    await isUsable(page, width);
    expect(errors).toEqual([]);
  });

  it("stand and move alike, and what is pressed in either of them leads to what is said of it", async () => {
    const { page, errors } = await visitAsAdmin(
      browser,
      `/admin/releases?from=1&to=${String(later)}`,
      WIDTHS[width],
    );
    await page.getByLabel("Before", { exact: true }).selectOption(String(later - 1));
    await part(page, "after", "state.packed").waitFor();
    if (width === "desk") {
      await expect.poll(() => viewOf(page, "before")).toBe(await viewOf(page, "after"));
      const opened = await viewOf(page, "after");
      const frame = await map(page, "after").boundingBox();
      await page.mouse.move((frame?.x ?? 0) + 12, (frame?.y ?? 0) + 12);
      await page.mouse.down();
      await page.mouse.move((frame?.x ?? 0) - 60, (frame?.y ?? 0) + 40, { steps: 5 });
      await page.mouse.up();
      await expect.poll(() => viewOf(page, "after")).not.toBe(opened);
      const dragged = await viewOf(page, "after");
      expect(await viewOf(page, "before")).toBe(dragged);
      await map(page, "before").getByRole("button", { name: "Larger" }).click();
      await expect.poll(() => viewOf(page, "before")).not.toBe(dragged);
      await expect
        .poll(async () => (await viewOf(page, "after")) === (await viewOf(page, "before")))
        .toBe(true);
    }
    await part(page, "after", "state.packed").click();
    await says(page, /“Packed and sealed”: changed the name/);
    await part(page, "after", "state.done").click();
    await says(page, /Nothing differs there/);
    expect(errors).toEqual([]);
  });

  it("show what somebody is changing against what runs", async () => {
    const { page, errors } = await visitAsAdmin(
      browser,
      "/admin/workflows/zz-parcel?edit=1&show=state.done",
      WIDTHS[width],
    );
    await page.getByLabel("Name", { exact: true }).fill("Handed to its owner");
    await page.getByText(/^1 change Not published yet$/).waitFor();
    await page.goto(new URL("/admin/changes", page.url()).href);
    const section = page.getByRole("region", { name: "Before and after" });
    await section
      .getByText(/^Before: release \d+, running now$|^After: with your/)
      .first()
      .waitFor();
    await part(page, "after", "state.done").getByText("≠ Changed").waitFor();
    await page.getByRole("button", { name: "Next difference" }).click();
    await says(page, /^1 of 1: “Handed to its owner”: changed the name/);
    await isUsable(page, width);
    await page.getByRole("button", { name: "Undo", exact: true }).click();
    await section.waitFor({ state: "detached" });
    expect(errors).toEqual([]);
  });
});
