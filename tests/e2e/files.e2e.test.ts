import { readFile } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { unzipped, zipped } from "../../studio/files/zip.js";
import { openBrowser, visitAsAdmin, WIDTHS } from "./support/browser.js";
import { isUsable } from "./support/usable.js";

const goTo = (page: Page, path: string) => page.goto(`${inject("clinic").url}${path}`);
const dialog = (page: Page) => page.getByRole("dialog", { name: "Take from a file" });

/** What a press of the button saves. */
async function downloaded(
  page: Page,
  role: "button" | "menuitem",
  name: string,
): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole(role, { name, exact: true }).click(),
  ]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

async function choose(page: Page, name: string, content: string | Uint8Array): Promise<void> {
  await page.getByRole("button", { name: "Take from a file" }).click();
  await dialog(page)
    .getByLabel("Files (YAML or ZIP)")
    .setInputFiles({ name, mimeType: "application/octet-stream", buffer: Buffer.from(content) });
}

async function discard(page: Page): Promise<void> {
  await goTo(page, "/admin/changes");
  await page.getByRole("button", { name: "Discard all" }).click();
  await page.getByRole("heading", { name: "Nothing is changed" }).waitFor();
}

describe.each(["desk", "phone"] as const)("definitions as files, at the width of a %s", (width) => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());
  const visit = (path: string) => visitAsAdmin(browser, path, WIDTHS[width]);

  it("a workflow is downloaded, changed in the file, taken as the steps of its change, and undone at once", async () => {
    const { page, errors } = await visit("/admin/workflows/ticket");
    const menu = page.getByRole("button", { name: "Download “Ticket”" });
    await menu.click();
    const { name, bytes } = await downloaded(page, "menuitem", "Definition (YAML)");
    expect(name).toBe("ticket.workflow.yaml");
    const text = bytes.toString("utf8");
    expect(text).toContain("# The first transition that an event");
    await menu.click();
    const diagram = await downloaded(page, "menuitem", "Diagram (Mermaid)");
    expect(diagram.name).toBe("ticket.mmd");
    expect(diagram.bytes.toString("utf8")).toMatch(/^---\ntitle: "Ticket"\n---\nstateDiagram-v2\n/);
    await isUsable(page, width);

    await goTo(page, "/admin/workflows");
    await choose(page, name, text);
    await dialog(page).getByText("The files say the same as what is here.").waitFor();
    await page.keyboard.press("Escape");
    await dialog(page).waitFor({ state: "detached" });
    await choose(page, name, text.replace("name: Ticket\n", "name: Question of a patient\n"));
    await dialog(page).getByText("What would change: 1 definition").waitFor();
    await dialog(page).getByText("Show the text").click();
    await dialog(page).getByText("name: Question of a patient", { exact: true }).waitFor();
    await isUsable(page, width);
    await dialog(page).getByRole("button", { name: "Take it into my changes" }).click();
    await page.getByRole("link", { name: "Question of a patient" }).waitFor();

    await goTo(page, "/admin/changes");
    await page.getByText("workflow “Question of a patient”").waitFor();
    await page.getByRole("button", { name: "Undo", exact: true }).click();
    await page.getByRole("heading", { name: "Nothing is changed" }).waitFor();
    expect(errors).toEqual([]);
  });

  it("a whole release is one archive of the files that casewright pulls; what is changed in it becomes one step", async () => {
    const { page, errors } = await visit("/admin/changes");
    const { name, bytes } = await downloaded(page, "button", "Download all");
    expect(name).toMatch(/^release-\d+\.zip$/);
    const files = Object.fromEntries(
      unzipped(bytes, () => true).map(({ file, text }) => [file, text]),
    );
    const { "workflows/definitions/organisation.yaml": organisation = "", ...rest } = files;
    const { "templates/messages/sms-help.yaml": help = "", ...others } = rest;
    const changed: Record<string, string> = {
      ...others,
      "workflows/definitions/organisation.yaml": organisation.replace(/^name: .*$/m, "name: Afya"),
      "templates/messages/sms-help.yaml": help.replace(/^name: .*$/m, "name: Help by text"),
    };
    delete changed["templates/messages/answer-bill.yaml"];
    await choose(page, "clinic.zip", zipped(changed));
    await dialog(page).getByText("What would change: 2 definitions").waitFor();
    await dialog(page).getByLabel("Remove what the files do not have (1 definition)").check();
    await dialog(page).getByText("What would change: 3 definitions").waitFor();
    await isUsable(page, width);
    await dialog(page).getByRole("button", { name: "Take it into my changes" }).click();
    await page.getByText(/^Taken from “clinic\.zip”\. /).waitFor();
    expect(await page.getByRole("button", { name: "Undo only this" }).count()).toBe(1);
    await isUsable(page, width);
    await discard(page);
    expect(errors).toEqual([]);
  });

  it("what is wrong in a file is told with its line and pointer, and nothing of it is taken", async () => {
    const { page, errors } = await visit("/admin/rules");
    await choose(page, "greeting.yaml", "kind: template\nspec: 1\nid: greeting\nname: 7\n");
    await dialog(page).getByText("greeting.yaml:4:1").waitFor();
    await dialog(page).getByText("/name", { exact: true }).waitFor();
    expect(
      await dialog(page).getByRole("button", { name: "Take it into my changes" }).count(),
    ).toBe(0);
    await isUsable(page, width);
    await page.keyboard.press("Escape");
    await choose(page, "photo.zip", "this is no archive");
    await dialog(page)
      .getByText(/“photo.zip” cannot be unpacked/)
      .waitFor();
    await page.keyboard.press("Escape");
    // What can be read but would not run is told as well, before it is taken.
    await choose(
      page,
      "rules.yaml",
      "kind: ruleset\nspec: 1\nid: lost\nname: Lost\nworkflow: nowhere\nhit: first\nrules: []\notherwise: { queue: support }\n",
    );
    await dialog(page).getByText("There is no workflow `nowhere`.").waitFor();
    await dialog(page).getByText("rules.yaml:5:1").waitFor();
    await isUsable(page, width);
    await page.keyboard.press("Escape");
    await goTo(page, "/admin/changes");
    await page.getByRole("heading", { name: "Nothing is changed" }).waitFor();
    expect(errors).toEqual([]);
  });

  it("every release can be downloaded, and a rule set and a message by itself", async () => {
    const { page, errors } = await visit("/admin/releases");
    expect((await downloaded(page, "button", "Download release 1")).name).toBe("release-1.zip");
    await isUsable(page, width);
    await goTo(page, "/admin/rules/ticket-routing");
    await page.getByLabel("Rule set", { exact: true }).waitFor();
    const rules = await page.getByLabel("Rule set", { exact: true }).evaluate((element) => {
      const { selectedOptions } = element as HTMLSelectElement;
      return selectedOptions[0]?.textContent ?? "";
    });
    expect((await downloaded(page, "button", `Download “${rules}”`)).name).toBe(
      "ticket-routing.ruleset.yaml",
    );
    await isUsable(page, width);
    await goTo(page, "/admin/messages/sms-help");
    await page.getByRole("button", { name: /^Download “/ }).waitFor();
    await isUsable(page, width);
    expect(errors).toEqual([]);
  });
});
