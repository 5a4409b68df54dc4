/** Where the person was on a list, so that coming back from a ticket changes nothing. Lives as long as the tab's page. */
type Place = { readonly scrollY: number; readonly opened: string | null };

const places = new Map<string, Place>();
let last = "/app";

/** What the desk remembers between screens. */
export const deskMemory = {
  /** The place on a list, by its address. */
  place: (address: string): Place => places.get(address) ?? { scrollY: 0, opened: null },
  /** Notes which ticket was opened from which list. */
  left(address: string, opened: string): void {
    places.set(address, { scrollY, opened });
    last = address;
  },
  /** The list that a ticket leads back to. */
  lastList: (): string => last,
};
