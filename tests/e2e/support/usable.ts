import type { Page } from "playwright-core";
import { expect } from "vitest";
import { axeViolations, overflow, smallTargets } from "./axe.js";
import type { WIDTHS } from "./browser.js";

/** Holds when the page, once it has its heading, is accessible, fits its window, and can be used with fingers at the width of a phone. */
export async function isUsable(page: Page, width: keyof typeof WIDTHS): Promise<void> {
  await page.locator("h1").first().waitFor({ state: "attached" });
  // Colours are judged when nothing moves any more.
  await page.evaluate(() =>
    Promise.allSettled(document.getAnimations().map((one) => one.finished)),
  );
  expect(await axeViolations(page)).toEqual([]);
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  if (width === "phone") expect(await smallTargets(page)).toEqual([]);
}
