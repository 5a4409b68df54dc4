import { Type } from "@sinclair/typebox";
import {
  ChannelInputError,
  type PressIn,
  type RawRequest,
} from "../../engine/channels/contract.js";
import { readFormBody } from "../../engine/channels/form-body.js";
import { jsonFields } from "../../engine/channels/json-fields.js";
import { ACKNOWLEDGE } from "./post.js";

/** A press brings the whole post along, twice, percent-encoded. */
const MAX_BODY_BYTES = 256 * 1024;

/** Whatever somebody does in Slack with our app: https://docs.slack.dev/reference/interaction-payloads */
const payloadSchema = Type.Object({ type: Type.String({ pattern: "^[a-z_]{1,60}$" }) });

/** A press of a button: https://docs.slack.dev/reference/interaction-payloads/block_actions-payload */
const pressSchema = Type.Object({
  user: Type.Object({ id: Type.String({ pattern: "^[UW][A-Z0-9]{2,20}$" }) }),
  /** One for each press; Slack sends it again with a press that it repeats. */
  trigger_id: Type.String({ pattern: "^[0-9]{1,20}\\.[0-9]{1,20}\\.[0-9a-f]{8,64}$" }),
  response_url: Type.Optional(Type.String({ pattern: "^https?://[\\x21-\\x7e]{1,500}$" })),
  actions: Type.Array(
    Type.Object({
      action_id: Type.String({ maxLength: 255 }),
      value: Type.Optional(Type.String({ maxLength: 2_000 })),
    }),
    { minItems: 1, maxItems: 25 },
  ),
});

/** Ids of our messages. */
const MESSAGE = /^[A-Za-z0-9._:-]{1,200}$/;

/**
 * Reads what somebody did in Slack. A press of a button of ours is kept; everything else that an app hears of is none of ours.
 * @throws ChannelInputError with the code of what is wrong
 */
export function readPress({ subpath, headers, body }: RawRequest): readonly PressIn[] {
  if (subpath !== "presses") throw new ChannelInputError("unknown_subpath");
  if (body.byteLength > MAX_BODY_BYTES) throw new ChannelInputError("too_long");
  if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(headers["content-type"] ?? ""))
    throw new ChannelInputError("not_a_form");
  const payload = Buffer.from(readFormBody(body).get("payload") ?? "", "utf8");
  const { type } = jsonFields(payloadSchema, payload, MAX_BODY_BYTES);
  if (type !== "block_actions") return [];
  const { actions, user, trigger_id, response_url } = jsonFields(
    pressSchema,
    payload,
    MAX_BODY_BYTES,
  );
  const [ours] = actions.filter(({ action_id }) => action_id === ACKNOWLEDGE);
  if (ours === undefined) return [];
  const { value: message = "" } = ours;
  if (!MESSAGE.test(message)) throw new ChannelInputError("bad_message");
  return [
    {
      kind: "press",
      providerId: trigger_id,
      message,
      from: user.id,
      ...(response_url === undefined ? {} : { answerAt: response_url }),
    },
  ];
}
