import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe finds wrong on the page as it is now, one line each; empty when nothing is. */
export async function axeViolations(page: Page): Promise<readonly string[]> {
  // Evaluated, not inserted as a tag: the page's content policy holds in tests too.
  await page.evaluate(source);
  const { violations } = await page.evaluate(
    () =>
      (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run() as Promise<
        Pick<AxeResults, "violations">
      >,
  );
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" | ")}`,
  );
}

/** Pixels that the page is wider than its window. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
}

/** Controls that are smaller than a finger: less than 44 CSS pixels high. */
export function smallTargets(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("button, a[href], input, select, textarea")]
      .filter((element) => {
        const { width, height, left } = element.getBoundingClientRect();
        const { display, visibility, opacity } = getComputedStyle(element);
        const shown = width > 0 && left >= 0 && visibility === "visible" && opacity !== "0";
        const isTick = element.matches("[type=checkbox], [type=radio]");
        return shown && display !== "inline" && !isTick && height > 1 && height < 44;
      })
      .map((element) => `${element.tagName} ${element.textContent.slice(0, 30)}`),
  );
}
