import type { CatalogFlag, CatalogParameter } from '../catalog';
import { childrenOf, type Element } from './documentation';

/** The parameters of a `<syntax>`. */
export function parametersOf(syntax: Element | undefined): readonly CatalogParameter[] {
  return syntax === undefined ? [] : childrenOf(syntax, 'parameter').map(parameterOf);
}

function parameterOf(element: Element): CatalogParameter {
  const { name = '', required, multiple, argsep, hasparams } = element.attributes;
  const parts = childrenOf(element, 'argument').map(parameterOf);
  const flags = childrenOf(element, 'optionlist').flatMap((list) => childrenOf(list, 'option'));
  // Words of nested lists belong to other things than the parameter itself.
  const words = childrenOf(element, 'enumlist').flatMap((list) =>
    childrenOf(list, 'enum').map((word) => word.attributes.name ?? ''),
  );
  return {
    name,
    ...(isTrue(required) ? { required: true } : {}),
    ...(isTrue(multiple) ? { multiple: true } : {}),
    ...(argsep === undefined ? {} : { separator: argsep }),
    ...(parts.length > 0 ? { arguments: parts } : {}),
    // `optional` and `true` differ in whether the parentheses may be left out, which they may where nothing is to be in them.
    ...(hasparams === undefined || hasparams === 'false' ? {} : { parentheses: true }),
    ...(flags.length > 0 ? { options: Object.fromEntries(flags.map((flag) => flagOf(flag))) } : {}),
    ...(words.length > 0 && words.every((word) => /^[\w-]+$/.test(word)) ? { choices: words } : {}),
  };
}

function flagOf(element: Element): readonly [string, CatalogFlag] {
  const { name = '', argsep } = element.attributes;
  const parts = childrenOf(element, 'argument').map(parameterOf);
  const [, word = name, written] = /^(\w+)\((.*)\)$/.exec(name) ?? [];
  // `L(x[:y][:z])` as a name states its arguments in the text.
  const inText = written?.split(/[[\]:]+/).filter((each) => each !== '');
  return [
    word,
    {
      ...(argsep === undefined
        ? inText !== undefined && inText.length > 1
          ? { separator: ':' }
          : {}
        : { separator: argsep }),
      ...(parts.length > 0
        ? { arguments: parts }
        : inText !== undefined
          ? {
              arguments: inText.map((each, index) => ({
                name: each,
                ...(index === 0 ? { required: true as const } : {}),
              })),
            }
          : {}),
    },
  ];
}

function isTrue(text: string | undefined): boolean {
  return text === 'true' || text === 'yes';
}
