import { type Static, Type } from "@sinclair/typebox";
import {
  ChannelInputError,
  type FileIn,
  type MessageIn,
  type RawRequest,
  type Verification,
  defineChannel,
} from "../../engine/channels/contract.js";
import { MAX_FILES, MAX_TOTAL_BYTES } from "../../engine/channels/file-limits.js";
import { isSameSecret } from "../../engine/channels/secret.js";
import { readMultipart } from "../../engine/channels/multipart.js";
import { readSubmission, type Submission } from "./body.js";

const settingsSchema = Type.Object({
  endpoint: Type.String({
    pattern: "^[a-z0-9-]{1,60}$",
    description: "Last part of the address that the form posts to; public",
  }),
  allowedOrigins: Type.Array(Type.String({ pattern: "^https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?$" }), {
    minItems: 1,
    maxItems: 20,
    description: "Origins of the pages that hold the form, such as https://desk.clinic.example",
  }),
  country: Type.String({
    pattern: "^[A-Z]{2}$",
    description: "Country of phone numbers without a country code, ISO 3166-1",
  }),
});
type Settings = Static<typeof settingsSchema>;

/** All files that are kept, with the fields and what stands between the parts. */
const MAX_FORM_BYTES = MAX_TOTAL_BYTES + 256 * 1024;

/** The files, the fields, and some too many, which are refused by name. */
const MAX_PARTS = MAX_FILES + 20;

/** The web form: what a person writes on our page or on one that embeds it. Answers go out by another channel. */
export const formChannel = defineChannel({
  manifest: {
    id: "form",
    version: "1.0.0",
    kind: "form",
    name: "Web form",
    settings: settingsSchema,
    secrets: [],
    capabilities: { inbound: true, outbound: false, maxLength: 0, receipts: [] },
    webhooks: [{ subpath: "", method: "POST", purpose: "messages", maxBytes: MAX_FORM_BYTES }],
  },
  verify,
  receive,
  send: () => Promise.resolve({ status: "misconfigured", why: "a form cannot be written to" }),
});

/**
 * The address is public, so anybody may write, as on paper. What is kept out are other people's pages that post in a
 * visitor's name: browsers state the page's origin and no page can change that.
 */
function verify(request: RawRequest, settings: Settings): Verification {
  if (!isSameSecret(request.endpoint, settings.endpoint))
    return { ok: false, why: "wrong_address" };
  if (request.method !== "POST") return { ok: false, why: "wrong_method" };
  const { origin } = request.headers;
  return origin !== undefined && settings.allowedOrigins.includes(origin)
    ? { ok: true }
    : { ok: false, why: "wrong_origin" };
}

/** JSON, or with files `multipart/form-data` whose field `submission` holds that JSON. */
function receive(request: RawRequest, settings: Settings): readonly MessageIn[] {
  if (request.subpath !== "") throw new ChannelInputError("unknown_subpath");
  const { json, files } = partsOf(request);
  const submission = readSubmission(json, settings.country);
  return submission.trap ? [] : [messageOf(submission, files, settings)];
}

function partsOf(request: RawRequest): {
  readonly json: Uint8Array;
  readonly files: readonly FileIn[];
} {
  const type = request.headers["content-type"] ?? "";
  if (/^application\/json\s*(;|$)/i.test(type)) return { json: request.body, files: [] };
  if (!/^multipart\/form-data\s*;/i.test(type)) throw new ChannelInputError("wrong_type");
  const { fields, files } = readMultipart(request, {
    maxBytes: MAX_FORM_BYTES,
    maxParts: MAX_PARTS,
  });
  const json = fields.get("submission");
  if (json === undefined) throw new ChannelInputError("no_submission");
  return { json, files };
}

function messageOf(
  submission: Submission,
  files: readonly FileIn[],
  settings: Settings,
): MessageIn {
  const { submissionId, from, description, name, subject, email, language } = submission;
  const data = Object.entries({ description, subject, email, language });
  return {
    kind: "message",
    providerId: submissionId,
    from,
    to: settings.endpoint,
    text: description,
    data: Object.fromEntries(data.filter(([, value]) => value !== "")),
    ...(name === "" ? {} : { name }),
    ...(files.length === 0 ? {} : { files }),
  };
}
