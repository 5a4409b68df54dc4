import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "@temporalio/client";
import { defaultPayloadConverter, type Payload } from "@temporalio/common";
import { workflowMetadataQuery } from "@temporalio/workflow";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findProjectRoot, loadConfig } from "../engine/config.js";
import { dataConverterFor } from "../engine/privacy/data-converter.js";
import type { RunningServer } from "../engine/servers/running-server.js";
import { startTemporal } from "../engine/servers/temporal.js";
import { caseDoc, openCasesOf } from "../engine/store/cases.js";
import { destroyCaseKey } from "../engine/store/case-keys.js";
import { openStore } from "../engine/store/open-store.js";
import { contactAt } from "../engine/store/contacts.js";
import type { RepairRequest } from "../workflows/case/messages.js";
import { type Clinic, type ClinicOptions, openClinic, people, until } from "./support/clinic.js";
import { testDatabaseUri } from "./support/servers.js";
import { spellings } from "./support/spellings.js";

const NOTE = "zq-canary-note";
const PHONE = "+254700000099";
const NAME = "Quillabrax Wandersmythe";
const canaries = [NOTE, PHONE.slice(1), NAME];

/** A Temporal server of its own, whose files nobody else writes. */
type Temporal = { readonly server: RunningServer; readonly folder: string };

async function ownTemporal(): Promise<Temporal> {
  const folder = mkdtempSync(join(tmpdir(), "casewright-temporal-"));
  const { PATH, HOME, XDG_CACHE_HOME } = process.env;
  const config = loadConfig({ PATH, HOME, XDG_CACHE_HOME, DATA_DIR: folder }, findProjectRoot());
  const server = await startTemporal({ config, report: () => undefined, durable: "normal" });
  return { server, folder };
}

/** Canaries that stand in Temporal's database, its write-ahead log or its own log, in any usual spelling. */
function readable({ folder }: Temporal): string[] {
  const bytes = ["temporal", "logs"].flatMap((name) =>
    readdirSync(join(folder, name)).map((file) => readFileSync(join(folder, name, file))),
  );
  return canaries.filter((canary) =>
    spellings(canary).some((spelling) => bytes.some((each) => each.includes(spelling))),
  );
}

/** A whole ticket: SMS in, a failing commit whose error quotes the patient, note, reply, refusals, close. */
async function wholeTicket(clinic: Clinic): Promise<string> {
  await clinic.receive(PHONE, `I am ${NAME}, call ${PHONE}. ${NOTE}`);
  const { _id: id } = await until("the case", async () => {
    const address = `sms:${PHONE}`;
    const contact = await contactAt(clinic.store, address);
    const [found] = contact ? await openCasesOf(clinic.store, contact._id) : [];
    return found?.stateId === "assigned" ? found : null;
  });
  const act = (action: string, input: Record<string, string> = {}) =>
    clinic.cases.act({
      caseId: id,
      action,
      input,
      actor: people.admin,
      requestId: `${id}-${action}`,
      seenEntry: null,
    });
  await act("claim");
  await act("note", { text: `${NAME} ${NOTE}` });
  await act("ask", { text: `Dear ${NAME}, is ${PHONE} right?` });
  await clinic.receive(PHONE, `Yes. ${NOTE}`);
  await until("the answer", async () => (await caseDoc(clinic.store, id))?.turn === 6);
  await act("resolve", { resolution: NOTE });
  await act("close");
  await until("the end", async () => {
    const { status } = await clinic.client.workflow.getHandle(id).describe();
    return status.name === "COMPLETED";
  });
  return id;
}

/** An error of MongoDB's may quote what it was given. */
function failOnce(): NonNullable<ClinicOptions["reached"]> {
  let failed = false;
  return (place) => {
    if (failed || place !== "commit.before") return;
    failed = true;
    throw new Error(`duplicate key: { name: "${NAME}", note: "${NOTE}", phone: "${PHONE}" }`);
  };
}

const asTheyAre = (payloads: Payload[]) => Promise.resolve(payloads);
const withoutTheSealed = (payloads: Payload[]) =>
  Promise.resolve(payloads.map(() => defaultPayloadConverter.toPayload(null)));

async function clinicOn(temporal: Temporal, options: ClinicOptions = {}): Promise<Clinic> {
  const servers = {
    mongodbUri: testDatabaseUri("unreadable"),
    temporalAddress: temporal.server.address,
  };
  return openClinic(servers, { reached: failOnce(), ...options });
}

describe("what Temporal keeps of a whole ticket", () => {
  let temporal: Temporal;
  let clinic: Clinic;
  let id: string;
  beforeAll(async () => {
    temporal = await ownTemporal();
    clinic = await clinicOn(temporal);
    id = await wholeTicket(clinic);
  });
  afterAll(async () => {
    await clinic.close();
    await temporal.server.stop();
    rmSync(temporal.folder, { recursive: true, force: true });
  });

  test("holds nothing of the patient in clear, neither in its database nor in its log", () => {
    expect(readable(temporal)).toEqual([]);
  });

  test("would show all of it without the codec", async () => {
    const plain = await ownTemporal();
    const open = await clinicOn(plain, { dataConverter: {} });
    await wholeTicket(open);
    expect(readable(plain)).toEqual(canaries);
    await open.close();
    await plain.server.stop();
    rmSync(plain.folder, { recursive: true, force: true });
  });

  test("says in words where the case stands", async () => {
    const { currentDetails } = await clinic.client.workflow
      .getHandle(id)
      .query(workflowMetadataQuery);
    expect(currentDetails).toMatch(/^Case · Closed · \w+ · queue \w+ · turn 8$/);
    // As Temporal's own pages ask, without our keys.
    const { connection } = clinic;
    const pages = new Client({ connection }).workflow.getHandle(id);
    expect(await pages.query(workflowMetadataQuery)).toMatchObject({ currentDetails });
  });

  test("tells people the same as before: a refused action names what is allowed instead", async () => {
    const opened = await clinic.cases.create({
      workflow: "ticket",
      data: { description: NOTE, name: NAME },
      contact: { phone: PHONE, name: NAME },
      actor: people.support,
      requestId: "create",
    });
    await until("routing", async () => (await caseDoc(clinic.store, opened.id))?.turn === 2);
    const refused = clinic.cases.act({
      caseId: opened.id,
      action: "ask",
      input: { text: NOTE },
      actor: people.admin,
      requestId: "ask",
      seenEntry: null,
    });
    await expect(refused).rejects.toMatchObject({
      code: "action_not_allowed",
      details: { allowed: expect.arrayContaining(["claim"]) },
    });
    const pages = new Client({ connection: clinic.connection }).workflow.getHandle(opened.id);
    const summary = (await pages.describe()).staticSummary;
    expect(await summary()).toBe(`Case · Ticket ${opened.id}`);
    expect(readable(temporal)).toEqual([]);
  });

  test("holds the words of workflow errors sealed, too", async () => {
    const opened = await clinic.cases.create({
      workflow: "ticket",
      data: { description: NOTE },
      contact: { phone: PHONE },
      actor: people.support,
      requestId: "create-another",
    });
    const repair: { args: [RepairRequest] } = { args: [{ how: "retry", actor: people.admin }] };
    // Whoever has no keys reads what stands beside the sealed payloads.
    const dataConverter = { payloadCodecs: [{ encode: asTheyAre, decode: withoutTheSealed }] };
    const stranger = new Client({ connection: clinic.connection, dataConverter });
    await expect(
      stranger.workflow.getHandle(opened.id).executeUpdate("repair", repair),
    ).rejects.toMatchObject({ cause: { message: "Encoded failure" } });
    const ours = clinic.client.workflow.getHandle(opened.id);
    await expect(ours.executeUpdate("repair", repair)).rejects.toMatchObject({
      cause: { message: "not parked" },
    });
  });

  test("cannot be read by anybody once the key of the case is destroyed", async () => {
    await destroyCaseKey(clinic.store, id, new Date());
    const { connection, config } = clinic;
    // A process that has not read the key before it was destroyed.
    const parts = { keys: config.keys, alarm: () => undefined };
    const store = await openStore(config.mongodbUri ?? "", parts);
    const dataConverter = dataConverterFor({ store, ...config.keys });
    const handle = new Client({ connection, dataConverter }).workflow.getHandle(id);
    await expect(handle.result()).rejects.toThrow(`The key of ${id} has been destroyed`);
    await store.close();
  });
});
