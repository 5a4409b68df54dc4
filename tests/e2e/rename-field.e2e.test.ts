import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Workflow } from "../../engine/definition/workflow.js";
import { openBrowser, visitAsAdmin, WIDTHS } from "./support/browser.js";
import { madeUp } from "./support/made-up.js";
import { putBackAfterwards } from "./support/release.js";
import { isUsable } from "./support/usable.js";

/** Whatever is borrowed is told by a field that a state, a rule and a suggested answer read. */
const lending: Workflow = {
  ...madeUp({
    id: "zz-lending",
    name: "Lending",
    prefix: "QL",
    initial: "open",
    states: {
      open: { name: "Open", class: "new" },
      done: { name: "Brought back", class: "done", final: true },
    },
    transitions: {
      finish: {
        name: "Bring it back",
        from: ["open"],
        to: "done",
        by: ["admin"],
        when: { fact: "data.what", operator: "isPresent" },
      },
    },
  }),
  data: {
    type: "object",
    additionalProperties: false,
    properties: {
      what: { type: "string", title: "What is borrowed?", "x-phi": "none" },
      until: { type: "string", title: "Until when?", "x-phi": "none" },
    },
  },
};

const forms = (page: Page) => page.getByRole("tabpanel", { name: "Forms" });

describe.each(["desk", "phone"] as const)("a field, at the width of a %s", (width) => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());
  putBackAfterwards((body) => ({
    ...body,
    workflows: [...body.workflows, lending],
    ruleSets: [
      ...body.ruleSets,
      {
        ...{ kind: "ruleset", spec: 1, id: "zz-lending-rules", name: "How long" },
        ...{ workflow: "zz-lending", hit: "first", otherwise: { priority: "Medium" } },
        rules: [
          {
            id: "wheelchair",
            name: "Wheelchairs are needed",
            when: { fact: "data.what", operator: "textContains", value: "wheelchair" },
            then: { priority: "Medium" },
          },
        ],
      },
    ],
  }));

  it("is called otherwise wherever it is named: seen before, refused while the name is taken, undone at once", async () => {
    const { page, errors } = await visitAsAdmin(
      browser,
      "/admin/workflows/zz-lending?edit=1&view=forms",
      WIDTHS[width],
    );
    await forms(page)
      .getByRole("button", { name: /^What is borrowed\?/ })
      .first()
      .click();
    const name = forms(page).getByLabel("Name in definitions");
    await forms(page).getByRole("button", { name: "Call it otherwise" }).click();
    const dialog = page.getByRole("dialog", { name: "Call the field “what” otherwise" });
    const places = dialog.getByRole("region", { name: "Whatever names it follows" });
    await places.getByText("rule set “How long”: the rule “Wheelchairs are needed”").waitFor();
    await places.getByText(/workflow “Lending”: .*“Bring it back”/).waitFor();

    const field = dialog.getByLabel("New name in definitions");
    await field.fill("until");
    await dialog.getByRole("button", { name: "Rename everywhere" }).click();
    await dialog.getByText("Another field has this name.", { exact: false }).waitFor();
    await isUsable(page, width);
    await field.fill("thing");
    await page.keyboard.press("Enter");
    await dialog.waitFor({ state: "detached" });
    expect(await name.inputValue()).toBe("thing");

    // The rules read it by its new name, and the check finds nothing that is gone.
    await page.goto(new URL("/admin/rules/zz-lending-rules?part=text", page.url()).href);
    await page.getByText("data.thing").first().waitFor();
    await page.goto(new URL("/admin/changes", page.url()).href);
    await page.getByText("Called the field “what” “thing”").waitFor();
    await page.goto(new URL("/admin/workflows/zz-lending?edit=1&view=forms", page.url()).href);
    await page.getByRole("button", { name: "Undo", exact: true }).click();
    await forms(page)
      .getByRole("button", { name: /^What is borrowed\?/ })
      .first()
      .click();
    await expect.poll(() => name.inputValue()).toBe("what");
    await page.goto(new URL("/admin/rules/zz-lending-rules?part=text", page.url()).href);
    await page.getByText("data.what").first().waitFor();
    expect(errors).toEqual([]);
  });
});
