import type { TObject } from "@sinclair/typebox";
import { readPreview } from "../../definition/preview.js";
import type { ChannelPlugin } from "../contract.js";
import { expectSame, expectThat } from "./check.js";
import type { ContractCase, ContractFixtures } from "./fixtures.js";
import { expectNoSecret, secretValues } from "./inbound.js";

/** What a channel keeps that shows how messages arrive. */
export function previewCases<Settings extends TObject>(
  plugin: ChannelPlugin<Settings>,
  fixtures: ContractFixtures<Settings>,
): readonly ContractCase[] {
  if (plugin.preview === undefined) return [];
  const settings = fixtures.settings("https://provider.example");
  const to = fixtures.outbound?.to ?? "somebody";
  const shown = async (text: string) =>
    readPreview(
      await plugin.preview?.(
        { to, text, subject: "[T-1] Clinic", offers: "acknowledge" },
        settings,
      ),
    );
  return [
    {
      title: "shows a message as it arrives, the same each time, with no secret",
      run: async () => {
        const first = await shown("Your ticket T-1 was received.");
        expectThat(first, "what it shows is no preview");
        expectSame(await shown("Your ticket T-1 was received."), first, "what it shows");
        expectNoSecret(first, secretValues(plugin, settings));
      },
    },
    {
      title: "shows a message that is longer than it sends",
      run: async () => {
        const length = Math.min(plugin.manifest.capabilities.maxLength + 1, 10_000);
        expectThat(await shown("x".repeat(length)), "what it shows is no preview");
      },
    },
  ];
}
