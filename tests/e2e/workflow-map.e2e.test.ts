import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { openBrowser, visitAs, WIDTHS } from "./support/browser.js";
import { addPerson, newPhone, patientWrites } from "./support/clinic.js";
import { isUsable } from "./support/usable.js";

const MAP = "/admin/workflows/ticket";

const picture = (page: Page) => page.getByRole("group", { name: "Map of Ticket" });
const state = (page: Page, name: string) =>
  picture(page).getByRole("button", { name: new RegExp(`^${name}\\. `) });
const way = (page: Page, from: string, to: string) =>
  picture(page).getByRole("button", { name: new RegExp(`^From ${from} to ${to}:`) });

/** What has the focus in the very moment in which an element is taken out of the page. */
function focusWhenGone(node: Element): { readonly focused: Promise<string> } {
  return {
    focused: new Promise((resolve) => {
      new MutationObserver((_, observer) => {
        if (node.isConnected) return;
        observer.disconnect();
        resolve(document.activeElement?.textContent ?? "");
      }).observe(document, { childList: true, subtree: true });
    }),
  };
}

/** The number of open cases that a state shows. */
async function openAt(page: Page, name: string): Promise<number> {
  const text = await state(page, name).textContent();
  return Number(/(\d+) cases? here now/.exec(text ?? "")?.[1]);
}

/** In the page: the widths that something has from the press of a button until half a second's frames after it changed. */
async function widthsWhenPressed(node: Element, button: string): Promise<number[]> {
  const widths = [node.getBoundingClientRect().width];
  document.querySelector<HTMLElement>(`[aria-label="${button}"]`)?.click();
  for (let still = 0; still < 30; still += widths.length > 1 ? 1 : 0) {
    await new Promise(requestAnimationFrame);
    const { width } = node.getBoundingClientRect();
    if (width !== widths.at(-1)) widths.push(width);
  }
  return widths;
}

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

describe.each(["desk", "phone"] as const)("how a case moves, at the width of a %s", (width) => {
  /** The panel stands beside the picture, or comes from below where there is no room beside it. */
  const panel = (page: Page, name: string) =>
    page.getByRole(width === "desk" ? "complementary" : "dialog", { name });
  const visitMap = (path = MAP) => visitAs(browser, inject("clinic").admin, path, WIDTHS[width]);

  it("is shown as a picture of states and ways, with what is open and a panel that tells what happens", async () => {
    const { page, errors } = await visitMap("/admin/workflows");
    await page.getByRole("link", { name: "Ticket", exact: true }).click();
    await state(page, "Assigned").waitFor();
    expect(
      await picture(page)
        .getByRole("button", { name: /^From / })
        .count(),
    ).toBe(21);
    await picture(page)
      .getByRole("button", { name: /^New\. New\. Start\. \d+ cases? here now\. 7 things can/ })
      .waitFor();
    await picture(page)
      .getByRole("button", { name: "Voided. Done. End. From anywhere: Void", exact: true })
      .waitFor();
    await isUsable(page, width);

    await way(page, "New", "Assigned").click();
    const ways = panel(page, "New → Assigned");
    await ways
      .getByText("It happens by itself when the rules “Ticket routing” have answered.")
      .waitFor();
    expect(await ways.getByRole("heading", { level: 3 }).allTextContents()).toEqual([
      "Route to a team",
      "Escalate",
    ]);
    await ways.getByText("Why? (must be filled in)").waitFor();
    await isUsable(page, width);
    await page.keyboard.press("Escape");
    await ways.waitFor({ state: "detached" });

    await state(page, "Resolved").click();
    const resolved = panel(page, "Resolved");
    await resolved.getByText("“Close after two days” starts on arriving: 2 days").waitFor();
    await resolved.getByRole("button", { name: /^Void/ }).click();
    await panel(page, "Void").getByText("Administrator can do it.").waitFor();
    await isUsable(page, width);
    expect(errors).toEqual([]);
  });

  it("is told line by line in tables that say the same", async () => {
    const { page, errors } = await visitMap();
    await page.getByRole("tab", { name: "Table" }).click();
    const states = page.getByRole("table", { name: "States" });
    const transitions = page.getByRole("table", { name: "Transitions" });
    await transitions.waitFor();
    expect(await states.getByRole("row").count()).toBe(1 + 9);
    expect(await transitions.getByRole("row").count()).toBe(1 + 35);
    const handOver = transitions.getByRole("row").filter({ hasText: "Hand to medical support" });
    // The numbers come after the rest.
    await handOver.getByRole("cell", { name: /^(Taken|Not taken)/ }).waitFor();
    expect(await handOver.getByRole("cell").allTextContents()).toEqual([
      "Hand to medical support",
      "Assigned, In progress",
      "Assigned",
      expect.stringMatching(/^(Taken|Not taken)/),
      "Support or Administrator can do it.",
      expect.stringContaining("The queue becomes “Medical support”."),
    ]);
    await isUsable(page, width);
    await transitions.getByRole("button", { name: "Close", exact: true }).click();
    await panel(page, "Close").getByText("clock “Close after two days” runs out").waitFor();
    await isUsable(page, width);
    expect(errors).toEqual([]);
  });
});

describe("the map of a workflow", () => {
  it("is worked with the keyboard alone: a state opens its panel, which gives the focus back", async () => {
    const { page } = await visitAs(browser, inject("clinic").admin, MAP);
    await state(page, "New").waitFor();
    const focused = () => page.evaluate(() => document.activeElement?.textContent ?? "");
    await page.getByLabel("Find in this workflow").focus();
    await page.keyboard.press("Tab");
    expect(await focused()).toMatch(/^New\./);
    await page.keyboard.press("Tab");
    expect(await focused()).toMatch(/^From New to .+: Route .+ \(Rules do it\)/);
    // All states and ways follow one another, each once.
    const passed = new Set<string>();
    while (!/^Assigned\./.test(await focused())) {
      expect(passed).not.toContain(await focused());
      passed.add(await focused());
      await page.keyboard.press("Tab");
    }
    await page.keyboard.press("Enter");
    await page.getByRole("complementary", { name: "Assigned" }).waitFor();
    expect(await focused()).toBe("Assigned");
    // Whoever goes on typing as soon as the panel is gone must not find the focus nowhere.
    const panel = page.getByRole("complementary", { name: "Assigned" });
    const gone = await panel.evaluateHandle(focusWhenGone);
    await page.keyboard.press("Escape");
    expect(await gone.evaluate(({ focused }) => focused)).toMatch(/^Assigned\./);

    await way(page, "Resolved", "Closed").focus();
    const [button, frame] = await Promise.all([
      way(page, "Resolved", "Closed").boundingBox(),
      picture(page).boundingBox(),
    ]);
    expect((button?.x ?? 0) + (button?.width ?? 0)).toBeLessThanOrEqual(
      (frame?.x ?? 0) + (frame?.width ?? 0),
    );
  });

  it("counts a new ticket without reload, and leads to the open ones", async () => {
    const { page } = await visitAs(browser, inject("clinic").admin, MAP);
    await state(page, "Assigned").waitFor();
    await page.waitForFunction(() => document.querySelector("[data-item] [data-empty]") !== null);
    const before = await openAt(page, "Assigned");
    const text = `The map shows bill ${String(Date.now())}`;
    await patientWrites(newPhone(), text);
    await expect.poll(() => openAt(page, "Assigned")).toBeGreaterThan(before);
    await state(page, "Assigned").click();
    await page.getByRole("link", { name: /^Show the \d+ open case/ }).click();
    await page.getByRole("link", { name: new RegExp(text) }).waitFor();
  });

  it("is as readable in the dark, and stands still for those who want no motion", async () => {
    const dark = { ...WIDTHS.desk, colorScheme: "dark", reducedMotion: "reduce" } as const;
    const { page } = await visitAs(browser, inject("clinic").admin, MAP, dark);
    await state(page, "In progress").click();
    await page.getByRole("complementary", { name: "In progress" }).waitFor();
    await isUsable(page, "desk");
    const widths = await state(page, "New").evaluate(widthsWhenPressed, "Larger");
    expect(widths).toEqual([expect.any(Number), expect.any(Number)]);
    expect(widths[1]).toBeGreaterThan(widths[0] ?? 0);
  });

  it("keeps what is shown in its address, and says when a workflow is not there", async () => {
    const { page } = await visitAs(browser, inject("clinic").admin, `${MAP}?show=state.waiting`);
    await page.getByRole("complementary", { name: "Waiting for patient" }).waitFor();
    await page.goto(`${inject("clinic").url}/admin/workflows/no-such-thing`);
    await page.getByRole("heading", { name: "There is no such workflow" }).waitFor();
    await page.getByRole("link", { name: "All workflows" }).click();
    await page.getByRole("link", { name: "Ticket", exact: true }).waitFor();
  });

  it("is not for those whose roles do not read releases", async () => {
    const person = await addPerson("Neema", ["support"]);
    const { page } = await visitAs(browser, person, MAP);
    await page.getByRole("heading", { name: "You may not see this page." }).waitFor();
    expect(await picture(page).count()).toBe(0);
  });
});
