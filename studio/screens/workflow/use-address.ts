import { useSearchParams } from "react-router";
import { selectionOf } from "../../canvas/selection.js";

/** What the address says: the view, what is open beside it, and whether it is being changed. */
export function useAddress() {
  const [address, setAddress] = useSearchParams();
  const set = (name: string, value: string | null) => {
    setAddress(
      (before) => {
        if (value === null) before.delete(name);
        else before.set(name, value);
        return before;
      },
      { replace: true },
    );
  };
  return { address, set, selected: selectionOf(address.get("show")) };
}
