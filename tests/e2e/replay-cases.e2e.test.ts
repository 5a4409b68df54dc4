import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it, vi } from "vitest";
import { openBrowser, visitAs, WIDTHS } from "./support/browser.js";
import { addAdmin, api, byApi, newPhone, type Person } from "./support/clinic.js";
import { isUsable } from "./support/usable.js";

const told = (page: Page) => page.getByRole("region", { name: "How tickets would have gone" });

type Told = { readonly state: { readonly id: string } };

/** A ticket that the administrator has taken. */
async function taken(description: string): Promise<string> {
  const { id } = await byApi<{ id: string }>("/tickets", {
    contact: { phone: newPhone() },
    description,
  });
  const isRouted = async () =>
    expect((await byApi<Told>(`/api/cases/${id}`)).state.id).toBe("assigned");
  await vi.waitFor(isRouted, { timeout: 45_000, interval: 500 });
  await byApi(`/api/cases/${id}/actions/claim`, { input: {} });
  return id;
}

/** What a person changes, kept as their own browser would keep it. */
async function keepChange(person: Person, step: object): Promise<void> {
  const { url } = inject("clinic");
  const { email, password } = person;
  const { token } = await api<{ token: string }>(`${url}/auth/login`, {
    body: { email, password },
  });
  const { number } = await byApi<{ number: number }>("/api/releases/current");
  const steps = [{ key: "one", kind: "workflow", id: "ticket", step }];
  const answer = await fetch(`${url}/api/changes`, {
    method: "PUT",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ revision: 0, release: number, steps, done: 1 }),
  });
  expect(answer.status).toBe(200);
}

describe("before a workflow is changed", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  it.each(["desk", "phone"] as const)(
    "an administrator reads how real tickets would have gone, and compares the courses of one, at the width of a %s",
    async (width) => {
      const id = await taken("A bill with something that is really rather long to say about it");
      const admin = await addAdmin("Mwangi");
      await keepChange(admin, {
        ...{ do: "setTransition", transition: "claim" },
        change: { by: ["support", "medical"] },
      });
      const { page, errors } = await visitAs(browser, admin, "/admin/changes", WIDTHS[width]);
      await told(page)
        .getByText(/tickets? replayed, \d+ different: .*would not let somebody do “Take it”.*\.$/)
        .waitFor();
      await told(page)
        .getByText(/followed only until somebody did what your changes do not allow/)
        .waitFor();
      const item = told(page)
        .getByRole("listitem")
        .filter({ has: page.getByRole("link", { name: id }) });
      await item.getByText("would not let somebody do “Take it”").waitFor();
      await isUsable(page, width);

      await page.getByRole("button", { name: `Compare how ${id} goes` }).click();
      const [before, after] = ["As it runs now", "With your changes"].map((name) =>
        item.getByRole("region", { name }),
      );
      await before?.getByText("Take it: In progress, Billing, Medium").waitFor();
      await after?.getByText("Here “Take it” is not allowed any more.").waitFor();
      await after?.getByText(/^“First response” is not broken, due on /).waitFor();
      await isUsable(page, width);
      await page.getByRole("button", { name: "Discard all" }).click();
      await page.getByRole("heading", { name: "Nothing is changed" }).waitFor();
      expect(errors).toEqual([]);
    },
  );

  it("is told when tickets cannot be played again, and asks once more", async () => {
    const admin = await addAdmin("Njeri");
    await keepChange(admin, {
      ...{ do: "setTransition", transition: "claim" },
      change: { by: ["support", "medical"] },
    });
    const { page } = await visitAs(browser, admin, "/admin");
    await page.route("**/api/replays/cases", (route) => route.abort());
    await page.goto(`${inject("clinic").url}/admin/changes`);
    await told(page).getByText("Tickets could not be played again").waitFor();
    await page.unroute("**/api/replays/cases");
    await told(page).getByRole("button", { name: "Try again" }).click();
    await told(page)
      .getByText(/tickets? replayed/)
      .waitFor();
  });
});
