import { createContext, use } from "react";
import {
  mayChangeAll,
  mayChangeSome,
  type ChangeRights,
} from "../../../engine/definition/change-rights.js";

/** What the person may change: by the roles of the release that runs, as the server sees it. */
const RightsContext = createContext<ChangeRights>("*");

/** In place of the id of something that is still to be made. */
export const ANY_NEW = "new";

/** Around everything that changes a release. */
export const RightsProvider = RightsContext.Provider;

/** What the person may change, asked by ids and names that lead there. */
type Rights = {
  readonly rights: ChangeRights;
  /** Whether all that is there may be changed: also taken away, or made anew; without a way, everything. */
  readonly all: (...keys: readonly string[]) => boolean;
  /** Whether something that is there may be changed; without a way, anything at all. */
  readonly some: (...keys: readonly string[]) => boolean;
};

/** What the person may change here. */
export function useRights(): Rights {
  const rights = use(RightsContext);
  return {
    rights,
    all: (...keys) => mayChangeAll(rights, keys),
    some: (...keys) => mayChangeSome(rights, keys),
  };
}
