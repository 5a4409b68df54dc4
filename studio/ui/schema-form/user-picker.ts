import { createContext, use, type ReactNode } from "react";
import type { FieldProps } from "./field.js";

/** Draws the field in which somebody picks a person. */
type DrawUserPicker = (props: FieldProps) => ReactNode;

const UserPickerContext = createContext<DrawUserPicker | null>(null);

/** Says how forms inside it let somebody pick a person, where more is known than names. */
export const UserPickerProvider = UserPickerContext.Provider;

/** How a person is picked here; null for a plain list of names. */
export function useUserPicker(): DrawUserPicker | null {
  return use(UserPickerContext);
}
