import type { TObject } from "@sinclair/typebox";
import { Value } from "@sinclair/typebox/value";
import type { ChannelPlugin } from "../contract.js";
import { expectThat } from "./check.js";
import type { ContractCase, ContractFixtures } from "./fixtures.js";

/** What a channel says about itself. */
export function manifestCases<Settings extends TObject>(
  plugin: ChannelPlugin<Settings>,
  fixtures: ContractFixtures<Settings>,
): readonly ContractCase[] {
  const { manifest } = plugin;
  const fields = Object.keys(manifest.settings.properties);
  return [
    {
      title: "has an id for addresses, a version and a description for every setting",
      run: () => {
        expectThat(/^[a-z][a-z0-9-]{1,40}$/.test(manifest.id), "the id is not fit for an address");
        expectThat(/^\d+\.\d+\.\d+$/.test(manifest.version), "the version is not x.y.z");
        for (const field of fields) {
          const { description } = manifest.settings.properties[field] ?? {};
          expectThat((description ?? "") !== "", `setting ${field} has no description`);
        }
      },
    },
    {
      title: "checks its settings, and names only known settings as secrets",
      run: () => {
        const settings: unknown = fixtures.settings("https://provider.example");
        expectThat(Value.Check(manifest.settings, settings), "the fixture's settings are refused");
        expectThat(!Value.Check(manifest.settings, {}), "empty settings pass");
        for (const secret of manifest.secrets) {
          expectThat(fields.includes(secret), `secret ${secret} is no setting`);
        }
      },
    },
    {
      title: "brings fixtures for what its capabilities promise",
      run: () => {
        const { inbound, outbound, receipts } = manifest.capabilities;
        expectThat(inbound === (fixtures.inbound !== undefined), "inbound fixtures do not fit");
        expectThat(outbound === (fixtures.outbound !== undefined), "outbound fixtures do not fit");
        const hasButtons = manifest.webhooks.some(({ purpose }) => purpose === "presses");
        expectThat(hasButtons === (fixtures.presses !== undefined), "press fixtures do not fit");
        const reads = fixtures.inbound?.receipt !== undefined;
        expectThat(receipts.length > 0 === reads, "receipt fixtures do not fit");
      },
    },
  ];
}
