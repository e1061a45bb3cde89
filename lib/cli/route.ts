import { readDialplan } from '../dialplan/model/read-dialplan';
import { DEVICE_OUTCOMES, type DeviceOutcome } from '../simulate/call';
import type { CallRoute } from '../simulate/call-route';
import { endpointsIn, type Endpoint } from '../config/endpoints';
import { formatRoute } from '../simulate/format-route';
import { route as routeCall } from '../simulate/route';
import { directoryIn, formatIn, versionIn } from './arguments';
import { callFilesIn } from './call-files';
import { ExitCode, MisuseError, type CliOptions, type Command } from './command';

/** `cdk8s-asterisk route DIR --from ENDPOINT --dial NUMBER`: what would happen to this call, step by step. */
export const route: Command = {
  usage:
    'DIR --from ENDPOINT --dial NUMBER [--at TIME] [--caller-id NUMBER] [--outcome NAME=OUTCOME] [--value NAME=TEXT]',
  summary: 'tells what would happen to a call, step by step, without an Asterisk',
  help: [
    '--from ENDPOINT        who calls: an endpoint of pjsip.conf, or context:NAME for whatever arrives there',
    '--dial NUMBER          what is dialled',
    '--caller-id NUMBER     the number that the caller shows (default: that of the endpoint)',
    '--at TIME              when, such as 2026-11-25T18:30Z (default now)',
    '--zone ZONE            the time zone of the machine, such as Europe/London (default: that of this one)',
    `--outcome NAME=WHAT    what becomes of a call to a phone or trunk: ${DEVICE_OUTCOMES.join(', ')} (default answered); again for each`,
    '--value NAME=TEXT      what only a running Asterisk knows, such as DB(family/key)=1; again for each',
    '--digits DIGITS        what the caller types at the next prompt; again for each',
    '--hangs-up WHO         who ends a conversation: caller or callee (default callee)',
    '--asterisk 16|22       the version of Asterisk (default 22)',
    '--format pretty|json   how it is written (default pretty)',
  ],
  options: {
    from: { type: 'string' },
    dial: { type: 'string' },
    'caller-id': { type: 'string' },
    at: { type: 'string' },
    zone: { type: 'string' },
    outcome: { type: 'string', multiple: true },
    value: { type: 'string', multiple: true },
    digits: { type: 'string', multiple: true },
    'hangs-up': { type: 'string', default: 'callee' },
    asterisk: { type: 'string', default: '22' },
    format: { type: 'string', default: 'pretty' },
  },

  run(positionals, options, io) {
    const directory = directoryIn('route', positionals);
    const version = versionIn('route', options.asterisk);
    const format = formatIn('route', options.format, { pretty: formatRoute, json });
    const files = callFilesIn(directory);
    const from = required(options, 'from');
    const { context, callerId, callerName } = callerIn(from, endpointsIn(files));
    const found = routeCall(
      readDialplan(files),
      {
        context,
        from: from.startsWith('context:') ? undefined : from,
        to: required(options, 'dial'),
        callerId: text(options, 'caller-id') ?? callerId,
        callerName,
        at: timeIn(text(options, 'at')),
        zone: text(options, 'zone'),
        outcomes: Object.fromEntries(pairs(options, 'outcome').map(([name, value]) => [name, outcomeIn(value)])),
        values: Object.fromEntries(pairs(options, 'value')),
        digits: list(options, 'digits'),
        hangsUp: formatIn('route', options['hangs-up'], { caller: 'caller', callee: 'callee' } as const),
      },
      { version },
    );
    io.stdout(format(found));
    return Promise.resolve(found.outcome === 'unknown' ? ExitCode.findings : ExitCode.clean);
  },
};

function json(found: CallRoute): string {
  return `${JSON.stringify(found, null, 2)}\n`;
}

function callerIn(from: string, endpoints: readonly Endpoint[]): Omit<Endpoint, 'name' | 'kind'> {
  if (from.startsWith('context:')) {
    return { context: from.slice('context:'.length) };
  }
  const found = endpoints.find(({ name }) => name === from);
  if (found === undefined) {
    const known = endpoints.map(({ name }) => name).join(', ') || 'none';
    throw new MisuseError(
      `route: there is no endpoint '${from}' in pjsip.conf, endpoints are: ${known}; or name a context:NAME`,
    );
  }
  return found;
}

function text(options: CliOptions, name: string): string | undefined {
  const given = options[name];
  return typeof given === 'string' ? given : undefined;
}

function required(options: CliOptions, name: string): string {
  const given = text(options, name);
  if (given === undefined || given === '') {
    throw new MisuseError(`route: --${name} is missing: route DIR --from ENDPOINT --dial NUMBER`);
  }
  return given;
}

function list(options: CliOptions, name: string): readonly string[] {
  const given = options[name];
  return Array.isArray(given) ? given.map(String) : [];
}

function pairs(options: CliOptions, name: string): readonly (readonly [string, string])[] {
  return list(options, name).map((pair) => {
    // A function's arguments may hold the sign: the last one that is followed by the value counts.
    const at = pair.lastIndexOf('=');
    if (at <= 0) {
      throw new MisuseError(`route: --${name} is '${pair}', write NAME=VALUE`);
    }
    return [pair.slice(0, at), pair.slice(at + 1)] as const;
  });
}

function outcomeIn(given: string): DeviceOutcome {
  const found = DEVICE_OUTCOMES.find((outcome) => outcome === given.replace('-', ' '));
  if (found === undefined) {
    throw new MisuseError(`route: the outcome is '${given}', allowed are: ${DEVICE_OUTCOMES.join(', ')}`);
  }
  return found;
}

function timeIn(given: string | undefined): Date {
  const at = given === undefined ? new Date() : new Date(given);
  if (Number.isNaN(at.getTime())) {
    throw new MisuseError(`route: --at is '${given ?? ''}', write a time such as 2026-11-25T18:30Z`);
  }
  return at;
}
