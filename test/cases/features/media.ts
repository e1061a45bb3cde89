import { inACall, type Feature } from './feature';

/** Records a call in a format. */
function sounds(format: string): Feature {
  const file = `/tmp/sound.${format}`;
  return inACall(
    `recording in ${format}`,
    [
      'Answer()',
      `MixMonitor(${file})`,
      'Wait(0.5)',
      'StopMixMonitor()',
      'Wait(0.3)',
      `Set(GLOBAL(there)=\${STAT(e,${file})})`,
    ],
    { there: '1' },
  );
}

/** What turns two codecs into each other. */
function transcoding(from: string, to: string): Feature {
  return {
    name: `codec ${from} to ${to}`,
    files: { 'pjsip.conf': `[a]\ntype=endpoint\nallow=!all,${from}\n[b]\ntype=endpoint\nallow=!all,${to}\n` },
    checks: [
      {
        command: `core show translation paths ${from}`,
        expect: new RegExp(`^\\s*${from}\\S* +To ${to}\\S*\\s*:\\s*\\(`, 'm'),
      },
    ],
  };
}

export const MEDIA: readonly Feature[] = [
  ...['wav', 'gsm', 'g722', 'ulaw', 'alaw', 'sln16'].map(sounds),
  transcoding('alaw', 'ulaw'),
  transcoding('g722', 'alaw'),
  transcoding('gsm', 'ulaw'),
  transcoding('speex', 'alaw'),
  transcoding('g726', 'ulaw'),
  { ...transcoding('opus', 'alaw'), versions: [22] },
  {
    name: 'codecs passed through',
    files: { 'pjsip.conf': '[a]\ntype=endpoint\nallow=!all,opus,g729,ilbc,h264\n' },
    checks: [{ command: 'pjsip show endpoint a', expect: /allow\s*:\s*\(opus\|g729\|ilbc\|h264\)/ }],
  },
];
