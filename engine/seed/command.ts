import { randomBytes } from "node:crypto";
import type { Environment } from "../config.js";
import { accessFrom, callsTo, type CallServer, RemoteRefusal } from "../remote/access.js";
import { actOn, addStaff, caseOf, requireSandbox, staffOf, writeAs } from "./clinic.js";
import { MADE_UP_MESSAGES, MADE_UP_PEOPLE } from "./made-up.js";

/** What the command is given. */
export type SeedCommand = {
  readonly args: readonly string[];
  readonly env: Environment;
  readonly write: (text: string) => void;
};

/** How the command is written down. */
export const SEED_USAGE = `casewright seed                   fills a server that sends nothing real with made-up people and cases, to try it; by its API,
                                  with the server and person of the commands above (CASEWRIGHT_URL or its address as argument)
`;

/**
 * `casewright seed`: made-up staff, and patients who write in the simulators, on a running server, as one person. Whoever is there already is
 * left alone, so that a second run makes nothing twice.
 * @returns 0 done; 2 it could not work
 */
export async function seedCommand({ args, env, write }: SeedCommand): Promise<number> {
  try {
    if (env["NODE_ENV"] === "production")
      throw new RemoteRefusal("NODE_ENV is production: nothing is made up there.");
    const call = await callsTo(accessFrom(args[0] ?? env["CASEWRIGHT_URL"], env));
    const addresses = (await requireSandbox(call)).map(({ address }) => address);
    const people = await seedPeople(call, write);
    const cases = await seedCases(call, addresses, write);
    write(`${String(people)} people and ${String(cases)} cases were made\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof RemoteRefusal)) throw error;
    write(`${error.message}\n`);
    return 2;
  }
}

async function seedPeople(call: CallServer, write: SeedCommand["write"]): Promise<number> {
  const { roles, emails } = await staffOf(call);
  const missing = MADE_UP_PEOPLE.filter(({ role, email }) => roles.has(role) && !emails.has(email));
  // Nobody else may know it: a simulated clinic can be reached by others, too.
  const password = randomBytes(12).toString("base64url");
  for (const person of missing) {
    await addStaff(call, person, password);
    write(`${person.name} signs in as ${person.email} (${person.role})\n`);
  }
  if (missing.length > 0) write(`Their password is ${password} (shown only this once)\n`);
  return missing.length;
}

async function seedCases(
  call: CallServer,
  addresses: readonly string[],
  write: SeedCommand["write"],
): Promise<number> {
  const known = MADE_UP_MESSAGES.filter(({ to }) => to === undefined || addresses.includes(to));
  let made = 0;
  for (const message of known) {
    const { from, text, then = [] } = message;
    if ((await caseOf(call, from)) !== null) continue;
    const id = await writeAs(call, message);
    for (const action of then) await actOn(call, id, action);
    write(`${id} from ${from}: ${text}\n`);
    made += 1;
  }
  return made;
}
