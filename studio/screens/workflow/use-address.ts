import { useSearchParams } from "react-router";
import { selectionOf } from "../../canvas/selection.js";

/** What the address says: the view, what is open beside it, and whether it is being changed. */
export function useAddress() {
  const [address, setAddress] = useSearchParams();
  const set = (name: string, value: string | null) => {
    // What was set a moment ago stands there before it is drawn.
    const next = new URLSearchParams(window.location.search);
    if (value === null) next.delete(name);
    else next.set(name, value);
    setAddress(next, { replace: true });
  };
  return { address, set, selected: selectionOf(address.get("show")) };
}
