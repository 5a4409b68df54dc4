import type { Route } from "../route.js";
import { alertAcknowledge } from "./alert-acknowledge.js";
import { alertChannelsChange, alertChannelsRead } from "./alert-channels.js";
import { alertList } from "./alert-list.js";
import { auditList } from "./audit-list.js";
import { caseAct } from "./case-act.js";
import { caseActions } from "./case-actions.js";
import { caseAttachment } from "./case-attachment.js";
import { caseCreate } from "./case-create.js";
import { caseClocks } from "./case-clocks.js";
import { caseDecision } from "./case-decision.js";
import { caseErase } from "./case-erase.js";
import { caseEvents } from "./case-events.js";
import { caseHold, caseHoldLift, caseHoldRead } from "./case-hold.js";
import { caseJourney } from "./case-journey.js";
import { caseLinks } from "./case-links.js";
import { caseList } from "./case-list.js";
import { caseMessages } from "./case-messages.js";
import { caseRead } from "./case-read.js";
import { caseTest } from "./case-test.js";
import { caseSuggestions } from "./case-suggestions.js";
import { caseTakers } from "./case-takers.js";
import { caseRepair, caseRepairRead } from "./case-repair.js";
import { caseSkip } from "./case-skip.js";
import { changeSetRead, changeSetWrite } from "./change-set.js";
import { ruleSetPublish, templatePublish, workflowPublish } from "./definition-publish.js";
import { chatEnd, chatOpen } from "./chat-open.js";
import { contactFind } from "./contact-find.js";
import { docsRead, errorsRead } from "./docs-read.js";
import { formRead } from "./form-read.js";
import { formSubmit } from "./form-submit.js";
import { healthLive } from "./health-live.js";
import { healthRead } from "./health-read.js";
import { healthReady } from "./health-ready.js";
import { migrationPlan } from "./migration-plan.js";
import { migrationCases, migrationList, migrationRead } from "./migration-read.js";
import { migrationStart } from "./migration-start.js";
import { migrationStep } from "./migration-step.js";
import { messageResend } from "./message-resend.js";
import { metricsRead } from "./metrics-read.js";
import { openApiRead } from "./openapi-read.js";
import { noticeList } from "./notice-list.js";
import { noticeRead } from "./notice-read.js";
import { parkedList } from "./parked-list.js";
import { previewList } from "./preview-list.js";
import { effectPreview, messagePreview } from "./preview-show.js";
import { profileChange } from "./profile-change.js";
import { profileRead } from "./profile-read.js";
import { quantityList } from "./quantity-list.js";
import { queueList } from "./queue-list.js";
import { queueNext } from "./queue-next.js";
import { rampList } from "./ramp-list.js";
import { rampStart } from "./ramp-start.js";
import { rampStep } from "./ramp-step.js";
import { repairRunCases, repairRunList, repairRunRead } from "./repair-run-read.js";
import { repairRunStart } from "./repair-run-start.js";
import { repairRunStep } from "./repair-run-step.js";
import { releaseList } from "./release-list.js";
import { releaseCheck } from "./release-check.js";
import { releasePublish } from "./release-publish.js";
import { releaseCurrent, releaseRead } from "./release-read.js";
import { releaseRestore } from "./release-restore.js";
import { retentionChange } from "./retention-change.js";
import { retentionList } from "./retention-list.js";
import { channelList } from "./channel-list.js";
import { reviewAsk, reviewWithdraw } from "./review-ask.js";
import { reviewList, reviewRead } from "./review-list.js";
import { reviewComment, reviewDecide } from "./review-say.js";
import { roleList } from "./role-list.js";
import { rulePluginList } from "./rule-plugin-list.js";
import { ruleSetList } from "./rule-set-list.js";
import { replayCase } from "./replay-case.js";
import { replayCasesRun } from "./replay-cases.js";
import { replayDecision } from "./replay-decision.js";
import { replayRun } from "./replay-run.js";
import { ruleSetCheck } from "./rule-set-check.js";
import { ruleSetTry } from "./rule-set-try.js";
import { sandboxMailProvider } from "./sandbox-mail-provider.js";
import { sandboxMailSend } from "./sandbox-mail-send.js";
import { sandboxMailboxesList } from "./sandbox-mailboxes.js";
import { sandboxMailsList } from "./sandbox-mails.js";
import { sandboxMessageSend } from "./sandbox-message-send.js";
import { sandboxMessagesList } from "./sandbox-messages.js";
import { sandboxPhonesList } from "./sandbox-phones.js";
import { sandboxProvider } from "./sandbox-provider.js";
import { sessionCreate } from "./session-create.js";
import { sessionEnd } from "./session-end.js";
import { sessionRefresh } from "./session-refresh.js";
import { setAsideList, setAsideRetry } from "./set-aside.js";
import { slaCases } from "./sla-cases.js";
import { slaReport } from "./sla-report.js";
import { templateList } from "./template-list.js";
import { tokenCreate } from "./token-create.js";
import { tokenRefresh } from "./token-refresh.js";
import { trackingLink } from "./tracking-link.js";
import { trackingOpen } from "./tracking-open.js";
import { trackingRead } from "./tracking-read.js";
import { trackingWrite } from "./tracking-write.js";
import { userChange } from "./user-change.js";
import { userCreate } from "./user-create.js";
import { userList } from "./user-list.js";
import { webhookPresses, webhookReceipts, webhookReceive } from "./webhook-receive.js";
import { workflowCounts } from "./workflow-counts.js";
import { workflowFlow } from "./workflow-flow.js";
import { workflowList } from "./workflow-list.js";
import { workloadList } from "./workload-list.js";

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
  workloadList,
  roleList,
  channelList,
  workflowList,
  workflowCounts,
  workflowFlow,
  queueList,
  queueNext,
  quantityList,
  caseList,
  caseCreate,
  contactFind,
  caseRead,
  caseClocks,
  caseLinks,
  caseJourney,
  caseTest,
  caseDecision,
  caseEvents,
  caseMessages,
  messageResend,
  caseActions,
  caseSuggestions,
  caseAttachment,
  caseTakers,
  caseAct,
  caseRepairRead,
  caseSkip,
  caseRepair,
  parkedList,
  repairRunList,
  repairRunStart,
  repairRunRead,
  repairRunCases,
  repairRunStep,
  slaReport,
  setAsideList,
  setAsideRetry,
  slaCases,
  caseErase,
  caseHoldRead,
  caseHold,
  caseHoldLift,
  retentionList,
  retentionChange,
  alertList,
  alertAcknowledge,
  noticeList,
  noticeRead,
  alertChannelsRead,
  alertChannelsChange,
  auditList,
  changeSetRead,
  changeSetWrite,
  releaseList,
  releaseCheck,
  previewList,
  messagePreview,
  effectPreview,
  releasePublish,
  releaseCurrent,
  releaseRead,
  releaseRestore,
  reviewList,
  reviewRead,
  reviewAsk,
  reviewWithdraw,
  reviewDecide,
  reviewComment,
  rampList,
  rampStart,
  rampStep,
  migrationList,
  migrationStart,
  migrationPlan,
  migrationRead,
  migrationCases,
  migrationStep,
  replayRun,
  replayDecision,
  replayCasesRun,
  replayCase,
  rulePluginList,
  ruleSetList,
  ruleSetPublish,
  ruleSetCheck,
  ruleSetTry,
  templateList,
  templatePublish,
  workflowPublish,
  formSubmit,
  webhookReceive,
  webhookPresses,
  webhookReceipts,
  formRead,
  chatOpen,
  chatEnd,
  trackingOpen,
  trackingLink,
  trackingRead,
  trackingWrite,
  sandboxProvider,
  sandboxMailProvider,
  sandboxPhonesList,
  sandboxMessagesList,
  sandboxMessageSend,
  sandboxMailboxesList,
  sandboxMailsList,
  sandboxMailSend,
  openApiRead(() => ROUTES),
  docsRead(() => ROUTES),
  errorsRead,
];
