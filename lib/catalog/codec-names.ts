/** The names of codecs that `allow` and `disallow` take, beside `all`; a test gives each to the real Asterisk. */
export const CODEC_NAMES: readonly string[] = [
  ...['adpcm', 'alaw', 'amr', 'amrwb', 'codec2', 'g719', 'g722', 'g723', 'g726', 'g726aal2', 'g729', 'gsm', 'ilbc'],
  ...['lpc10', 'opus', 'silk8', 'silk12', 'silk16', 'silk24', 'siren7', 'siren14', 'speex', 'speex16', 'speex32'],
  ...['slin', 'slin12', 'slin16', 'slin24', 'slin32', 'slin44', 'slin48', 'slin96', 'slin192', 'ulaw', 'none'],
  ...['h261', 'h263', 'h263p', 'h264', 'h265', 'mpeg4', 'vp8', 'vp9', 'jpeg', 'png', 'red', 't140', 't38'],
];
