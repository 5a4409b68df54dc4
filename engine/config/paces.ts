/** Reads `sms=10, email=2.5`: most messages a second by endpoint. Whether the endpoints are there is seen where they are made. */
export function pacesIn(text: string | undefined): ReadonlyMap<string, number> {
  const parts = text?.split(",").map((part) => part.trim().split(/\s*=\s*/)) ?? [];
  return new Map(parts.map(([name = "", perSecond]) => [name, Number(perSecond)]));
}
