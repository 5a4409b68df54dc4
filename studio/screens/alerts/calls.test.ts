import { expect, test } from "vitest";
import { sentWords } from "./calls.js";

const sent = (channel: string, state: string) => ({ channel, person: null, state, reason: null });

test("what a call came to is said once for each channel, and counted where several were called", () => {
  expect(
    sentWords([
      sent("africastalking", "delivered"),
      sent("sendgrid", "delivered"),
      sent("sendgrid", "failed"),
      sent("smtp", "delivered"),
      sent("slack", "accepted"),
    ]),
  ).toEqual(["SMS: delivered", "E-mail: 2 delivered, 1 failed", "Slack: sent"]);
});
