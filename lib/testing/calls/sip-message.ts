import type { Endpoint, Packet } from './pcap';

/** A SIP message as it was seen (RFC 3261). */
export interface SipMessage {
  readonly time: number;
  readonly source: Endpoint;
  readonly destination: Endpoint;
  readonly text: string;
  /** Such as `INVITE`; none of a response. */
  readonly method?: string;
  /** The request URI; none of a response. */
  readonly uri?: string;
  /** The code of a response. */
  readonly code?: number;

  /** The value of the first header of this name. */
  header(name: string): string | undefined;

  /** Where it wants audio to be sent (RFC 4566); none without SDP. */
  readonly media?: Endpoint;
}

/** The messages among packets. */
export function sipMessages(packets: readonly Packet[]): readonly SipMessage[] {
  return packets.flatMap((packet) => sipMessage(packet) ?? []);
}

function sipMessage({ time, source, destination, payload }: Packet): SipMessage | undefined {
  const text = payload.toString('utf8');
  const [, method, uri] = /^([A-Z]+) (\S+) SIP\/2\.0\r\n/.exec(text) ?? [];
  const [, code] = /^SIP\/2\.0 (\d{3}) /.exec(text) ?? [];
  if (method === undefined && code === undefined) {
    return undefined;
  }
  return {
    time,
    source,
    destination,
    text,
    method,
    uri,
    code: code === undefined ? undefined : Number(code),
    header: (name) => new RegExp(`^${name}[ \\t]*:[ \\t]*(.*?)\\r?$`, 'im').exec(text)?.[1],
    media: mediaIn(text),
  };
}

function mediaIn(text: string): Endpoint | undefined {
  const [, port] = /^m=audio (\d+) /m.exec(text) ?? [];
  // That of the medium stands behind it, and counts before that of the session.
  const address = [...text.matchAll(/^c=IN IP[46] (\S+?)\r?$/gm)].at(-1)?.[1];
  return port === undefined || address === undefined ? undefined : { address, port: Number(port) };
}
