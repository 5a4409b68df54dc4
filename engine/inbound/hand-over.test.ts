import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Clinic, openClinic, people, until } from "../../tests/support/clinic.js";
import { testDatabaseUri, testTemporalAddress } from "../../tests/support/servers.js";
import { caseCollection, caseDoc } from "../store/cases.js";
import { contactAt } from "../store/contacts.js";
import { bindInbound, finishInbound, returnInbound } from "../store/conversations.js";
import { inboxRow, updateInbound } from "../store/inbox.js";
import { messageCollection } from "../store/messages.js";

describe("a message whose case closes", () => {
  let clinic: Clinic;
  beforeAll(async () => {
    clinic = await openClinic({
      mongodbUri: testDatabaseUri("hand-over"),
      temporalAddress: testTemporalAddress(),
    });
  });
  afterAll(() => clinic.close());

  const act = (caseId: string, action: string, input = {}) => {
    const requestId = `${caseId} ${action}`;
    const by = { actor: people.admin, requestId, seenEntry: null };
    return clinic.cases.act({ caseId, action, input, ...by });
  };
  const handedOver = async (key: string) => {
    const row = await until("the message to be handed over", async () => {
      const found = await inboxRow(clinic.store, `sms:${key}`);
      return found?.state === "done" ? found : null;
    });
    return row.caseId ?? "";
  };
  const closed = async (caseId: string) => {
    await act(caseId, "resolve", { resolution: "done" });
    await act(caseId, "close");
    await until("the end of its workflow", async () => {
      const { status } = await clinic.client.workflow.getHandle(caseId).describe();
      return status.name === "COMPLETED";
    });
  };
  const opened = async (phone: string) => {
    await clinic.receive(phone, "please help", `${phone}-1`);
    const caseId = await handedOver(`${phone}-1`);
    await until(
      "routing",
      async () => (await caseDoc(clinic.store, caseId))?.stateId === "assigned",
    );
    return caseId;
  };
  const casesOf = async (phone: string) => {
    const contact = await contactAt(clinic.store, `sms:${phone}`);
    return clinic.store.of(caseCollection).countDocuments({ contact: contact?._id ?? "" });
  };

  test("opens no other case when it had reached this one before the worker died", async () => {
    const phone = "+254700000071";
    const caseId = await opened(phone);
    await clinic.receive(phone, "one more thing", `${phone}-2`);
    expect(await handedOver(`${phone}-2`)).toBe(caseId);
    await until("the message on its case", async () =>
      clinic.store.of(messageCollection).exists({ _id: `sms:${phone}-2` }),
    );
    await closed(caseId);
    // The worker died between the signal and its note.
    await updateInbound(clinic.store, `sms:${phone}-2`, { state: "bound" });
    expect(await handedOver(`${phone}-2`)).toBe(caseId);
    expect(await casesOf(phone)).toBe(1);
  });

  test("opens another one although the case gave it back before the drain noted that it was handed over", async () => {
    const phone = "+254700000072";
    const caseId = await opened(phone);
    await closed(caseId);
    await clinic.stopWorker();
    const key = `${phone}-2`;
    const inbox = `sms:${key}`;
    await clinic.receive(phone, "one more thing", key);
    const { conversation } = (await inboxRow(clinic.store, `sms:${phone}-1`)) ?? {};
    const row = (await inboxRow(clinic.store, inbox))!;
    const bind = { row, conversation: conversation ?? "", caseId, opens: false };
    await bindInbound(clinic.store, { ...bind, text: "one more thing" });
    await returnInbound(clinic.store, caseId, inbox);
    await finishInbound(clinic.store, inbox, caseId);
    await clinic.startWorker();
    const other = await handedOver(key);
    expect(other).not.toBe(caseId);
    await until("the other case", async () => caseDoc(clinic.store, other));
    expect(await casesOf(phone)).toBe(2);
  });
});
