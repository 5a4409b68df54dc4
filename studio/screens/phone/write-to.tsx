import { NativeSelect } from "@mantine/core";
import type { SandboxAddress } from "../../../engine/protocol/sandbox-address.js";
import { readable } from "../../ui/schema-form/choices.js";
import { words } from "../../words/index.js";

/** Which of the clinic's addresses is written to, and what opens there; nothing where there is no choice. */
export function WriteTo({
  addresses,
  to,
  onChange,
}: {
  /** The usual one first. */
  readonly addresses: readonly SandboxAddress[];
  readonly to: string | undefined;
  readonly onChange: (to: string) => void;
}) {
  if (addresses.length < 2) return null;
  return (
    <NativeSelect
      label={words.phone.to}
      value={to ?? addresses[0]?.address ?? ""}
      data={addresses.map((one) => ({ value: one.address, label: labelOf(one) }))}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

function labelOf({ address, opens, data }: SandboxAddress): string {
  const known = Object.values(data).map((value) => readable(String(value)));
  return `${address} · ${[opens, ...known].join(", ")}`;
}
