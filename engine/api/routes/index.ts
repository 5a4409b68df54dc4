import type { Route } from "../route.js";
import { healthLive } from "./health-live.js";
import { healthRead } from "./health-read.js";
import { healthReady } from "./health-ready.js";
import { metricsRead } from "./metrics-read.js";
import { openApiRead } from "./openapi-read.js";
import { profileChange } from "./profile-change.js";
import { profileRead } from "./profile-read.js";
import { sessionCreate } from "./session-create.js";
import { sessionEnd } from "./session-end.js";
import { sessionRefresh } from "./session-refresh.js";
import { tokenCreate } from "./token-create.js";
import { tokenRefresh } from "./token-refresh.js";
import { userChange } from "./user-change.js";
import { userCreate } from "./user-create.js";
import { userList } from "./user-list.js";

/** Every route of the API but the document routes, which definitions add. Earlier ones win. */
export const ROUTES: readonly Route[] = [
  healthLive,
  healthReady,
  healthRead,
  metricsRead,
  sessionCreate,
  sessionRefresh,
  sessionEnd,
  tokenCreate,
  tokenRefresh,
  profileRead,
  profileChange,
  userCreate,
  userList,
  userChange,
  openApiRead(() => ROUTES),
];
