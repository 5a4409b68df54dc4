import type { TObject } from "@sinclair/typebox";
import type { ChannelPlugin, RawRequest } from "../contract.js";
import { expectSame, expectThat } from "./check.js";
import type { ContractCase, ContractFixtures } from "./fixtures.js";
import { forgeryCases, refusalCases, secretCases } from "./inbound.js";

/** What a channel keeps whose messages have buttons. */
export function pressCases<Settings extends TObject>(
  plugin: ChannelPlugin<Settings>,
  fixtures: ContractFixtures<Settings>,
): readonly ContractCase[] {
  const samples = fixtures.presses;
  if (samples === undefined) return [];
  const settings = fixtures.settings("https://provider.example");
  const { providerId, from, message, now = 0 } = samples;
  const genuine = samples.press({ providerId, from, message });
  const verify = (request: RawRequest) => plugin.verify(request, settings, now).ok;
  const receive = (request: RawRequest) => plugin.receive(request, settings);
  const intake = { samples, genuine, verify, receive };
  const odd = [
    ...forgeryCases(intake),
    ...refusalCases(intake),
    ...secretCases(plugin, settings, intake),
  ];
  return [
    {
      title: "reads who pressed the button of which message",
      run: () => {
        expectThat(verify(genuine), "a genuine press is refused");
        const [first, ...rest] = receive(genuine);
        expectThat(first?.kind === "press" && rest.length === 0, "not one press");
        const { kind } = first;
        expectSame(
          [kind, first.providerId, first.from, first.message],
          ["press", providerId, from, message],
          "the press",
        );
      },
    },
    {
      title: "reads a press that comes twice as the same press",
      run: () => {
        expectSame(receive(genuine), receive(genuine), "the second reading");
      },
    },
    ...odd.map(({ title, run }) => ({ title: `of a press: ${title}`, run })),
  ];
}
