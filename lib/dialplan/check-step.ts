import type { Catalog, CatalogFlag, CatalogParameter } from '../catalog/catalog';
import { catalogOf } from '../catalog/catalog-of';
import { AsteriskVersion } from '../catalog/version';
import { didYouMean } from '../conf/did-you-mean';
import { shown } from '../conf/validation-error';
import { CAUSE_NAMES, causeOf } from './cause-names';
import { innerApplications, readExecIf } from './inner-application';
import { hasLetters, readFlags, type WrittenApplication, type WrittenFlag } from './read-step';
import { isExpression, split } from './scan';

/** What is wrong with the arguments of an application in this version, and of those that it runs; nothing where all is well. */
export function stepMistake(application: WrittenApplication, version: AsteriskVersion): string | undefined {
  const catalog = catalogOf(version);
  const name = nameIn(catalog, application.name);
  const own =
    name === undefined
      ? undefined
      : name === 'ExecIf'
        ? execIfMistake(application.arguments)
        : name === 'Hangup'
          ? causeMistake(application.arguments)
          : argumentsMistake(name, application.arguments, catalog, version);
  if (own !== undefined) {
    return `${name ?? ''}: ${own}`;
  }
  for (const inner of innerApplications(application)) {
    const mistake = stepMistake(inner, version);
    if (mistake !== undefined) {
      return mistake;
    }
  }
  return undefined;
}

/** `ExecIf` is written in two ways, of which its documentation tells one. */
function execIfMistake(text: string): string | undefined {
  return (readExecIf(text)?.yes.name ?? '').trim() === ''
    ? `${shown(text)} names no application to run where the condition holds, which ends the call there: name one, or turn the condition round`
    : undefined;
}

/** What is no cause is taken for 16. */
function causeMistake(text: string): string | undefined {
  return text.trim() === '' || isExpression(text) || causeOf(text) !== undefined
    ? undefined
    : `${shown(text)} is no cause${didYouMean(text.trim().toUpperCase(), Object.keys(CAUSE_NAMES))}, and taken for 16: write a number of Q.850 from 1 to 127, or a name such as USER_BUSY`;
}

/** An application's own spelling; Asterisk finds it in any case. One that is not there is the modules' matter. */
export function nameIn(catalog: Catalog, written: string): string | undefined {
  return Object.hasOwn(catalog.applications, written)
    ? written
    : Object.keys(catalog.applications).find((each) => each.toLowerCase() === written.toLowerCase());
}

function argumentsMistake(name: string, text: string, catalog: Catalog, version: AsteriskVersion): string | undefined {
  const parameters = catalog.applications[name]?.parameters ?? [];
  const given = split(text, catalog.applications[name]?.separator ?? ',').map((each) => each.trim());
  const required = parameters.filter((parameter) => parameter.required === true);
  // Some count from the right: how many there must be is all that holds for each.
  if (given.filter((each, index) => each !== '' || isEmptyValue(name, index)).length < required.length) {
    const names = required.map((parameter) => parameter.name).join(', ');
    return `${shown(text)} lacks an argument: it needs ${names}`;
  }
  for (const [index, parameter] of parameters.entries()) {
    const argument = unquoted(given[index] ?? '');
    const mistake =
      argument === '' || isExpression(withoutParentheses(argument))
        ? undefined
        : hasLetters(parameter)
          ? letterMistake(name, parameter, argument, version)
          : choiceMistake(parameter, argument);
    if (mistake !== undefined) {
      return mistake;
    }
  }
  return undefined;
}

/** `Set(name=)` empties a variable, and is meant. */
function isEmptyValue(application: string, index: number): boolean {
  return application === 'Set' && index === 1;
}

function letterMistake(
  application: string,
  { options = {}, undocumented = [] }: CatalogParameter,
  text: string,
  version: AsteriskVersion,
): string | undefined {
  const known = (letter: string) =>
    Object.hasOwn(options, letter) || undocumented.includes(letter) || /\s/.test(letter);
  const flags = readFlags(text);
  const unknown = flags.find(({ letter }) => !known(letter));
  if (unknown !== undefined) {
    const others = AsteriskVersion.ALL.filter((other) => lettersOf(other, application).includes(unknown.letter));
    const elsewhere = others.length === 0 ? '' : `, but ${others.map(({ full }) => full).join(', ')} has`;
    return `Asterisk ${version.full} has no option ${shown(unknown.letter)}${elsewhere}; given is ${shown(text)}, it has ${Object.keys(options).join(' ')}`;
  }
  const lacking = flags.find((flag) => lacksArgument(flag, options[flag.letter]));
  return lacking === undefined
    ? undefined
    : `the option ${shown(lacking.letter)} needs ${lacking.letter}(${options[lacking.letter]?.arguments?.map(({ name }) => name).join(', ') ?? ''}); given is ${shown(text)}`;
}

function lacksArgument({ argument = '' }: WrittenFlag, flag: CatalogFlag | undefined): boolean {
  return argument.trim() === '' && flag?.arguments?.some(({ required }) => required === true) === true;
}

function lettersOf(version: AsteriskVersion, application: string): readonly string[] {
  const parameters = catalogOf(version).applications[application]?.parameters ?? [];
  return parameters.filter(hasLetters).flatMap(({ options = {} }) => Object.keys(options));
}

function choiceMistake({ name, choices }: CatalogParameter, text: string): string | undefined {
  return choices === undefined || choices.some((choice) => choice.toLowerCase() === text.toLowerCase())
    ? undefined
    : `${name} is one of ${choices.join(', ')}; given is ${shown(text)}`;
}

function unquoted(text: string): string {
  return text.replaceAll('"', '').trim();
}

/** What stands in the parentheses of option letters may be anything. */
function withoutParentheses(text: string): string {
  return readFlags(text)
    .map(({ letter }) => letter)
    .join('');
}
