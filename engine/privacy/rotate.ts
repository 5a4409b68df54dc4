import { keysWrappedBy, replaceWrappings, wrappersInUse } from "../store/case-keys.js";
import type { Store } from "../store/store.js";
import { Unreadable } from "./unreadable.js";
import { type DataKeys, wrappingKeyOf } from "./wrapping-key.js";

/** Keys rewrapped in one go. */
const BATCH = 500;

/**
 * Makes sure that this process can read what is there: keys still wrapped under the previous DATA_KEY are wrapped under
 * the present one. Data stays as it is. Stopped half way, the next call goes on; several at once do no harm.
 * @returns how many keys were rewrapped
 * @throws Unreadable other_data_key, before anything is changed, when a key in use is wrapped under neither
 */
export async function adoptDataKey(store: Store, keys: DataKeys): Promise<number> {
  const current = wrappingKeyOf(keys.dataKey);
  const previous = keys.previousDataKey === undefined ? null : wrappingKeyOf(keys.previousDataKey);
  const known = [current.name, previous?.name];
  const foreign = (await wrappersInUse(store)).filter((name) => !known.includes(name));
  if (foreign.length > 0)
    throw new Unreadable(
      "other_data_key",
      `This database was written under another DATA_KEY (${foreign.join(", ")}; this one is ` +
        `${current.name}). Start with that one, or name it in DATA_KEY_PREVIOUS.`,
    );
  if (!previous || previous.name === current.name) return 0;
  let rewrapped = 0;
  for (;;) {
    const batch = await keysWrappedBy(store, previous.name, BATCH);
    if (batch.length === 0) return rewrapped;
    await replaceWrappings(
      store,
      previous.name,
      batch.map(({ _id, wrapped }) => {
        const key = wrapped === null ? null : previous.unwrap(_id, wrapped);
        if (!key) throw new Unreadable("damaged", `The wrapped key of ${_id} has been changed`);
        return { _id, wrappedBy: current.name, wrapped: current.wrap(_id, key) };
      }),
    );
    rewrapped += batch.length;
  }
}
