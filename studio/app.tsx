import { MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "react-router/dom";
import { isUnknown } from "./api/problem.js";
import { router } from "./routes.js";
import { theme, variables } from "./ui/theme.js";

/** Reads are repeated while the server is away; a clear no is shown at once. */
const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      retry: (failures, error) => isUnknown(error) && failures < 3,
      retryDelay: (failure) => Math.min(500 * 2 ** failure, 8_000),
      networkMode: "always",
    },
    mutations: { retry: false, networkMode: "always" },
  },
});

/** The whole studio. */
export function App() {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={variables} defaultColorScheme="auto">
      <QueryClientProvider client={client}>
        <Notifications position="top-right" limit={3} />
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  );
}
