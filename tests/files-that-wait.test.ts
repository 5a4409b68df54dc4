import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Attachment } from "../engine/protocol/message.js";
import { caseCollection } from "../engine/store/cases.js";
import { contactAt } from "../engine/store/contacts.js";
import { until } from "./support/clinic.js";
import { type ClamdFake, EICAR, startClamdFake } from "./support/clamd-fake/server.js";
import { type Desk, openDesk } from "./support/desk.js";
import { testDatabaseUri, testTemporalAddress } from "./support/servers.js";
import { inboundFields, signedForm } from "./support/twilio-fake/callbacks.js";
import { type MediaHost, startMediaHost } from "./support/twilio-fake/media.js";

const ACCOUNT = "AC00000000000000000000000000000001";
const TOKEN = "token-of-the-clinic-0001";

/** The beginning of a picture. */
const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0]);

describe("a file that comes by MMS", () => {
  let twilio: MediaHost;
  let keeper: MediaHost;
  let clamd: ClamdFake;
  let desk: Desk;
  let address: string;
  beforeAll(async () => {
    [twilio, keeper, clamd] = await Promise.all([
      startMediaHost(),
      startMediaHost(),
      startClamdFake(),
    ]);
    desk = await openDesk(
      { mongodbUri: testDatabaseUri("files_that_wait"), temporalAddress: testTemporalAddress() },
      {
        env: {
          TWILIO_ACCOUNT_SID: ACCOUNT,
          TWILIO_AUTH_TOKEN: TOKEN,
          TWILIO_FROM_NUMBER: "+15005550006",
          TWILIO_BASE_URL: twilio.url,
          CLAMD_ADDRESS: clamd.address,
        },
      },
    );
    const { body } = await desk.call("GET", "/api/channels", { token: desk.tokens.admin });
    const channels = body["items"] as { name: string; callbacks: { url: string }[] }[];
    address = channels.find(({ name }) => name === "sms-twilio")?.callbacks[0]?.url ?? "";
  });
  afterAll(async () => {
    await desk.close();
    await Promise.all([twilio.close(), keeper.close(), clamd.close()]);
  });

  /** The path of a file of a message at Twilio. */
  const pathOf = (sid: string, n: number) =>
    `/2010-04-01/Accounts/${ACCOUNT}/Messages/${sid}/Media/ME${String(n).padStart(32, "0")}`;
  const arrives = async (sid: string, from: string, text: string, files: readonly string[]) => {
    const media = Object.fromEntries(
      files.map((path, n) => [`MediaUrl${String(n)}`, `${twilio.url}${path}`]),
    );
    const fields = {
      ...inboundFields({ sid, from, to: "+15005550006", text }),
      NumMedia: String(files.length),
      ...media,
    };
    const form = signedForm(address, fields, TOKEN);
    const { pathname } = new URL(address);
    return desk.call("POST", pathname, { body: form.body, headers: form.headers });
  };
  const caseOf = async (phone: string) =>
    until("the ticket", async () => {
      const contact = await contactAt(desk.clinic.store, `sms:${phone}`);
      const doc =
        contact &&
        (await desk.clinic.store.of(caseCollection).findOne({ contact: contact._id }).lean());
      return doc?._id;
    });
  const filesOf = async (caseId: string): Promise<readonly Attachment[]> => {
    const path = `/api/cases/${caseId}/messages`;
    const { body } = await desk.call("GET", path, { token: desk.tokens.admin });
    const items = (body["items"] ?? []) as { attachments?: Attachment[] }[];
    return items.flatMap(({ attachments = [] }) => attachments);
  };
  const filesOnce = async (caseId: string, states: readonly (string | undefined)[]) =>
    until(`files that are ${JSON.stringify(states)}`, async () => {
      const files = await filesOf(caseId);
      const seen = files.map(({ state }) => state ?? null);
      return JSON.stringify(seen) === JSON.stringify(states) && files;
    });
  const open = (caseId: string, file: string) =>
    desk.call("GET", `/api/cases/${caseId}/attachments/${file}`, { token: desk.tokens.admin });

  test("waits for Twilio and for the scanner, is told while it does, and is shown once it is clean", async () => {
    const [sid, from] = [`MM${"1".repeat(32)}`, "+254700000501"];
    const path = pathOf(sid, 1);
    twilio.serve(path, { status: 503 });
    clamd.be("silent");
    expect((await arrives(sid, from, "My rash", [path])).status).toBe(202);
    expect((await arrives(sid, from, "My rash", [path])).body).toEqual({ accepted: 0 });
    const id = await caseOf(from);
    const [awaited] = await filesOnce(id, ["awaited"]);
    expect(awaited).toMatchObject({ name: "file 1", size: 0 });
    await until("a second try", () =>
      Promise.resolve(twilio.asked().filter((asked) => asked.path === path).length >= 2),
    );
    expect((await open(id, awaited?.id ?? "")).status).toBe(404);

    keeper.serve("/signed", { bytes: Buffer.concat([JPEG, Buffer.from("rash")]) });
    twilio.serve(path, { status: 307, location: `${keeper.url}/signed` });
    clamd.be("breaks_off");
    const [unchecked] = await filesOnce(id, ["unchecked"]);
    expect(unchecked).toMatchObject({ name: "file 1.jpg", type: "image/jpeg", size: 8 });
    await until("a second look", () => Promise.resolve(clamd.seen() >= 2));
    expect((await open(id, unchecked?.id ?? "")).status).toBe(404);
    expect(keeper.asked().map(({ authorization }) => authorization)).toEqual([undefined]);

    clamd.be("judges");
    const [clean] = await filesOnce(id, [null as unknown as undefined]);
    const file = await open(id, clean?.id ?? "");
    expect([file.status, file.text.endsWith("rash")]).toEqual([200, true]);
  });

  test("that holds a virus or is no picture is refused, which its ticket tells, and never shown", async () => {
    const [sid, from] = [`MM${"2".repeat(32)}`, "+254700000502"];
    const [virus, program, gone] = [1, 2, 3].map((n) => pathOf(sid, n)) as [string, string, string];
    twilio.serve(virus, { bytes: Buffer.concat([JPEG, Buffer.from(EICAR)]) });
    twilio.serve(program, { bytes: Buffer.from("MZ program") });
    clamd.be("judges");
    await arrives(sid, from, "", [virus, program, gone]);
    const id = await caseOf(from);
    const files = await filesOnce(id, ["refused", "lost", "lost"]);
    expect(files.map(({ why }) => why)).toEqual([
      "Eicar-Test-Signature",
      "only pictures and PDF are",
      "it is gone at Twilio",
    ]);
    for (const file of files) expect((await open(id, file.id)).status).toBe(404);
    const raw = desk.clinic.store.connection.collection("attachments");
    expect(await raw.countDocuments({ caseId: id, lookAt: { $exists: true } })).toBe(0);
  });
});
