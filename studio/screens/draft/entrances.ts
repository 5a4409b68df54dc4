import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { ChannelKind } from "../../../engine/channels/contract.js";
import type { Entrances } from "../../../engine/definition/lint/index.js";
import { channelsQuery } from "../../api/channels.js";
import { useMay } from "../desk/session.js";

/** What messages come in by here, for the check; null for those who may not know, and as long as it is not known. */
export function useEntrances(): Entrances | null {
  const enabled = useMay("release.publish");
  // Channels come and go with a restart; what else is told of them is of no interest here.
  const { data } = useQuery({ ...channelsQuery, enabled, refetchInterval: false });
  const items = data?.items;
  return useMemo(
    () =>
      items
        ? new Map(
            items
              .filter(({ receives }) => receives)
              .map(({ name, kind }) => [name, kind as ChannelKind]),
          )
        : null,
    [items],
  );
}
