import { randomBytes } from "node:crypto";
import { join } from "node:path";
import type { Config } from "../config.js";
import type { Contributions } from "../definition/contributions.js";
import { readReleaseFiles, SHIPPED_FOLDERS } from "../release-files.js";
import { pluginsUsedBy } from "../release-plugins.js";
import { CasewrightError } from "../protocol/errors.js";
import { currentRelease, publishRelease } from "../store/releases.js";
import type { Store } from "../store/store.js";
import { hasUsers, insertUser, normalEmail } from "../store/users.js";
import type { Passwords } from "./auth/passwords.js";
import { newId } from "./open-world.js";

/** How the first administrator signs in; with the password only when it was made up just now. */
export type FirstSignIn = { readonly email: string; readonly password?: string };

/** 96 bits, 16 characters. */
const PASSWORD_BYTES = 12;

/** Where the definitions are that we ship, and what plugins bring to them. */
type FirstRelease = Pick<Config, "projectRoot"> & { readonly contributions: Contributions };

/**
 * Publishes the definitions we ship as release 1 when there is none.
 * @throws Error naming file and line when a shipped definition is wrong
 */
export async function ensureFirstRelease(
  store: Store,
  { projectRoot, contributions }: FirstRelease,
  at: Date,
): Promise<void> {
  if (await hasRelease(store)) return;
  const folders = SHIPPED_FOLDERS.map((folder) => join(projectRoot, folder));
  const { body, findings } = await readReleaseFiles(folders, contributions);
  const wrong = findings.filter(({ severity }) => severity === "error");
  if (!body || wrong.length > 0)
    throw new Error(
      `The shipped definitions have errors:\n${wrong
        .map(({ file, line, message }) => `${file}:${String(line)} ${message}`)
        .join("\n")}`,
    );
  try {
    const plugins = pluginsUsedBy(body, contributions);
    await publishRelease(store, {
      body,
      base: 0,
      by: "system",
      reason: "First start",
      at,
      plugins,
    });
  } catch (error) {
    if (!(error instanceof CasewrightError && error.code === "already_exists")) throw error;
  }
}

/** Makes the first administrator when nobody can sign in yet. */
export async function ensureFirstAdmin(
  store: Store,
  { config, passwords, at }: { config: Config; passwords: Passwords; at: Date },
): Promise<FirstSignIn> {
  const email = normalEmail(config.admin.email);
  if (await hasUsers(store)) return { email };
  const madeUp = config.admin.password === undefined;
  const password = config.admin.password ?? randomBytes(PASSWORD_BYTES).toString("base64url");
  const { organisation } = (await currentRelease(store)).body;
  const role = organisation.roles.find(({ permissions }) => permissions.includes("user.manage"));
  try {
    await insertUser(store, {
      _id: newId(),
      email,
      name: "Administrator",
      passwordHash: await passwords.hash(password),
      roles: role ? [role.id] : [],
      active: true,
      createdAt: at,
    });
  } catch (error) {
    if (error instanceof CasewrightError && error.code === "already_exists") return { email };
    throw error;
  }
  return { email, ...(madeUp ? { password } : {}) };
}

async function hasRelease(store: Store): Promise<boolean> {
  try {
    await currentRelease(store);
    return true;
  } catch (error) {
    if (error instanceof CasewrightError && error.code === "not_found") return false;
    throw error;
  }
}
