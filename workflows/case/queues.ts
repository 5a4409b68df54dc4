/** Task queue of calls to other systems, beside the queue of the cases. */
export function webhookQueue(cases: string): string {
  return `${cases}/webhooks`;
}

/** Task queue of what a plugin does for cases, so that one that is slow holds up nobody else. */
export function pluginQueue(cases: string, plugin: string): string {
  return `${cases}/plugin/${plugin}`;
}

/** Task queue of a plugin's deliveries, beside the queue of the cases it serves. */
export function deliveryQueue(cases: string, channel: string): string {
  return `${cases}/deliver/${channel}`;
}

/** Task queue of all that is urgent, whatever its plugin: nothing else is ever in front of it. */
export function urgentQueue(cases: string): string {
  return `${cases}/deliver-urgent`;
}
