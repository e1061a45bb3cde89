import { YES } from '../../conf/dialect';
import { flatten, type Category } from '../../conf/flatten';
import type { ConfFile, Position } from '../../conf/nodes';
import { parse } from '../../conf/parse';
import { print } from '../../conf/print';
import type { SourceLocation } from '../../conf/validation-error';
import { substitute } from '../expression/substitute';
import type { Scope } from '../expression/scope';
import { ContextBuilder } from './context-builder';
import type { DialplanModel, DialplanSettings, GlobalVariable } from './dialplan-model';
import type { DialplanProblem } from './problem';
import { SectionReader } from './section-reader';

/**
 * The dialplan that is in these files, as Asterisk makes it of `extensions.conf`; other files are left alone.
 *
 * Whatever is wrong is among the `problems` of the model, and nothing is thrown. A file that was built and not read has its
 * places in the text that it is printed as.
 */
export function readDialplan(files: readonly ConfFile[]): DialplanModel {
  const given = files.find(({ name }) => name === 'extensions.conf');
  const reader = new DialplanReader(given === undefined ? [] : [withPositions(given)]);
  return reader.read();
}

class DialplanReader {
  private readonly problems: DialplanProblem[] = [];
  private readonly variables = new Map<string, string>();

  constructor(private readonly files: readonly ConfFile[]) {}

  read(): DialplanModel {
    const categories = this.files.flatMap((file) => this.categoriesOf(file));
    const live = categories.filter(({ template }) => !template);
    const globals = this.readGlobals(live.find(({ name }) => isNamed(name, 'globals')));
    const contexts = new Map<string, ContextBuilder>();
    for (const category of live.filter(({ name }) => !isNamed(name, 'globals') && !isNamed(name, 'general'))) {
      this.readSection(category, contexts);
    }
    return {
      settings: settingsIn(live.find(({ name }) => isNamed(name, 'general'))),
      globals,
      contexts: new Map([...contexts].map(([name, builder]) => [name, builder.build()])),
      problems: this.problems,
    };
  }

  private categoriesOf(file: ConfFile): readonly Category[] {
    for (const item of [...file.head, ...file.sections.flatMap(({ items }) => items)]) {
      if (item.kind === 'directive' && item.name === 'exec') {
        const message = `what '${item.target}' prints becomes part of the dialplan, and is not known here`;
        this.problems.push({ kind: 'exec', message, location: locate(file.name, item.position) });
      }
    }
    return flatten(file, ({ message, where }) => {
      const location = where !== undefined && 'line' in where ? where : locate(file.name);
      this.problems.push({ kind: 'missing-template', message: message.replace(/^\S+: /, ''), location });
    });
  }

  private readGlobals(category: Category | undefined): readonly GlobalVariable[] {
    return (category?.variables ?? []).map(({ key, value, position }) => {
      const location = this.locate(position);
      const loaded = this.substitute(value, location);
      this.variables.set(key, loaded);
      return { name: key, written: value, value: loaded, location };
    });
  }

  private readSection({ name, variables, position }: Category, contexts: Map<string, ContextBuilder>): void {
    const location = this.locate(position);
    const report = (problem: DialplanProblem) => this.problems.push(problem);
    const known = contexts.get(name);
    const builder = known ?? new ContextBuilder(name, location, report);
    known?.addLocation(location);
    contexts.set(name, builder);
    const reader = new SectionReader(builder, (text, at) => this.substitute(text, at), report);
    for (const variable of variables) {
      reader.read(variable.key, variable.value, this.locate(variable.position));
    }
  }

  /** The text with the variables in it that are known so far; as it is written where something else is in it. */
  private substitute(text: string, location: SourceLocation): string {
    const loaded = substitute(text, loadScope(this.variables));
    if (typeof loaded === 'string') {
      return loaded;
    }
    const message = `${loaded.unknowns.join(', ')} in '${text}' is known to the machine alone that loads it: write what it is`;
    this.problems.push({ kind: 'unknown-value', message, location });
    return text;
  }

  private locate(position: Position | undefined): SourceLocation {
    return locate(this.files[0]?.name ?? '', position);
  }
}

/** What is there while a dialplan is loaded: no channel, and the global variables so far. Source: `pbx_load_config`. */
function loadScope(variables: ReadonlyMap<string, string>): Scope {
  return {
    variable: (name) => variables.get(name),
    callFunction: (name, args) => (name === 'GLOBAL' ? (variables.get(args) ?? '') : undefined),
  };
}

/** A file with the place of each of its lines. */
function withPositions(file: ConfFile): ConfFile {
  return file.sections.every(({ position }) => position !== undefined) ? file : parse(print(file), file.name).file;
}

function locate(file: string, position: Position = { line: 1, column: 1 }): SourceLocation {
  return { file, ...position };
}

function isNamed(name: string, wanted: string): boolean {
  return name.toLowerCase() === wanted;
}

function settingsIn(category: Category | undefined): DialplanSettings {
  const option = (name: string) => category?.variables.find(({ key }) => key.toLowerCase() === name)?.value;
  const isOn = (name: string, absent: boolean) => {
    const value = option(name);
    return value === undefined ? absent : YES.test(value);
  };
  const overrideswitch = option('overrideswitch');
  return {
    autofallthrough: isOn('autofallthrough', true),
    extenpatternmatchnew: isOn('extenpatternmatchnew', false),
    clearglobalvars: isOn('clearglobalvars', false),
    userscontext: option('userscontext') ?? 'default',
    ...(overrideswitch === undefined || overrideswitch === '' ? {} : { overrideswitch }),
  };
}
