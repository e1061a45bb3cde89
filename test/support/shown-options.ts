import type { RunningAsterisk } from '../../lib/testing/real-asterisk';

/** What Asterisk shows of an object: the texts of each option. */
export type ShownOptions = ReadonlyMap<string, readonly string[]>;

/** Lets ARI in, which tells every option of every kind of object exactly: `pjsip show` prints the same for some kinds. */
export const shownOptionsFiles: ReadonlyMap<string, string> = new Map([
  ['http.conf', '[general]\nenabled=yes\nbindaddr=127.0.0.1\n'],
  ['ari.conf', '[general]\nenabled=yes\n[test]\ntype=user\npassword=test\nread_only=yes\n'],
]);

const GET = String.raw`for path; do
  exec 3<>/dev/tcp/127.0.0.1/8088
  printf 'GET /ari/asterisk/config/dynamic/res_pjsip/%s?api_key=test:test HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n' "$path" >&3
  cat <&3
  printf '\036'
done`;

/**
 * The options of objects, each given as `type/name`, as Asterisk has read them: `missing` where it has no such object, `silent` where it
 * has no words for them.
 */
export async function shownOptions(
  asterisk: RunningAsterisk,
  paths: readonly string[],
): Promise<(ShownOptions | 'missing' | 'silent')[]> {
  const { stdout } = await asterisk.run(['bash', '-c', GET, 'bash', ...paths]);
  return stdout
    .split('\u001e')
    .slice(0, -1)
    .map((answer) => {
      const body: unknown = JSON.parse(answer.slice(answer.indexOf('\r\n\r\n')));
      if (!Array.isArray(body)) {
        return answer.startsWith('HTTP/1.1 404') ? 'missing' : 'silent';
      }
      const shown = new Map<string, string[]>();
      for (const { attribute, value } of body as { attribute: string; value: string }[]) {
        shown.set(attribute, [...(shown.get(attribute) ?? []), value]);
      }
      return shown;
    });
}
