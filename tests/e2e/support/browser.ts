import { chromium, type Browser, type BrowserContextOptions, type Page } from "playwright-core";
import { inject } from "vitest";
import { addAdmin, type Person } from "./clinic.js";

/** The two widths every screen is made for. */
export const WIDTHS = {
  desk: { viewport: { width: 1280, height: 800 } },
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
} as const satisfies Readonly<Record<string, BrowserContextOptions>>;

const SWITCHES = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Longest that a page may take for anything; machines that run tests are slow. `expect.poll` waits as long. */
const PATIENCE_MS = 45_000;

/** How the system's Chromium is started. */
const started = () => ({
  executablePath: process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium",
  headless: true,
  args: SWITCHES,
});

/** Starts the system's Chromium. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch(started());
}

/** Starts it so that its process can be killed, as by a crash: nothing in it runs any more. */
export async function openBrowserToKill() {
  const server = await chromium.launchServer(started());
  return { browser: await chromium.connect(server.wsEndpoint()), kill: () => server.kill() };
}

/** A page of somebody new, with what went wrong in it. */
export type Visit = {
  readonly page: Page;
  readonly errors: readonly string[];
  /** What the page sent last to prove who it is: the value of its Authorization header. */
  readonly authorization: () => string;
};

/** Opens a page, of the shared clinic unless the path is a whole address, with storage of its own. Scripts that break are collected in `errors`. */
export async function visit(
  browser: Browser,
  path: string,
  options: BrowserContextOptions = WIDTHS.desk,
): Promise<Visit> {
  const context = await browser.newContext({ locale: "en-GB", ...options });
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  let authorization = "";
  page.on("request", (request) => {
    authorization = request.headers()["authorization"] ?? authorization;
  });
  await page.goto(new URL(path, inject("clinic").url).href);
  return { page, errors, authorization: () => authorization };
}

/** Opens a staff page and signs in on the way. */
export async function visitAs(
  browser: Browser,
  person: Person,
  path: string,
  options: BrowserContextOptions = WIDTHS.desk,
): Promise<Visit> {
  const visited = await visit(browser, path, options);
  const { page } = visited;
  await page.getByLabel("E-mail").fill(person.email);
  await page.getByLabel("Password", { exact: true }).fill(person.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL((url) => url.pathname !== "/login");
  return visited;
}

/** Opens a staff page as an administrator whom nobody else is, see {@link addAdmin}. */
export async function visitAsAdmin(
  browser: Browser,
  path: string,
  options: BrowserContextOptions = WIDTHS.desk,
): Promise<Visit> {
  return visitAs(browser, await addAdmin(), path, options);
}
