/** A new random id for Idempotency-Key: 32 hexadecimal digits. Works without HTTPS, unlike `randomUUID`. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** A new random id in the shape of a UUID, version 4 (RFC 9562). */
export function newUuid(): string {
  const hex = newKey();
  const variant = "89ab".charAt(parseInt(hex.charAt(16), 16) % 4);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20),
  ].join("-");
}
