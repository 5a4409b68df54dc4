import { Type } from "@sinclair/typebox";
import { ChannelInputError, type Inbound, type MessageIn } from "../../channels/contract.js";
import { CasewrightError } from "../../protocol/errors.js";
import { submissionAnswerSchema } from "../../protocol/tracking.js";
import { inboxId, inboxRow } from "../../store/inbox.js";
import { makeLink } from "../../store/links.js";
import { noteOpened } from "../case-scope.js";
import { fileFaults } from "../file-faults.js";
import { type Taken, takeInbound, webhookLimit } from "../inbound-request.js";
import { REQUEST_LIMITS } from "../json-body.js";
import { defineRoute } from "../route.js";
import type { World } from "../world.js";

/** How long a person who has sent a form waits for their ticket's number, and how often we look. */
const WAIT_MS = 8_000;
const LOOK_EVERY_MS = 50;

/** A filled-in web form: the same way in as every message, answered with the case when that is quick. */
export const formSubmit = defineRoute({
  id: "submitForm",
  method: "POST",
  path: "/webhooks/form/:endpoint",
  group: "Patients",
  summary: "Send a web form",
  description:
    "Safe to repeat: the same `submissionId` is one case. 201 carries the case id and a one-time link; 202 means that " +
    "the form is safe and the case is still being opened. With files it is `multipart/form-data`: the JSON in the field " +
    "`submission`, and up to ten pictures or PDF as further parts. One that is not kept stops the whole form.",
  permission: "public",
  params: Type.Object({ endpoint: Type.String({ maxLength: 200 }) }),
  reads: "raw",
  maxBytes: ({ endpoint }, { endpoints }) =>
    webhookLimit(endpoints, { channel: "form", endpoint, subpath: "" }) ?? REQUEST_LIMITS.bytes,
  body: Type.Object(
    {
      submissionId: Type.String({ format: "uuid", description: "Made by the page" }),
      phone: Type.Optional(
        Type.String({
          maxLength: 40,
          description: "This or `email`; answers go to the phone first",
        }),
      ),
      description: Type.String({ maxLength: 4_000 }),
      name: Type.Optional(Type.String()),
      subject: Type.Optional(Type.String()),
      email: Type.Optional(Type.String()),
      language: Type.Optional(Type.String()),
    },
    { $id: "FormSubmission", contentMediaType: "application/json" },
  ),
  answers: { 201: submissionAnswerSchema, 202: submissionAnswerSchema },
  errors: ["not_found", "too_large", "unsupported_media_type"],
  keepsAnswer: "never",
  deadlineMs: WAIT_MS + 4_000,
  discloses: "nothing",
  handle: async (request, world) => {
    const sent = {
      method: "POST",
      endpoint: request.params.endpoint,
      subpath: "",
      query: request.query as Readonly<Record<string, string>>,
      headers: request.headers,
      body: request.raw,
      remoteAddress: request.remoteAddress,
    };
    const taken = await takeInbound(world, "form", sent, refuseFiles).catch(asWrongField);
    const caseId = await caseOf(world, taken);
    if (caseId === null) return { status: 202, body: { case: null, tracking: null } };
    noteOpened(caseId);
    const token = await makeLink(world.store, { caseId, at: new Date(world.now()) });
    return { status: 201, body: { case: caseId, tracking: `/p/track#${token}` } };
  },
});

async function caseOf(
  { store }: Pick<World, "store">,
  { endpoint, inbound }: Taken,
): Promise<string | null> {
  const message = inbound.find((item): item is MessageIn => item.kind === "message");
  if (!message) return null;
  const id = inboxId(endpoint.name, message.providerId);
  const giveUpAt = performance.now() + WAIT_MS;
  for (;;) {
    const row = await inboxRow(store, id);
    if (row?.caseId) return row.caseId;
    if (performance.now() > giveUpAt) return null;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

/** Whoever fills in a form can choose another file; a letter is kept without those that are not. */
function refuseFiles(inbound: readonly Inbound[]): void {
  const files = inbound.flatMap((item) => (item.kind === "message" ? (item.files ?? []) : []));
  const errors = fileFaults(files);
  if (errors.length > 0) throw new CasewrightError("invalid_input", { errors });
}

/** The field that a plugin's code is about: `bad_phone`, `no_description`, `bad_field_name`. */
function asWrongField(error: unknown): never {
  if (!(error instanceof ChannelInputError)) throw error;
  if (error.code === "wrong_type") throw new CasewrightError("unsupported_media_type");
  if (error.code === "too_long") throw new CasewrightError("too_large");
  const field = /^(?:bad_field|bad|no)_([A-Za-z]+)$/.exec(error.code)?.[1];
  const isBody = field === undefined || ["json", "multipart", "submission"].includes(field);
  throw new CasewrightError(isBody ? "invalid_request" : "invalid_input", {
    errors: [{ pointer: isBody ? "" : `/${field}`, message: "is not valid", code: error.code }],
  });
}
