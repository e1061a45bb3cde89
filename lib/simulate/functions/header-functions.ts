import { split } from '../../dialplan/scan';
import type { Call } from '../call';
import type { ChannelFunction } from './channel-function';

/** Functions of the request that brought the call. Source: `res/res_pjsip_header_funcs.c`, `channels/pjsip/dialplan_functions.c`. */
export const headerFunctions: Readonly<Record<string, ChannelFunction>> = {
  PJSIP_HEADER: {
    read: ({ world }, args) => {
      const [action = '', header = action] = split(args);
      return headerOf(world.call, header);
    },
  },
  SIP_HEADER: { read: ({ world }, args) => headerOf(world.call, split(args)[0] ?? '') },
  PJSIP_DIAL_CONTACTS: { read: (_, args) => `PJSIP/${split(args)[0] ?? ''}` },
};

function headerOf({ headers = {}, to }: Call, written: string): string {
  const wanted = written.trim().toLowerCase();
  const found = Object.keys(headers).find((each) => each.toLowerCase() === wanted);
  const own = found === undefined ? undefined : headers[found];
  return own ?? (wanted === 'to' ? `<sip:${to}@asterisk>` : '');
}
