import {
  type CountryCode,
  isSupportedCountry,
  parsePhoneNumberFromString,
} from "libphonenumber-js";

/** E.164: a plus, a country code and up to 15 digits in all. */
export const E164 = /^\+[1-9][0-9]{6,14}$/;

/**
 * A phone number as E.164, or undefined when it cannot be one. Numbers of a possible length pass even where the range
 * is not known to be in use: networks open new ranges faster than number plans are published.
 * @param country ISO 3166-1 alpha-2 code that a number without a country code belongs to
 */
export function toE164(raw: string, country?: string): string | undefined {
  if (raw.length > 40) return undefined;
  const known = country !== undefined && isSupportedCountry(country) ? country : undefined;
  const number = parsePhoneNumberFromString(raw.trim(), options(known));
  return number?.isPossible() === true && number.ext === undefined ? number.number : undefined;
}

function options(country: CountryCode | undefined): {
  defaultCountry?: CountryCode;
  extract: false;
} {
  return country === undefined ? { extract: false } : { defaultCountry: country, extract: false };
}
