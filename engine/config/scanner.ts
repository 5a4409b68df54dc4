import type { ScannerAddress } from "../scanner/clamd.js";

/** Where the virus scanner listens, by an address that was checked; nobody scans without one. */
export function scannerAt(address: string | undefined): ScannerAddress | undefined {
  if (address === undefined) return undefined;
  const colon = address.lastIndexOf(":");
  return { host: address.slice(0, colon), port: Number(address.slice(colon + 1)) };
}
