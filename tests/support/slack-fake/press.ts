import { readFileSync } from "node:fs";
import type { RawRequest } from "../../../engine/channels/contract.js";
import { sign } from "../../../plugins/slack/signature.js";

/** What Slack posts, in its documented format. */
const documented = JSON.parse(
  readFileSync(new URL("../../../plugins/slack/testdata/press.json", import.meta.url), "utf8"),
) as { readonly user: object; readonly response_url: string; readonly actions: readonly object[] };

/** What somebody does in Slack. */
export type Press = {
  /** Slack's id of the press. */
  readonly trigger: string;
  /** Member id of whoever presses. */
  readonly user: string;
  /** What our button carries. */
  readonly value: string;
  readonly answerAt?: string;
};

/** The form that Slack posts when a button is pressed, as documented and with what it sends beside. */
export function pressForm({ trigger, user, value, answerAt }: Press): string {
  const [button] = documented.actions;
  const payload = {
    ...documented,
    user: { ...documented.user, id: user },
    trigger_id: trigger,
    response_url: answerAt ?? documented.response_url,
    actions: [{ ...button, value }],
  };
  return new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
}

/** Headers with which Slack posts a form. @param at epoch milliseconds */
export function signedHeaders(form: string, secret: string, at: number): RawRequest["headers"] {
  const time = String(Math.floor(at / 1_000));
  return {
    "content-type": "application/x-www-form-urlencoded",
    "x-slack-request-timestamp": time,
    "x-slack-signature": sign(time, Buffer.from(form), secret),
  };
}
