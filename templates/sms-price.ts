/**
 * What so many SMS cost, as its currency is written: `KES 1.60`; undefined where nobody has said what one costs.
 * @param price of one, as an organisation states it: `KES 0.80`
 */
export function priceOfSms(price: string | undefined, sms: number): string | undefined {
  if (price === undefined) return undefined;
  const [currency = "", amount = ""] = price.split(" ");
  return new Intl.NumberFormat(undefined, {
    ...{ style: "currency", currency, currencyDisplay: "code" },
    // A price of a tenth of a cent is not rounded away.
    maximumFractionDigits: 4,
  })
    .format(Number(amount) * sms)
    .replaceAll("\u00a0", " ");
}
