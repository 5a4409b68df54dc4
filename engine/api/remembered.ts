/**
 * Keeps what a look-up answered for a short while; calls that come together share one look-up. A failed look-up is
 * not kept.
 */
export function remembered<Value>(
  lifeMs: number,
  now: () => number,
  lookUp: (key: string) => Promise<Value>,
): { get(key: string): Promise<Value>; forget(key: string): void } {
  const kept = new Map<string, { readonly until: number; readonly value: Promise<Value> }>();

  function fresh(key: string): Promise<Value> {
    if (kept.size > MAX_KEPT) kept.clear();
    const value = lookUp(key);
    const entry = { until: now() + lifeMs, value };
    kept.set(key, entry);
    value.catch(() => {
      if (kept.get(key) === entry) kept.delete(key);
    });
    return value;
  }

  return {
    get: (key) => {
      const known = kept.get(key);
      return known && known.until > now() ? known.value : fresh(key);
    },
    forget: (key) => kept.delete(key),
  };
}

/** More keys than people work at once; then everything is looked up again. */
const MAX_KEPT = 10_000;
