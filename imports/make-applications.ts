// node -r tsx/cjs imports/make-applications.ts applications > imports/asterisk/applications.ts
// node -r tsx/cjs imports/make-applications.ts functions > imports/asterisk/functions.ts
// Writes a typed function for each application, or function of the dialplan, from the committed catalogs of all versions.
import type { CatalogApplication, CatalogFlag, CatalogParameter } from '../lib/catalog/catalog';
import { catalogOf } from '../lib/catalog/catalog-of';
import { AsteriskVersion } from '../lib/catalog/version';
import type { FlagSyntax, Syntax } from '../lib/dialplan/syntax';

const kind = process.argv[2] === 'functions' ? 'functions' : 'applications';
const versions = [...AsteriskVersion.ALL].reverse();

/** Last parameters that Asterisk takes whole: what is in them begins no other argument. */
const TEXTS = new Set([
  ...['Set.value', 'NoOp.text', 'Verbose.message', 'Log.message', 'System.command', 'TrySystem.command', 'UserEvent.body'],
  ...['SendText.text', 'MixMonitor.command', 'Return.value', 'SIPAddHeader.Content', 'While.expr'],
  ...['BASE64_DECODE.string', 'BASE64_ENCODE.string', 'CSV_QUOTE.string', 'EVAL.variable', 'FILTER.string', 'KEYPADHASH.string'],
  ...['LEN.string', 'MD5.data', 'PASSTHRU.string', 'QUOTE.string', 'REGEX.string', 'SHA1.data', 'SHELL.command'],
  ...['STRFTIME.format', 'TOLOWER.string', 'TOUPPER.string', 'URIDECODE.data', 'URIENCODE.data'],
]);
/** What names a variable, or a function that takes a value. */
const VARIABLES = new Set(['Set.name', 'MSet.name1', 'MSet.name2', 'Read.variable', 'SET.varname']);
/** Required ones that Asterisk counts from the right: absent ones before them are left out. */
const SHIFTS = new Set(['priority', 'result_number', 'Verbose.message']);
/** Words that a parameter may be, but not all: modules bring their own, with more parameters. */
const OPEN = new Set(['CHANNEL.item']);

const seen = new Set<string>();
/** Whether a table above names this parameter. */
function named(table: ReadonlySet<string>, key: string): boolean {
  if (table.has(key)) {
    seen.add(key);
  }
  return table.has(key);
}

const RESERVED = new Set('arguments await break case catch class const continue debugger default delete do else enum export extends false finally for function if implements import in instanceof interface let new null package private protected public return static super switch this throw true try typeof var void while with yield eval'.split(' '));

function camel(name: string): string {
  const words = name.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  const text = words
    .map((word, index) => {
      const plain = /^[A-Z0-9]+$/.test(word) ? word.toLowerCase() : word;
      return (index === 0 ? plain.charAt(0).toLowerCase() : plain.charAt(0).toUpperCase()) + plain.slice(1);
    })
    .join('');
  if (text === '') {
    return 'value';
  }
  return RESERVED.has(text) ? `${text}Value` : /^\d/.test(text) ? `_${text}` : text;
}

function property(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? name : quote(name);
}

function quote(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

/** A parameter as it is written, and its type. */
interface Described {
  readonly syntax: Syntax;
  readonly type: string;
  readonly label: string;
}

const stem = (name: string) => name.replace(/\d|N$/g, '');

class Application {
  private readonly flagTypes: string[] = [];

  constructor(
    private readonly name: string,
    private readonly found: readonly (readonly [AsteriskVersion, CatalogApplication])[],
  ) {}

  get text(): string {
    const [[, newest] = []] = this.found;
    if (newest === undefined || !/^[A-Za-z_]\w*$/.test(this.name) || RESERVED.has(this.name)) {
      throw new Error(`no function can be called ${this.name}`);
    }
    const separator = newest.separator === '' ? ' ' : (newest.separator ?? ',');
    const { parts, rest } = this.parts(this.supplemented(newest.parameters), true);
    const labels = unique([...parts, ...(rest === undefined ? [] : [rest])].map(({ label }) => label));
    const lastRequired = parts.findLastIndex(({ syntax }) => syntax.required === true);
    const signature = [
      ...parts.map(({ syntax, type }, index) => {
        const label = labels[index] ?? '';
        return syntax.required === true ? `${label}: ${type}` : index < lastRequired ? `${label}: ${type} | undefined` : `${label}?: ${type}`;
      }),
      ...(rest === undefined ? [] : [`...${labels.at(-1) ?? ''}: readonly ${bracketed(rest.type)}[]`]),
    ];
    const given = labels.map((label, index) => (index === parts.length ? `...${label}` : label));
    const syntaxes = [...parts, ...(rest === undefined ? [] : [rest])].map(({ syntax }) => syntax);
    const written = rest === undefined ? literal(syntaxes) : `[${[...parts.map(({ syntax }) => literal(syntax)), `...${labels.at(-1) ?? ''}.map((): Syntax => (${literal(rest.syntax)}))`].join(', ')}]`;
    const [result, writer] = kind === 'functions' ? ['DialplanFunction', 'call'] : ['Step', 'step'];
    const doc = [`\`${this.name}\`, of \`${newest.module}\`.`, ...this.span(newest)].join(' ');
    return [
      ...this.flagTypes,
      `/** ${doc} */\nexport function ${this.name}(${signature.join(', ')}): ${result} {\n`,
      `  return ${writer}('${this.name}', ${quote(separator)}, ${written}, [${given.join(', ')}]);\n}\n`,
    ].join('');
  }

  /** What other modules add to `CHANNEL`: their word, and what they ask of it. */
  private supplemented(parameters: readonly CatalogParameter[]): readonly CatalogParameter[] {
    return parameters.some(({ name }) => OPEN.has(`${this.name}.${name}`)) ? [...parameters, { name: 'argument', multiple: true }] : parameters;
  }

  private span({ since }: CatalogApplication): string[] {
    const [[newest] = []] = this.found;
    if (this.found.length === versions.length) {
      return [];
    }
    return newest === versions[0] ? [`Since ${since?.join(', ') ?? newest?.full ?? ''}.`] : [`Asterisk ${newest?.major ?? ''} only.`];
  }

  /** The parts of something: what stands behind one that may be repeated is part of the repetition. */
  private parts(parameters: readonly CatalogParameter[], top = false): { readonly parts: readonly Described[]; readonly rest?: Described } {
    const repeated = parameters.findIndex(({ multiple }) => multiple === true);
    const fixed = repeated < 0 ? parameters : parameters.slice(0, repeated);
    const parts = fixed.map((parameter, index) => {
      const described = this.parameter(parameter, top);
      const optionalBefore = index > 0 && fixed[index - 1]?.required === undefined;
      const shifts = described.syntax.required === true && optionalBefore && (SHIFTS.has(parameter.name) || SHIFTS.has(`${this.name}.${parameter.name}`));
      return shifts ? { ...described, syntax: { ...described.syntax, shifts: true as const } } : described;
    });
    const again = parameters[repeated];
    return again === undefined ? { parts } : { parts, rest: this.parameter(again, top) };
  }

  private parameter(parameter: CatalogParameter, top: boolean): Described {
    const key = `${this.name}.${parameter.name}`;
    const base: Syntax = {
      name: parameter.name.replaceAll('"', ''),
      ...(parameter.required === true ? { required: true } : {}),
      ...(named(TEXTS, key) ? { text: true } : {}),
      ...(named(VARIABLES, key) ? { variable: true } : {}),
      ...(parameter.name.startsWith('"') ? { quoted: true } : {}),
    };
    const label = camel(parameter.name);
    if (parameter.options !== undefined) {
      return { label, ...this.options(base, parameter.options, label, top) };
    }
    if (parameter.arguments !== undefined && parameter.arguments.length > 0) {
      const compound = this.compound(base, parameter, parameter.arguments);
      return { label, ...compound };
    }
    if (parameter.separator !== undefined && parameter.separator !== '') {
      const element = { name: base.name };
      return { label, syntax: { ...base, separator: parameter.separator, rest: element }, type: 'Value | readonly Value[]' };
    }
    const words = (parameter.choices ?? []).map(quote).join(' | ');
    return { label, syntax: base, type: words === '' ? 'Value' : OPEN.has(key) ? `${words} | Value` : `${words} | Expression` };
  }

  /** A parameter of several arguments: a list of the same, or certain ones in order. */
  private compound(base: Syntax, { name, separator, parentheses }: CatalogParameter, list: readonly CatalogParameter[]): Omit<Described, 'label'> {
    const own = separator === undefined || separator === ',' ? {} : { separator };
    if (parentheses === true) {
      const { parts, rest } = this.parts(list);
      const head: Described = { label: camel(name), syntax: { name: base.name, required: true }, type: 'Value' };
            // What runs another application takes a step of it.
      const run = kind === 'applications' && parts.length === 1 && rest === undefined;
      const inner = run ? parts.map((part) => ({ ...part, syntax: { ...part.syntax, required: undefined } })) : parts;
      return {
        syntax: { ...base, ...(run ? { separator: '' } : own), parentheses, parts: [head, ...inner].map((each) => each.syntax), rest: rest?.syntax },
        type: `${run ? 'Step | ' : ''}Value | ${tuple([head, ...inner], rest)}`,
      };
    }
    const { parts, rest } = this.parts(list);
    const [only] = parts;
    if (only !== undefined && parts.length === 1 && rest === undefined) {
      return { syntax: { ...base, ...own, rest: only.syntax }, type: list_(only.type) };
    }
    const same = rest !== undefined && parts.length <= 1 && (only === undefined || (stem(only.syntax.name) === stem(rest.syntax.name) && only.type === rest.type));
    if (same) {
      const element = { ...rest.syntax, name: base.name };
      return { syntax: { ...base, ...own, rest: element }, type: list_(rest.type) };
    }
    const syntax = { ...base, ...own, parts: parts.map((each) => each.syntax), ...(rest === undefined ? {} : { rest: rest.syntax }) };
    return { syntax, type: `Value | ${tuple(parts, rest)}` };
  }

  private options(base: Syntax, options: Readonly<Record<string, CatalogFlag>>, label: string, top: boolean): Omit<Described, 'label'> {
    const names = Object.keys(options);
    if (kind === 'functions' && top && names.some((name) => name.length > 1)) {
      // A word of its own, and not letters.
      return { syntax: base, type: [...names.map(quote), 'Expression'].join(' | ') };
    }
    const id = `${this.name}${this.flagTypes.length > 0 ? label.charAt(0).toUpperCase() + label.slice(1) : ''}Flags`;
    const flags = Object.entries(options).map(([name, flag]) => [name, this.flag(flag)] as const);
    const members = flags.map(([name, { type }]) => `  readonly ${property(name)}?: ${type};\n`);
    this.flagTypes.push(`/** The ${names.some((name) => name.length > 1) ? 'words' : 'option letters'} of \`${this.name}\`. */\nexport interface ${id} {\n${members.join('')}}\n\n`);
    return { syntax: { ...base, flags: Object.fromEntries(flags.map(([name, { syntax }]) => [name, syntax])) }, type: `${id} | Expression` };
  }

  private flag({ separator, arguments: list = [] }: CatalogFlag): { readonly syntax: FlagSyntax; readonly type: string } {
    if (list.length === 0) {
      return { syntax: {}, type: 'true' };
    }
    const { parts, rest } = this.parts(list);
    const needed = [...parts, ...(rest === undefined ? [] : [rest])].some(({ syntax }) => syntax.required === true);
    const own = separator === undefined || separator === ',' ? {} : { separator };
    const [only] = parts;
    const type = only !== undefined && parts.length === 1 && rest === undefined ? only.type : parts.length === 0 && rest !== undefined ? list_(rest.type) : `Value | ${tuple(parts, rest)}`;
    const syntax = { ...own, parts: parts.map((each) => each.syntax), ...(rest === undefined ? {} : { rest: rest.syntax }) };
    return { syntax, type: needed ? type : `true | ${type}` };
  }
}

function list_(type: string): string {
  // One that has parts stands in a list too: parts and a list would look alike.
  return `${type.includes('[') ? 'Value' : type} | readonly ${bracketed(type)}[]`;
}

function bracketed(type: string): string {
  return /[ |]/.test(type) ? `(${type})` : type;
}

function tuple(parts: readonly Described[], rest: Described | undefined): string {
  const lastRequired = parts.findLastIndex(({ syntax }) => syntax.required === true);
  const labels = unique([...parts, ...(rest === undefined ? [] : [rest])].map(({ label }) => label));
  const members = parts.map(({ syntax, type }, index) =>
    syntax.required === true || index < lastRequired
      ? `${labels[index] ?? ''}: ${type}${syntax.required === true ? '' : ' | undefined'}`
      : `${labels[index] ?? ''}?: ${type}`,
  );
  const tail = rest === undefined ? [] : [`...${labels.at(-1) ?? ''}: ${bracketed(rest.type)}[]`];
  return `readonly [${[...members, ...tail].join(', ')}]`;
}

function unique(labels: readonly string[]): string[] {
  return labels.map((label, index) => (labels.indexOf(label) === index ? label : `${label}${index + 1}`));
}

function literal(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map(literal).join(', ')}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).filter(([, each]) => each !== undefined);
    return members.length === 0 ? '{}' : `{ ${members.map(([name, each]) => `${property(name)}: ${literal(each)}`).join(', ')} }`;
  }
  return typeof value === 'string' ? quote(value) : String(value);
}

const names = [...new Set(versions.flatMap((version) => Object.keys(catalogOf(version)[kind])))].sort();
const texts = names.map((name) =>
  new Application(
    name,
    versions.flatMap((version) => {
      const application = catalogOf(version)[kind][name];
      return application === undefined ? [] : [[version, application] as const];
    }),
  ).text,
);
const unknown = [...TEXTS, ...VARIABLES].filter((key) => !seen.has(key) && /^[A-Z0-9_]+\./.test(key) === (kind === 'functions'));
if (unknown.length > 0) {
  throw new Error(`no parameter is called ${unknown.join(', ')}`);
}
const all = texts.join('\n');
const from = '../../lib/dialplan';
const values = ['Expression', 'Value'].filter((name) => new RegExp(`\\b${name}\\b`).test(all)).map((name) => `type ${name}`);
process.stdout.write(`// Generated by imports/make-applications.ts from the catalogs in this folder: do not edit.
import { ${[kind === 'functions' ? 'call' : 'step', ...values].join(', ')} } from '${from}/arguments';
${kind === 'functions' ? `import type { DialplanFunction } from '${from}/dialplan-function';` : `import type { Step } from '${from}/step';`}
${/\bSyntax\b/.test(all) ? `import type { Syntax } from '${from}/syntax';\n` : ''}
${all}`);
