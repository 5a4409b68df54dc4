/** The part of the provider's SDK that we use; the package has no types of its own. */
declare module "africastalking" {
  type Message = { readonly to: string; readonly message: string; readonly from?: string };
  type Client = { readonly SMS: { send(message: Message): Promise<unknown> } };

  /** Its CommonJS export. */
  const africastalking: (credentials: { username: string; apiKey: string }) => Client;
  export = africastalking;
}
