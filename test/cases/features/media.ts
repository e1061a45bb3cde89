import { context, inACall, section, type Feature } from './feature';
import { SIP_CALL, sipCall } from './sip-call';
import { udp } from './sip-objects';

/** Records a call in a format. */
function sounds(format: string): Feature {
  const file = `/tmp/sound.${format}`;
  return inACall(
    `recording in ${format}`,
    [
      'Answer()',
      `MixMonitor(${file})`,
      'Playback(digits/1)',
      'StopMixMonitor()',
      'Wait(0.3)',
      `Set(GLOBAL(size)=\${STAT(s,${file})})`,
    ],
    // More than a head without a sound.
    { size: '\\d{3,}' },
  );
}

/** What turns two codecs into each other; the first is said as a codec and its rate. */
function transcoding(from: string, to: string, said = from): Feature {
  return {
    name: `codec ${from} to ${to}`,
    files: { 'pjsip.conf': `[a]\ntype=endpoint\nallow=!all,${from}\n[b]\ntype=endpoint\nallow=!all,${to}\n` },
    checks: [
      {
        command: `core show translation paths ${said}`,
        expect: new RegExp(`^\\s*\\S+ +To ${to}\\S*\\s*:\\s*\\(`, 'm'),
      },
    ],
  };
}

/** A codec that Asterisk passes on as it is: it must keep the parameters that a phone offers with it, and answer by them. */
function passed(codec: string, map: string, parameters: string, kind: 'audio' | 'video' = 'audio'): Feature {
  const offered = [`m=${kind} 4002 RTP/AVP 99`, `a=rtpmap:99 ${map}`, `a=fmtp:99 ${parameters}`];
  const media = kind === 'audio' ? offered : ['m=audio 4000 RTP/AVP 0', ...offered];
  return inACall(
    `codec ${codec} passed through`,
    [`Set(GLOBAL(said)=${sipCall('100', 'phone', 'ANSWER', [], media)})`],
    { said: `fmtp:99 ${parameters}.*` },
    {
      shows: [`res_format_attr_${codec}`],
      files: {
        'call.pl': SIP_CALL,
        'pjsip.conf': [udp, section('phone', 'type=endpoint', 'context=in', `allow=!all,ulaw,${codec}`)].join('\n'),
      },
      contexts: [context('in', { 100: ['Answer()', 'Wait(2)'] })],
    },
  );
}

export const MEDIA: readonly Feature[] = [
  ...['wav', 'gsm', 'g722', 'ulaw', 'alaw', 'sln16'].map(sounds),
  transcoding('alaw', 'ulaw'),
  transcoding('g722', 'alaw'),
  transcoding('gsm', 'ulaw'),
  transcoding('speex', 'alaw'),
  transcoding('speex16', 'alaw', 'speex 16000'),
  transcoding('speex32', 'alaw', 'speex 32000'),
  transcoding('g726', 'ulaw'),
  { ...transcoding('opus', 'alaw'), versions: [22] },
  passed('opus', 'opus/48000/2', 'maxplaybackrate=16000'),
  passed('g729', 'G729/8000', 'annexb=no'),
  passed('ilbc', 'iLBC/8000', 'mode=20'),
  passed('siren7', 'G7221/16000', 'bitrate=32000'),
  passed('siren14', 'G7221/32000', 'bitrate=48000'),
  passed('h263', 'H263/90000', 'CIF=1', 'video'),
  passed('h264', 'H264/90000', 'profile-level-id=42801F', 'video'),
  passed('vp8', 'VP8/90000', 'max-fr=30', 'video'),
];
