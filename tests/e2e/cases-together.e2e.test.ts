import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Workflow } from "../../engine/definition/workflow.js";
import type { CaseLink } from "../../engine/protocol/case.js";
import { laboratory, withSamples } from "../support/laboratory.js";
import { withParallelWork } from "../support/parallel-work.js";
import { openBrowser, visitAs, WIDTHS } from "./support/browser.js";
import { addPerson, byApi } from "./support/clinic.js";
import { actions } from "./support/desk.js";
import { putBackAfterwards } from "./support/release.js";
import { isUsable } from "./support/usable.js";

/** The made-up workflows as this clinic would have them: support does what porters do elsewhere. */
function hereFor(workflow: Workflow): Workflow {
  const text = JSON.stringify(workflow);
  return JSON.parse(
    text.replaceAll('"porter"', '"support"').replaceAll('"lobby"', '"support"'),
  ) as Workflow;
}

async function opened(workflow: string, data: object): Promise<string> {
  return (await byApi<{ id: string }>("/api/cases", { workflow, data })).id;
}

const act = (id: string, action: string) => byApi(`/api/cases/${id}/actions/${action}`, {});

describe.each(["desk", "phone"] as const)(
  "cases of several kinds, at the width of a %s",
  (width) => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await openBrowser();
    });
    afterAll(() => browser.close());
    putBackAfterwards((body) => {
      const more = withSamples(withParallelWork({ ...body, workflows: [] }), [
        laboratory("https://lab.example/orders"),
      ]);
      return { ...more, workflows: [...body.workflows, ...more.workflows.map(hereFor)] };
    });

    it("show what they have to do with each other, and where each is, live", async () => {
      const id = await opened("check-up", { person: "Asha" });
      const asha = await addPerson("Asha", ["support"]);
      const { page, errors } = await visitAs(browser, asha, `/app/cases/${id}`, WIDTHS[width]);
      await actions(page).getByRole("button", { name: "Begin" }).click();
      const card = page.getByRole("region", { name: "Goes together with" });
      const examinations = card.getByRole("listitem");
      await expect.poll(() => examinations.count()).toBe(3);
      await isUsable(page, width);

      await examinations.first().getByRole("link").click();
      await card.getByRole("link", { name: `Check-up ${id}` }).waitFor();
      await card.getByText("Being examined").waitFor();
      await actions(page).getByRole("button", { name: "All is well" }).click();
      await card.getByRole("link", { name: `Check-up ${id}` }).click();
      await examinations.filter({ hasText: "Good" }).waitFor();
      await isUsable(page, width);
      // What happens elsewhere is seen here, without anybody doing anything.
      const { links } = await byApi<{ links: readonly CaseLink[] }>(`/api/cases/${id}/links`);
      for (const { id: other } of links.slice(1)) await act(other, "good");
      await expect.poll(() => examinations.filter({ hasText: "Good" }).count()).toBe(3);
      expect(errors).toEqual([]);
    });

    it("tell staff something, which is shown at once and kept until they have read it", async () => {
      const neema = await addPerson("Neema", ["support"]);
      const { page, errors } = await visitAs(browser, neema, "/app/mine", WIDTHS[width]);
      const id = await opened("sample", { label: "A-12" });
      await act(id, "order");
      await page.getByText(`${id}: A sample has to be ordered by phone`).waitFor();
      await page.getByRole("link", { name: "1 unread notice" }).click();
      const fresh = page.getByRole("region", { name: "New" });
      await fresh.getByText("A sample has to be ordered by phone").waitFor();
      await isUsable(page, width);
      await fresh.getByRole("button", { name: `Mark as read: the notice about ${id}` }).click();
      const read = page.getByRole("region", { name: "Read before" });
      await read.getByText("A sample has to be ordered by phone").waitFor();
      await page.getByText("You have read everything.").waitFor();
      await isUsable(page, width);
      await read.getByRole("link", { name: id }).click();
      await actions(page).getByRole("button", { name: "Finish" }).click();
      await page.getByText("Done", { exact: true }).first().waitFor();
      expect(errors).toEqual([]);
    });
  },
);
