import { expect, test } from "vitest";
import { priceOfSms } from "./sms-price.js";

test("what messages cost is told in the currency that the organisation states, and not where it states none", () => {
  expect(priceOfSms("KES 0.80", 3)).toMatch(/^KES 2.40$/);
  expect(priceOfSms("USD 0.0075", 2)).toMatch(/^USD 0.015$/);
  expect(priceOfSms(undefined, 2)).toBeUndefined();
});
