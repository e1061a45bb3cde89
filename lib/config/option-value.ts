import type { CatalogOption } from '../catalog/catalog';

/** What Asterisk's `ast_true` and `ast_false` (`main/utils.c`) take for yes and no. */
const BOOLEAN = /^(yes|true|y|t|1|on|no|false|n|f|0|off)$/i;

/**
 * Why a text is no value of an option, as what is allowed instead; `undefined` when it is one.
 *
 * What is only known later is left alone: the placeholder of a secret, and a variable of Asterisk.
 */
export function valueProblem({ type, choices }: CatalogOption, text: string): string | undefined {
  if (text.includes('«secret:') || text.includes('${')) {
    return undefined;
  }
  const words = choices?.map((word) => word.toLowerCase());
  const isWord = (word: string) => words === undefined || words.includes(word.trim().toLowerCase());
  switch (type) {
    case 'boolean':
      return BOOLEAN.test(text) ? undefined : 'are yes and no';
    case 'integer':
      return /^[-+]?\d+$/.test(text) ? undefined : 'is a whole number';
    case 'number':
      return /^[-+]?\d+(\.\d+)?$/.test(text) ? undefined : 'is a number';
    case 'choice':
      // `yes` and `no` among the words stand for all their forms.
      return isWord(text) || (words?.includes('yes') === true && BOOLEAN.test(text)) ? undefined : choicesText(choices);
    case 'list':
      return text.split(',').every(isWord) ? undefined : choicesText(choices);
    case 'string':
    case 'codecs':
    case 'acl':
    case 'address':
      return undefined;
  }
}

function choicesText(choices: readonly string[] | undefined): string {
  return `are ${(choices ?? []).join(', ')}`;
}
