import type { Rule } from '../rule';

/** A transport for WebSockets without the HTTP server that they come in by. */
export const websocketServer: Rule = {
  id: 'websocket-server',
  severity: 'warning',
  summary: 'a transport for WebSockets, and no HTTP server to come in by',
  check(subject, report) {
    const general = subject.sections('http.conf').find(({ name }) => name === 'general');
    if (subject.file('http.conf') !== undefined && !subject.isComplete('http.conf')) {
      return;
    }
    for (const transport of subject.objects('transport')) {
      const protocol = transport.value('protocol')?.toLowerCase() ?? '';
      const option = transport.option('protocol');
      if (option === undefined || !['ws', 'wss'].includes(protocol)) {
        continue;
      }
      if (general?.isOn('enabled') !== true) {
        report(
          `nobody reaches '${transport.name}': WebSockets come in by the HTTP server; set enabled=yes in http.conf`,
          option.at,
        );
      } else if (protocol === 'wss' && !general.isOn('tlsenable') && !general.isOn('sslenable')) {
        report(
          `nobody reaches '${transport.name}' by TLS: set tlsenable=yes and a certificate in http.conf`,
          option.at,
        );
      }
    }
  },
};
