import { createBrowserRouter, Navigate, type RouteObject } from "react-router";
import { Crash } from "./screens/missing/crash.js";
import { Missing } from "./screens/missing/missing.js";
import { Waiting } from "./ui/waiting.js";

/** Every screen and its address. Each is loaded when somebody goes there. */
const routes: RouteObject[] = [
  { index: true, element: <Navigate to="/app" replace /> },
  {
    path: "login",
    lazy: async () => ({ Component: (await import("./screens/login/login.js")).Login }),
  },
  {
    lazy: async () => ({ Component: (await import("./screens/desk/shell.js")).Shell }),
    children: [
      {
        path: "app",
        lazy: async () => ({
          Component: (await import("./screens/desk/first-queue.js")).FirstQueue,
        }),
      },
      {
        path: "app/queues/:view",
        lazy: async () => ({ Component: (await import("./screens/desk/desk.js")).Desk }),
      },
      {
        path: "app/alerts",
        lazy: async () => ({ Component: (await import("./screens/alerts/alerts.js")).Alerts }),
      },
      {
        path: "app/notices",
        lazy: async () => ({ Component: (await import("./screens/notices/notices.js")).Notices }),
      },
      {
        path: "app/stuck",
        lazy: async () => ({ Component: (await import("./screens/stuck/stuck.js")).StuckScreen }),
      },
      {
        path: "app/team",
        lazy: async () => ({ Component: (await import("./screens/team/team.js")).Team }),
      },
      {
        path: "app/:view",
        lazy: async () => ({ Component: (await import("./screens/desk/desk.js")).Desk }),
      },
      {
        path: "app/cases/:id",
        lazy: async () => ({ Component: (await import("./screens/case/case.js")).CaseScreen }),
      },
      {
        path: "app/cases/:id/journey",
        lazy: async () => ({
          Component: (await import("./screens/journey/journey.js")).JourneyScreen,
        }),
      },
      {
        path: "app/reports/sla",
        lazy: async () => ({ Component: (await import("./screens/reports/sla.js")).SlaScreen }),
      },
      {
        path: "app/reports/sla/cases",
        lazy: async () => ({
          Component: (await import("./screens/reports/sla-cases.js")).SlaCasesScreen,
        }),
      },
      {
        path: "admin/:part?/:item?",
        lazy: async () => ({ Component: (await import("./screens/admin/admin.js")).Admin }),
      },
      {
        path: "sandbox/phone",
        lazy: async () => ({ Component: (await import("./screens/phone/phone.js")).Phone }),
      },
      {
        path: "sandbox/mailbox",
        lazy: async () => ({ Component: (await import("./screens/phone/mailbox.js")).Mailbox }),
      },
    ],
  },
  {
    path: "p/track",
    lazy: async () => ({
      Component: (await import("./screens/tracking/tracking.js")).TrackingPage,
    }),
  },
  {
    path: "p/chat",
    lazy: async () => ({ Component: (await import("./screens/chat/chat.js")).ChatPage }),
  },
  {
    path: "p/:endpoint",
    lazy: async () => ({
      Component: (await import("./screens/patient-form/patient-form.js")).PatientForm,
    }),
  },
  { path: "*", element: <Missing /> },
];

/** The router of this tab. */
export const router = createBrowserRouter([
  { errorElement: <Crash />, hydrateFallbackElement: <Waiting />, children: routes },
]);
