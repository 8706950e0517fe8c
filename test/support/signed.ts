import { signatureOf } from '../../demo/slack/deliver.ts';

/** Sends a body of the test's own making, signed as Slack signs it; what `change` names is wrong on purpose. */
export async function send(
  url: string,
  secret: string,
  body: string,
  contentType: string,
  change: { readonly at?: number; readonly signature?: string } = {},
) {
  const at = change.at ?? Math.floor(Date.now() / 1000);
  const response = await fetch(`${url}/slack/events`, {
    method: 'POST',
    body,
    headers: {
      'content-type': contentType,
      'x-slack-signature': change.signature ?? signatureOf(secret, at, body),
      'x-slack-request-timestamp': String(at),
    },
  });
  return { status: response.status, text: await response.text() };
}
