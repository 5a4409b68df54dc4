import { randomUUID } from "node:crypto";
import { inject } from "vitest";
import { postInbound } from "../../support/provider-fake/client.js";
import { readLedger } from "../../support/provider-fake/ledger.js";

/** The running clinic that browser tests share. */
export type BrowserClinic = {
  readonly url: string;
  /** Where the provider posts incoming messages. */
  readonly sms: string;
  readonly admin: { readonly email: string; readonly password: string };
  /** Where the fake provider notes every message it took. */
  readonly providerFolder: string;
  /** The clinic's database, for tests that break something in it. */
  readonly mongodbUri: string;
};

/** A member of staff who can sign in. */
export type Person = { readonly email: string; readonly password: string };

let numbers = 0;
const base = Math.floor(Math.random() * 100_000);

/** A made-up phone number that no other test uses. */
export function newPhone(): string {
  numbers += 1;
  return `+25470${String(base * 100 + numbers).padStart(7, "0")}`;
}

/** Sends an SMS to the clinic in the provider's own callback format. @throws when it is not accepted */
export async function patientWrites(from: string, text: string): Promise<void> {
  const [status] = await postInbound(inject("clinic").sms, {
    id: randomUUID(),
    from,
    to: "22384",
    text,
  });
  if (status === undefined || status >= 300) throw new Error(`callback answered ${String(status)}`);
}

/** The texts that a phone has got, oldest first. */
export function textsTo(phone: string): readonly string[] {
  return readLedger(inject("clinic").providerFolder)
    .filter(({ to }) => to === phone)
    .map(({ text }) => text);
}

/** Adds a member of staff by the API. */
export async function addPerson(name: string, roles: readonly string[]): Promise<Person> {
  const { url, admin } = inject("clinic");
  const person = {
    email: `${randomUUID().slice(0, 8)}@clinic.example`,
    password: "made-up-for-tests",
  };
  const { token } = await api<{ token: string }>(`${url}/auth/login`, { body: admin });
  await api(`${url}/users`, { body: { ...person, name, roles }, token });
  return person;
}

/**
 * Adds an administrator. What a person has changed and not published is one, whatever browser they open: whoever changes
 * definitions in a test needs one of their own.
 */
export function addAdmin(name = "Administrator Amina"): Promise<Person> {
  return addPerson(name, ["admin"]);
}

/** Calls the API as the administrator; with a body it posts, without one it reads. @throws when it is refused */
export async function byApi<Answer>(path: string, body?: unknown): Promise<Answer> {
  const { url, admin } = inject("clinic");
  const { token } = await api<{ token: string }>(`${url}/auth/login`, { body: admin });
  return api<Answer>(`${url}${path}`, { token, body });
}

/** Calls the API as a person would who signed in: with a body it posts, without one it reads. @throws when it is refused */
export async function api<Answer>(
  url: string,
  { token, body }: { readonly token?: string; readonly body?: unknown },
): Promise<Answer> {
  const answer = await fetch(url, {
    method: body === undefined ? "GET" : "POST",
    headers: {
      "content-type": "application/json",
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${url} answered ${String(answer.status)}`);
  return (await answer.json()) as Answer;
}
