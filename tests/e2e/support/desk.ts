import type { Browser, Page } from "playwright-core";
import { inject } from "vitest";
import { visitAs } from "./browser.js";
import { newPhone, type Person, patientWrites } from "./clinic.js";

/** The row of a list that holds a text. */
export function rowWith(page: Page, text: string) {
  return page.getByRole("listitem").filter({ hasText: text });
}

/** The actions of the ticket on the screen. */
export function actions(page: Page) {
  return page.getByRole("group", { name: "Actions" });
}

/** A new ticket about a bill by SMS, open on the screen of the administrator, or of somebody else. */
export async function openTicket(
  browser: Browser,
  text: string,
  { phone = newPhone(), person = inject("clinic").admin }: { phone?: string; person?: Person } = {},
) {
  const visited = await visitAs(browser, person, "/app/queues/billing");
  await patientWrites(phone, text);
  await rowWith(visited.page, text).getByRole("link").click();
  await actions(visited.page).getByRole("button", { name: "Take it" }).waitFor();
  return visited;
}
