/** The formats of sound files by the endings that Asterisk knows them by; a test compares them with the real one's `core show file formats`. */
export const FILE_FORMATS: readonly string[] = [
  ...[
    'wav',
    'WAV',
    'wav49',
    'wav16',
    'gsm',
    'alaw',
    'al',
    'alw',
    'au',
    'pcm',
    'ulaw',
    'ul',
    'mu',
    'ulw',
    'ogg',
    'opus',
  ],
  ...['sln', 'slin', 'raw', 'sln12', 'sln16', 'sln24', 'sln32', 'sln44', 'sln48', 'sln96', 'sln192', 'vox', 'ilbc'],
  ...['g719', 'g722', 'g723', 'g723sf', 'g726-16', 'g726-24', 'g726-32', 'g726-40', 'g729', 'siren7', 'siren14'],
  ...['spx', 'spx16', 'spx32', 'h263', 'h264', 'vp8'],
];
