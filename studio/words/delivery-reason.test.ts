import { expect, test } from "vitest";
import { deliveryReason } from "./delivery-reason.js";

test.each([
  ["opted_out", "the patient does not want messages"],
  ["Failed: UserInBlacklist", "the patient has blocked messages"],
  ["Rejected: InsufficientCredit", "there is no credit left with the provider"],
  ["InvalidPhoneNumber InvalidPhoneNumber", "the phone number is wrong"],
  ["http_418", "http_418"],
  ["constructor", "constructor"],
])("%s reads: %s", (reason, words) => {
  expect(deliveryReason(reason)).toBe(words);
});
