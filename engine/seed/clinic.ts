import { setTimeout as wait } from "node:timers/promises";
import type { SandboxAddress } from "../protocol/sandbox-address.js";
import { type CallServer, RemoteRefusal } from "../remote/access.js";
import type { MadeUpAction, MadeUpMessage, MadeUpPerson } from "./made-up.js";

/** Longest that a message may take to become a case, or a case to be routed, on a slow machine; and how often we look. */
const GIVE_UP_MS = 30_000;
const LOOK_EVERY_MS = 300;

/**
 * Stops unless everything that the server sends stays in its simulators, and it is nobody's real clinic.
 * @throws RemoteRefusal
 */
export async function requireSandbox(call: CallServer): Promise<readonly SandboxAddress[]> {
  const { mode } = (await call("GET", "/api/health")) as { readonly mode?: string };
  if (mode === undefined)
    throw new RemoteRefusal("Sign in as somebody who administers the server.");
  if (mode === "production")
    throw new RemoteRefusal("This server runs in production: nothing is made up there.");
  try {
    const lists = await Promise.all([call("GET", PHONES), call("GET", MAILBOXES)]);
    return lists.flatMap((list) => (list as { addresses: SandboxAddress[] }).addresses);
  } catch (error) {
    throw new RemoteRefusal(
      "This server sends real SMS or e-mail. Start one without the credentials of providers.",
      { cause: error },
    );
  }
}

const PHONES = "/api/sandbox/phones";
const MAILBOXES = "/api/sandbox/mailboxes";

/** The roles that the server knows, and who can sign in there already. */
export async function staffOf(call: CallServer) {
  const [roles, people] = await Promise.all([call("GET", "/api/roles"), call("GET", "/api/users")]);
  return {
    roles: new Set((roles as { items: { id: string }[] }).items.map(({ id }) => id)),
    emails: new Set((people as { items: { email: string }[] }).items.map(({ email }) => email)),
  };
}

/** Adds a member of staff. */
export async function addStaff(
  call: CallServer,
  { name, email, role }: MadeUpPerson,
  password: string,
): Promise<void> {
  await call("POST", "/api/users", { name, email, password, roles: [role] });
}

/** The case of somebody who has written, or null. */
export async function caseOf(call: CallServer, from: string): Promise<string | null> {
  const body = from.includes("@") ? { email: from } : { phone: from };
  const found = await call("POST", "/api/contacts/find", body);
  const { open, closed } = found as { readonly open: string[]; readonly closed: string[] };
  return open[0] ?? closed[0] ?? null;
}

/** Writes as a patient does in a simulator, and waits for the case that comes of it. @throws RemoteRefusal */
export async function writeAs(
  call: CallServer,
  { from, to, subject = "", text }: MadeUpMessage,
): Promise<string> {
  const sender = encodeURIComponent(from);
  const body = { text, ...(to === undefined ? {} : { to }) };
  await (from.includes("@")
    ? call("POST", `${MAILBOXES}/${sender}/mails`, { ...body, subject })
    : call("POST", `${PHONES}/${sender}/messages`, body));
  const id = await until(() => caseOf(call, from));
  if (id === null)
    throw new RemoteRefusal(`No case came of the message of ${from}. Is the worker running?`);
  return id;
}

/** Does something with a case once it is offered, as when the rules have routed the case; nothing where it never is. */
export async function actOn(
  call: CallServer,
  id: string,
  { action, input }: MadeUpAction,
): Promise<void> {
  const path = `/api/cases/${id}/actions`;
  const offered = await until(async () => {
    const { items } = (await call("GET", path)) as { readonly items: readonly { id: string }[] };
    return items.find((one) => one.id === action) ?? null;
  });
  if (offered !== null) await call("POST", `${path}/${action}`, { input });
}

/** What a look finds in the end; null when that takes too long. */
async function until<T>(look: () => Promise<T | null>): Promise<T | null> {
  const giveUpAt = performance.now() + GIVE_UP_MS;
  for (;;) {
    const found = await look();
    if (found !== null || performance.now() > giveUpAt) return found;
    await wait(LOOK_EVERY_MS);
  }
}
