import { expect, test } from "vitest";
import { deliveryReason } from "./delivery-reason.js";

test.each([
  ["opted_out", "the patient does not want messages"],
  ["Failed: UserInBlacklist", "the patient has blocked messages"],
  ["Rejected: InsufficientCredit", "there is no credit left with the provider"],
  ["InvalidPhoneNumber InvalidPhoneNumber", "the phone number is wrong"],
  ["bounce: 550 5.1.1 No such user", "the mailbox did not take it"],
  ["http_400_personalizations.0.to.0.email x", "the e-mail address is wrong"],
  ["http_418", "http_418"],
  ["constructor", "constructor"],
])("%s reads: %s", (reason, words) => {
  expect(deliveryReason(reason)).toBe(words);
});
