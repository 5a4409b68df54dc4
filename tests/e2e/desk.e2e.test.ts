import type { Browser, Page, WebSocketRoute } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import type { LiveFrame, LiveRequest } from "../../engine/protocol/live.js";
import { openBrowser, visitAs } from "./support/browser.js";
import { addPerson, newPhone, patientWrites, textsTo } from "./support/clinic.js";
import { actions, openTicket, rowWith } from "./support/desk.js";
import { REFUSED_ONCE } from "./support/refused-once.js";

describe("the desk", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  it("misses nothing that happened while the live connection was cut", async () => {
    const { page } = await visitAs(browser, inject("clinic").admin, "/app/queues/support");
    const wire = await tapWire(page);
    await page.reload();
    await page.getByRole("status").filter({ hasText: "Live" }).first().waitFor();
    await patientWrites(newPhone(), "Please move my appointment to Monday");
    await rowWith(page, "appointment to Monday").waitFor();
    const cursor = wire.cursor();
    expect(cursor).not.toBeNull();

    wire.cut();
    await page.getByRole("status").filter({ hasText: "Reconnecting" }).first().waitFor();
    await patientWrites(newPhone(), "Please move my appointment to Tuesday");
    wire.mend();

    await rowWith(page, "appointment to Tuesday").waitFor();
    await page.getByRole("status").filter({ hasText: "Live" }).first().waitFor();
    expect(wire.hellos().at(-1)?.cursor).toBe(cursor);
    await expect.poll(wire.missed).toContain("changed");
  });

  it("says “still sending” while the outcome is unknown, and the action happens once", async () => {
    const { page } = await openTicket(browser, "My invoice shows another name");
    const keys: string[] = [];
    await page.route("**/actions/claim", async (route) => {
      keys.push(route.request().headers()["idempotency-key"] ?? "");
      const answer = await route.fetch();
      // The first answer is lost on the way back: the action has happened, and nobody here knows.
      if (keys.length === 1) await route.abort("connectionreset");
      else await route.fulfill({ response: answer });
    });
    await actions(page).getByRole("button", { name: "Take it" }).click();
    await page.getByText("Still sending").first().waitFor();
    expect(await page.getByText(/failed/i).count()).toBe(0);
    await page.locator("header").getByText("In progress", { exact: true }).waitFor();
    expect(new Set(keys).size).toBe(1);

    await page.getByRole("tab", { name: "Timeline" }).click();
    await page.getByRole("tabpanel").getByText("Take it").first().waitFor();
    expect(await page.getByRole("tabpanel").getByText("Take it").count()).toBe(1);
  });

  it("tells the second of two people who press the same button who was quicker", async () => {
    const first = await openTicket(browser, "The payment was taken twice");
    const baraka = await addPerson("Baraka", ["support"]);
    const { page: second } = await visitAs(browser, baraka, new URL(first.page.url()).pathname);
    await actions(second).getByRole("button", { name: "Take it" }).waitFor();
    // Both press at the same moment; the network is slower for the second.
    let arrive: () => void = () => undefined;
    const arrived = new Promise<void>((resolve) => (arrive = resolve));
    await second.route("**/actions/claim", async (route) => {
      await arrived;
      await route.continue();
    });
    await actions(second).getByRole("button", { name: "Take it" }).click();
    await actions(first.page).getByRole("button", { name: "Take it" }).click();
    await first.page.locator("header").getByText("In progress", { exact: true }).waitFor();
    arrive();

    const dialog = second.getByRole("dialog");
    await dialog.waitFor();
    expect(await dialog.textContent()).toMatch(/Administrator/);
  });

  it("keeps what somebody is writing, and the cursor in it, while the ticket changes", async () => {
    const phone = newPhone();
    const { page } = await openTicket(browser, "Can I pay the invoice in parts?", { phone });
    await page.locator("#composer").fill("Yes, in three");
    await patientWrites(phone, "Or later?");
    await page.getByRole("log", { name: "Conversation" }).getByText("Or later?").waitFor();
    await page.keyboard.type(" parts.");
    expect(await page.locator("#composer").inputValue()).toBe("Yes, in three parts.");
    await page.keyboard.press("Escape");
    await page.getByRole("link", { name: "Back" }).click();
    await rowWith(page, "pay the invoice in parts").getByRole("link").click();
    expect(await page.locator("#composer").inputValue()).toBe("Yes, in three parts.");
  });

  it("has a message sent again that the provider refused", async () => {
    const { page, errors } = await openTicket(browser, "The invoice has another date", {
      phone: REFUSED_ONCE,
    });
    const again = page
      .getByRole("log", { name: "Conversation" })
      .getByRole("button", { name: "Send again" });
    await again.click();
    const dialog = page.getByRole("dialog", { name: "Send again" });
    await dialog.getByText("The patient did not get this message.").waitFor();
    await dialog.getByRole("button", { name: "Send again" }).click();
    await page.getByText("On its way again").first().waitFor();
    await again.waitFor({ state: "detached" });
    await expect.poll(() => textsTo(REFUSED_ONCE), { timeout: 45_000 }).toHaveLength(2);
    expect(errors).toEqual([]);
  });

  it("gives the next ticket of a queue to whoever asks, and announces the ones that come", async () => {
    const { page } = await visitAs(browser, inject("clinic").admin, "/app/queues/triage");
    await page.getByRole("heading", { level: 1, name: "Triage" }).waitFor();
    await page.getByRole("status").filter({ hasText: "Live" }).first().waitFor();
    await patientWrites(newPhone(), "Good morning to all of you");
    await rowWith(page, "Good morning to all").waitFor();
    await page.getByRole("status").filter({ hasText: "1 new ticket in Triage" }).waitFor();
    // Nobody can take it before the rules have answered.
    await rowWith(page, "Good morning to all").getByText("Assigned", { exact: true }).waitFor();
    await page.keyboard.press("n");
    await page.getByRole("heading", { level: 1, name: /Good morning to all/ }).waitFor();
    await page.locator("header").getByText("In progress", { exact: true }).waitFor();
    await page.locator("header").getByText("Administrator").waitFor();
  });

  it("is worked with the keyboard alone, from signing in to the reply", async () => {
    const phone = newPhone();
    await patientWrites(phone, "Which insurance cards do you take for the bill?");
    const { page } = await visitAs(browser, inject("clinic").admin, "/app/queues/billing");
    await rowWith(page, "insurance cards").waitFor();
    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });

    const title = await focusRow(page, "insurance cards");
    expect(title).toContain("insurance cards");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: /insurance cards/ }).waitFor();
    await page.locator("#composer").waitFor();
    await page.keyboard.press("r");
    await page.keyboard.type("We take all of them.");
    await page.keyboard.press("Control+Enter");
    const log = page.getByRole("log", { name: "Conversation" });
    await log.getByText("We take all of them.").waitFor();

    await page.keyboard.press("Escape");
    await page.locator("h1").focus();
    await page.keyboard.press("u");
    await rowWith(page, "insurance cards").waitFor();
    const back = await page.evaluate(() => document.activeElement?.textContent ?? "");
    expect(back).toContain("insurance cards");
  });
});

/** Moves down the list by `j` until the focus is on the row. */
async function focusRow(page: Page, text: string): Promise<string> {
  for (let press = 0; press < 50; press += 1) {
    await page.keyboard.press("j");
    const focused = await page.evaluate(() => document.activeElement?.textContent ?? "");
    if (focused.includes(text)) return focused;
  }
  return "";
}

/** Stands between the page and the server's socket: hears both and can cut the line. */
async function tapWire(page: Page) {
  const hellos: (LiveRequest & { type: "hello" })[] = [];
  let sinceCut: string[] = [];
  let cursor: string | null = null;
  let line: "whole" | "cut" = "whole";
  let open: WebSocketRoute | null = null;
  await page.routeWebSocket(/\/ws$/, (socket) => {
    if (line === "cut") {
      void socket.close();
      return;
    }
    open = socket;
    const server = socket.connectToServer();
    socket.onMessage((text) => {
      const request = JSON.parse(String(text)) as LiveRequest;
      if (request.type === "hello") hellos.push(request);
      server.send(text);
    });
    server.onMessage((text) => {
      const frame = JSON.parse(String(text)) as LiveFrame;
      if ("cursor" in frame) cursor = frame.cursor;
      sinceCut.push(frame.type);
      socket.send(text);
    });
  });
  return {
    cursor: () => cursor,
    hellos: () => hellos,
    missed: () => sinceCut,
    cut: () => {
      line = "cut";
      sinceCut = [];
      void open?.close();
    },
    mend: () => {
      line = "whole";
    },
  };
}
