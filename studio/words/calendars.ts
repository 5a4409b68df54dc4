import { calendarsEn } from "./calendars-en.js";

/** The words about calendars, in the language of this installation. */
export const calendarWords: typeof calendarsEn = calendarsEn;
