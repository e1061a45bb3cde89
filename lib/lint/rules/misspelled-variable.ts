import { catalogOf } from '../../catalog/catalog-of';
import { AsteriskVersion } from '../../catalog/version';
import { nearest } from '../../conf/did-you-mean';
import { allNodes } from '../../dialplan/expression/parse-text';
import type { Rule } from '../rule';
import type { PlacedStep, Subject } from '../subject';

/** Variables that every channel has, or Asterisk itself. Source: `pbx_retrieve_variable` (`main/pbx_variables.c`). */
const OF_CHANNELS = [
  ...['EXTEN', 'CONTEXT', 'PRIORITY', 'CHANNEL', 'UNIQUEID', 'HANGUPCAUSE', 'EPOCH', 'DATETIME', 'TIMESTAMP', 'HINT'],
  ...['HINTNAME', 'CALLINGPRES', 'CALLINGANI2', 'CALLINGTON', 'CALLINGTNS', 'SYSTEMNAME', 'ENTITYID', 'INVALID_EXTEN'],
  ...['ASTETCDIR', 'ASTVARLIBDIR', 'ASTDATADIR', 'ASTAGIDIR', 'ASTSPOOLDIR', 'ASTLOGDIR', 'ASTRUNDIR', 'ASTMODDIR'],
  ...['TRANSFER_CONTEXT', 'BRIDGEPEER', 'GOSUB_RETVAL', 'MACRO_EXTEN', 'MACRO_CONTEXT', 'BLINDTRANSFER', 'SIPDOMAIN'],
];

/** Shorter names are too much alike, in characters. */
const SHORTEST = 4;

/** Applications that hand what they are given to a shell, where `$(…)` is a command. */
const SHELLS = ['System', 'TrySystem', 'MixMonitor', 'Monitor', 'AGI', 'EAGI', 'ExternalIVR'];

/** A variable that nothing sets, and that is nearly one that is there. */
export const misspelledVariable: Rule = {
  id: 'misspelled-variable',
  severity: 'warning',
  summary: 'a variable that nothing sets, and that is nearly one that is there',
  check(subject, report) {
    const own = new Set(setHere(subject));
    const words = wordsOf(subject);
    // The catalogs of other versions are read only where a name is in doubt.
    const known = () =>
      subject.once('known variables', () => new Set([...OF_CHANNELS, ...setByApplications(), ...own]));
    for (const { step } of subject.steps) {
      for (const node of allNodes(subject.textOf(step).nodes)) {
        const [only, more] = node.kind === 'variable' ? node.name : [];
        const name = more === undefined && only?.kind === 'literal' ? only.text : '';
        const isHere = words.has(name) || own.has(name) || OF_CHANNELS.includes(name);
        const meant = isHere || known().has(name) ? undefined : meantBy(name, [...known()]);
        if (meant !== undefined) {
          report(
            `nothing sets \${${name}}, which is empty then, did you mean \${${meant}}?`,
            subject.placeIn(step, node.start),
          );
        }
      }
    }
    for (const placed of subject.steps.filter(isNoShell)) {
      const { arguments: text } = placed.step;
      for (const { 0: written, 1: name = '', index } of text.matchAll(/\$\((\w+)\)/g)) {
        if (known().has(name) && !text.includes('SHELL(')) {
          report(
            `'${written}' is taken as it is, a variable is written \${${name}}`,
            subject.placeIn(placed.step, index),
          );
        }
      }
    }
  },
};

function isNoShell({ step }: PlacedStep): boolean {
  return step.arguments.includes('$(') && !SHELLS.some((each) => each.toLowerCase() === step.application.toLowerCase());
}

function meantBy(name: string, known: readonly string[]): string | undefined {
  if (name.length < SHORTEST || !/^[A-Za-z_]\w*$/.test(name)) {
    return undefined;
  }
  const meant = nearest(name, known, 1);
  // `LINE1` and `LINE2` are two names.
  const bare = (text: string) => text.replace(/\d/g, '');
  return meant === undefined || bare(meant) === bare(name) ? undefined : meant;
}

function setByApplications(): readonly string[] {
  return AsteriskVersion.ALL.flatMap((version) =>
    Object.values(catalogOf(version).applications).flatMap(({ variables = [] }) => variables),
  );
}

function setHere(subject: Subject): readonly string[] {
  const named = subject
    .named('Set', 'MSet')
    .flatMap(({ written }) => [
      ...[...written.arguments.matchAll(/(?:^|,)[\s_"]*(\w+)\s*=/g)].map(([, name = '']) => name),
      ...[...written.arguments.matchAll(/^\s*(?:GLOBAL|LOCAL|ARRAY)\(([^)]*)\)\s*=/g)].flatMap(([, list = '']) =>
        list.split(','),
      ),
    ]);
  return [...named, ...subject.dialplan.globals.map(({ name }) => name)];
}

/** Every word of the files that is no use of a variable: it may be the name of one that is set in a way not looked for. */
function wordsOf(subject: Subject): ReadonlySet<string> {
  return new Set(
    [...subject.texts.values()].flatMap(
      (text) => text.replace(/^\s*(exten|same)\b|\$\{\w+/gm, ' ').match(/\w+/g) ?? [],
    ),
  );
}
