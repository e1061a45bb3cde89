import {
  DIALPLAN_MODULES,
  MODULES_OF_APPLICATIONS,
  MODULES_OF_FLAGS,
  MODULES_OF_FORMATS,
  MODULES_OF_SWITCHES,
  MODULES_OF_TECHNOLOGIES,
  HINT_MODULES,
} from '../catalog/module-rules';
import type { CatalogParameter } from '../catalog/catalog';
import type { Category } from '../conf/flatten';
import type { ModuleUses } from './module-uses';
import { splitArguments } from './split-arguments';

/** Applications whose arguments name other applications, after a `?` or `:`, or first. */
const RUN_OTHERS = /^(Exec|TryExec|ExecIf|ExecIfTime)$/;

/** Applications that write a sound file whose ending says its format, and which argument names it. */
const RECORDERS: Readonly<Record<string, number>> = { MixMonitor: 0, Record: 0, Monitor: 0 };

/** What the sections of a dialplan use. */
export function addDialplan(uses: ModuleUses, name: string, sections: readonly Category[]): void {
  for (const module of DIALPLAN_MODULES) {
    uses.add(module, name);
  }
  for (const { key, value } of sections.flatMap(({ variables }) => variables)) {
    if (key === 'switch') {
      const [kind = ''] = value.split('/');
      const module = Object.hasOwn(MODULES_OF_SWITCHES, kind) ? MODULES_OF_SWITCHES[kind] : undefined;
      uses.addInstalled(module === undefined ? [] : [module], `switch ${kind}`);
    }
    const step = stepOf(key, value);
    if (step === undefined) {
      continue;
    }
    if (step.priority.startsWith('hint')) {
      uses.addInstalled(HINT_MODULES, 'a hint');
      addTechnologies(uses, step.text);
    } else {
      addStep(uses, step.text);
    }
    addFunctions(uses, step.text);
  }
}

interface WrittenStep {
  readonly priority: string;
  readonly text: string;
}

/** A step as a line of `extensions.conf` holds it; `undefined` for a line that is none. */
function stepOf(key: string, value: string): WrittenStep | undefined {
  const parts = key === 'exten' ? /^[^,]*,\s*([^,]*),(.*)$/s : key === 'same' ? /^\s*([^,]*),(.*)$/s : undefined;
  const [, priority = '', text = ''] = parts?.exec(value) ?? [];
  return text.trim() === '' ? undefined : { priority, text: text.trim() };
}

/** An application with its arguments, `Dial(PJSIP/hall,20)`, and what they use. */
export function addStep(uses: ModuleUses, text: string): void {
  const [, written, rest = ''] = /^\s*([A-Za-z]\w*)\s*(?:\((.*)\)\s*)?$/s.exec(text) ?? [];
  // What a variable names is only known later.
  const name = written === undefined ? undefined : addApplication(uses, written);
  if (name === undefined) {
    return;
  }
  const given = splitArguments(rest);
  addFlags(uses, name, given);
  addTechnologies(uses, rest);
  const recorded = RECORDERS[name] === undefined ? undefined : given[RECORDERS[name]];
  const [, ending] = /[.:](\w+)$/.exec(recorded?.trim() ?? '') ?? [];
  if (ending !== undefined) {
    addFormat(uses, ending, `application ${name}`);
  }
  if (RUN_OTHERS.test(name)) {
    for (const [, inner = ''] of rest.matchAll(/(?:^|[?:])\s*([A-Za-z]\w*)\s*\(/g)) {
      addApplication(uses, inner);
    }
  }
}

/** An application and what it needs besides its own module; returns its own spelling. */
function addApplication(uses: ModuleUses, written: string): string | undefined {
  const name = uses.addApplication(written);
  if (name !== undefined) {
    uses.addInstalled(MODULES_OF_APPLICATIONS[name] ?? [], `application ${name}`);
  }
  return name;
}

function addFlags(uses: ModuleUses, name: string, given: readonly string[]): void {
  const parameters = uses.catalog.applications[name]?.parameters ?? [];
  for (const [index, parameter] of parameters.entries()) {
    for (const letter of lettersIn(parameter, given[index] ?? '')) {
      uses.addInstalled(MODULES_OF_FLAGS[`${name} ${letter}`] ?? [], `application ${name}, option ${letter}`);
    }
  }
}

/** The option letters in an argument; what stands in their parentheses is none. */
function lettersIn({ options }: CatalogParameter, text: string): readonly string[] {
  if (options === undefined) {
    return [];
  }
  let depth = 0;
  return Array.from(text).filter((letter) => {
    if (letter === '(') depth++;
    else if (letter === ')') depth--;
    return depth === 0 && Object.hasOwn(options, letter);
  });
}

/**
 * The functions that a text calls: `${CALLERID(num)}`, and `Set(CALLERID(num)=…)`.
 *
 * Some functions are given the name of another, as `CUT(CURL(…),…)` is: what is called like a function there is one.
 */
export function addFunctions(uses: ModuleUses, text: string): void {
  for (const [, name = ''] of text.matchAll(/(?:\$\{|\bM?Set\(\s*)([A-Z][A-Z0-9_]*)\(/g)) {
    uses.addFunction(name);
  }
  if (!text.includes('${')) {
    return;
  }
  for (const [, name = ''] of text.matchAll(/[(,]\s*([A-Z][A-Z0-9_]*)\(/g)) {
    if (Object.hasOwn(uses.catalog.functions, name)) {
      uses.addFunction(name);
    }
  }
}

/** The kinds of channel that a text dials. */
export function addTechnologies(uses: ModuleUses, text: string): void {
  for (const [, technology = ''] of text.matchAll(/(?:^|[&,(\s])([A-Z][A-Za-z0-9]*)\//g)) {
    const module = Object.hasOwn(MODULES_OF_TECHNOLOGIES, technology) ? MODULES_OF_TECHNOLOGIES[technology] : undefined;
    if (module !== undefined) {
      uses.add(module, `channels ${technology}`);
    }
  }
}

/** The format of sound files with this ending. */
export function addFormat(uses: ModuleUses, ending: string, reason: string): void {
  const module = Object.hasOwn(MODULES_OF_FORMATS, ending) ? MODULES_OF_FORMATS[ending] : undefined;
  uses.addInstalled(module === undefined ? [] : [module], `${reason}, format ${ending}`);
}
