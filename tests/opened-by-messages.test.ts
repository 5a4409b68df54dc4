import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { OpeningMessages } from "../engine/definition/opened-by.js";
import { openCasesOf } from "../engine/store/cases.js";
import { contactAt } from "../engine/store/contacts.js";
import { messagesOf } from "../engine/store/messages.js";
import { currentRelease, publishRelease } from "../engine/store/releases.js";
import { type Clinic, openClinic, until } from "./support/clinic.js";
import { testDatabaseUri, testTemporalAddress } from "./support/servers.js";

describe("what a message opens", () => {
  let clinic: Clinic;
  beforeAll(async () => {
    clinic = await openClinic({
      mongodbUri: testDatabaseUri("opened-by"),
      temporalAddress: testTemporalAddress(),
    });
  });
  afterAll(() => clinic.close());

  /** Publishes which messages open lost property; nothing is started again. */
  async function openedBy(ways: OpeningMessages[]): Promise<void> {
    const { number, body } = await currentRelease(clinic.store);
    const workflows = body.workflows.map((flow) =>
      flow.id === "lost-property" ? { ...flow, openedBy: ways } : flow,
    );
    await publishRelease(clinic.store, {
      ...{ body: { ...body, workflows }, base: number },
      ...{ by: "test", reason: "Things are lost by SMS", at: new Date() },
    });
  }

  /** The open cases of a phone, oldest first, once there are so many of them. */
  const casesOf = (phone: string, count: number) =>
    until(`${String(count)} cases for ${phone}`, async () => {
      const contact = await contactAt(clinic.store, `sms:${phone}`);
      const open = contact ? await openCasesOf(clinic.store, contact._id) : [];
      return open.length === count
        ? open.toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime())
        : null;
    });
  const written = async (id: string) =>
    (await messagesOf(clinic.store, id))
      .filter(({ direction }) => direction === "in")
      .map(({ text }) => text);

  test("is what was published a moment ago: by a keyword, also beside an open ticket, unless a case is quoted or it is urgent", async () => {
    const phone = "+254700000901";
    await clinic.receive(phone, "Lost my way to the clinic");
    const [ticket] = await casesOf(phone, 1);
    expect(ticket?.workflow).toBe("ticket");
    await openedBy([{ keyword: "LOST" }]);

    await clinic.receive(phone, "Lost: a blue scarf");
    const [, lost] = await casesOf(phone, 2);
    expect(lost?.workflow).toBe("lost-property");
    const [id, scarf] = [ticket?._id ?? "", lost?._id ?? ""];
    await until("the message without its keyword", async () =>
      (await written(scarf)).includes("a blue scarf"),
    );

    await clinic.receive(phone, `Lost, as I said in ${id}`);
    await until("the message on the ticket that it quotes", async () =>
      (await written(id)).includes(`Lost, as I said in ${id}`),
    );

    const other = "+254700000902";
    await clinic.receive(other, "LOST my father has chest pain");
    const [emergency] = await casesOf(other, 1);
    expect(emergency?.workflow).toBe("ticket");
    await until("the whole message", async () =>
      (await written(emergency?._id ?? "")).includes("LOST my father has chest pain"),
    );
  });

  test("is another workflow for all first messages of an endpoint, and the old one again when that is taken back", async () => {
    await openedBy([{ endpoint: "sms" }]);
    const phone = "+254700000903";
    await clinic.receive(phone, "An umbrella");
    const [found] = await casesOf(phone, 1);
    expect(found?.workflow).toBe("lost-property");
    await openedBy([{ endpoint: "sms-twilio" }]);
    const next = "+254700000904";
    await clinic.receive(next, "An umbrella");
    expect((await casesOf(next, 1))[0]?.workflow).toBe("ticket");
  });
});
