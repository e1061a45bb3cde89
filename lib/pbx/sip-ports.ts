import type { ContainerPort } from 'cdk8s-plus-27';
import { Protocol } from 'cdk8s-plus-27';
import { shown, ValidationError } from '../conf/validation-error';
import { IpFamily } from '../config/ip-family';
import type { SingleIpFamily } from '../network/ip-address';
import { isPort, LOWEST_OWN_PORT } from '../network/port';
import type { AsteriskConfig } from './asterisk-config';

/** Where a transport listens. */
export interface SipListener {
  /** Asterisk's word: `udp`, `tcp` or `tls`. */
  readonly sip: string;
  readonly protocol: Protocol;
  readonly number: number;
  readonly family: SingleIpFamily;
}

/**
 * Where the transports of a configuration listen.
 *
 * @throws ValidationError `TransportBind`
 */
export function sipListeners(config: AsteriskConfig): SipListener[] {
  return config.pjsip.objects('transport').flatMap((transport) => {
    const sip = transport.get('protocol') ?? 'udp';
    // WebSockets arrive at Asterisk's web server, which has ports of its own.
    if (sip === 'ws' || sip === 'wss') {
      return [];
    }
    const bind = transport.get('bind') ?? '';
    const number = Number(/:(\d+)$/.exec(bind.replace(/^\[[^\]]*\]/, ''))?.[1] ?? (sip === 'tls' ? 5061 : 5060));
    if (bind === '' || !isPort(number, LOWEST_OWN_PORT)) {
      const message = `the transport '${transport.name}' is bound to ${shown(bind)}, a port below 1024 needs rights that the pod does not have: bind it to an address and a port such as '[::]:5060'`;
      throw new ValidationError('TransportBind', message, config);
    }
    const family = /^\[|:.*:/.test(bind) ? IpFamily.IPV6 : IpFamily.IPV4;
    return [{ sip, protocol: sip === 'udp' ? Protocol.UDP : Protocol.TCP, number, family }];
  });
}

/** The ports that are listened on, each once, under names that Kubernetes takes. */
export function sipPorts(listeners: readonly SipListener[]): ContainerPort[] {
  const ports = new Map(
    listeners.map(({ sip, protocol, number }): [string, ContainerPort] => [
      `${protocol}/${number}`,
      { name: `sip-${sip}`, number, protocol },
    ]),
  );
  // Names are unique within a container: where one protocol has several ports, the number tells them apart.
  const list = [...ports.values()];
  return list.map((port) =>
    list.filter(({ name }) => name === port.name).length > 1
      ? { ...port, name: `${port.name ?? ''}-${port.number}` }
      : port,
  );
}
