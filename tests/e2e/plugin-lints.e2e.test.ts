import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBrowser, visitAs, WIDTHS } from "./support/browser.js";
import { type SandboxClinic, startSandboxClinic } from "./support/sandbox-clinic.js";
import { isUsable } from "./support/usable.js";

let clinic: SandboxClinic;
let browser: Browser;
beforeAll(async () => {
  [clinic, browser] = await Promise.all([
    startSandboxClinic({ RULE_PLUGINS: "./examples/house-style" }),
    openBrowser(),
  ]);
}, 180_000);
afterAll(async () => {
  await browser.close();
  await clinic.close();
});

describe.each(["desk", "phone"] as const)("what a plugin looks for, on a %s", (width) => {
  it("is said while somebody writes, among the changes too, and no more once it is mended", async () => {
    const { page, errors } = await visitAs(
      browser,
      clinic.admin,
      `${clinic.url}/admin/messages`,
      WIDTHS[width],
    );
    await page.getByRole("link", { name: "SMS help" }).click();
    const text = page.getByRole("textbox", { name: "SMS in English" });
    const said = page.getByText("“PLEASE COME NOW” shouts.");
    await text.fill("PLEASE COME NOW, {{clinic.name}}");
    await said.waitFor();
    await isUsable(page, width);
    await page.goto(`${clinic.url}/admin/changes`);
    await said.waitFor();
    await page
      .getByText(/^\d+ hints?$/)
      .first()
      .waitFor();
    await isUsable(page, width);
    const line = page.getByRole("listitem").filter({ has: said });
    await line.getByRole("button", { name: "Show" }).click();
    await text.fill(`Please come now, {{clinic.name}} (${width})`);
    await said.waitFor({ state: "detached" });
    expect(errors).toEqual([]);
  });
});
