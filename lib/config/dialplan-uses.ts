import {
  CODECS_OF_FORMATS,
  DIALPLAN_MODULES,
  MODULES_OF_APPLICATIONS,
  MODULES_OF_FLAGS,
  MODULES_OF_FORMATS,
  MODULES_OF_PARAMETERS,
  MODULES_OF_SWITCHES,
  MODULES_OF_TECHNOLOGIES,
  HINT_MODULES,
} from '../catalog/module-rules';
import type { Category } from '../conf/flatten';
import { innerApplications } from '../dialplan/inner-application';
import { hasLetters, readApplication, readFlags, readStep, type WrittenApplication } from '../dialplan/read-step';
import { split } from '../dialplan/scan';
import type { ModuleUses } from './module-uses';

/** Applications that write a sound file whose ending says its format, and which argument names it. */
const RECORDERS: Readonly<Record<string, number>> = { MixMonitor: 0, Record: 0, Monitor: 0 };

/** Lines of a context that ask another system, or another context, for a number. */
const SWITCHES = ['switch', 'lswitch', 'eswitch'];

/** What the sections of a dialplan use. */
export function addDialplan(uses: ModuleUses, name: string, sections: readonly Category[]): void {
  for (const module of DIALPLAN_MODULES) {
    uses.add(module, name);
  }
  for (const { key, value } of sections.flatMap(({ variables }) => variables)) {
    if (SWITCHES.includes(key.toLowerCase())) {
      const [kind = ''] = value.split('/');
      const module = Object.hasOwn(MODULES_OF_SWITCHES, kind) ? MODULES_OF_SWITCHES[kind] : undefined;
      uses.addInstalled(module === undefined ? [] : [module], `switch ${kind}`);
    }
    const step = readStep(key, value);
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

/** An application with its arguments, `Dial(PJSIP/hall,20)`, and what they use. */
export function addStep(uses: ModuleUses, text: string): void {
  const application = readApplication(text);
  if (application !== undefined) {
    addWritten(uses, application);
  }
}

function addWritten(uses: ModuleUses, application: WrittenApplication): void {
  const name = addApplication(uses, application.name);
  if (name !== undefined) {
    const given = split(application.arguments);
    addArguments(uses, name, given);
    const recorded = RECORDERS[name] === undefined ? undefined : given[RECORDERS[name]];
    const [, ending] = /[.:](\w+)$/.exec(recorded?.trim() ?? '') ?? [];
    if (ending !== undefined) {
      addFormat(uses, ending, `application ${name}`);
    }
  }
  addTechnologies(uses, application.arguments);
  for (const inner of innerApplications(application)) {
    addWritten(uses, inner);
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

/** What the arguments need: some are there for another application, and option letters may be too. */
function addArguments(uses: ModuleUses, name: string, given: readonly string[]): void {
  const parameters = uses.catalog.applications[name]?.parameters ?? [];
  for (const [index, parameter] of parameters.entries()) {
    const argument = given[index]?.trim() ?? '';
    if (argument !== '') {
      const rule = MODULES_OF_PARAMETERS[`${name} ${parameter.name}`];
      uses.addInstalled(rule ?? [], `application ${name}, ${parameter.name}`);
    }
    for (const { letter } of hasLetters(parameter) ? readFlags(argument) : []) {
      uses.addInstalled(MODULES_OF_FLAGS[`${name} ${letter}`] ?? [], `application ${name}, option ${letter}`);
    }
  }
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

/** The format of sound files with this ending, and what makes such sound of that of a call. */
export function addFormat(uses: ModuleUses, ending: string, reason: string): void {
  for (const table of [MODULES_OF_FORMATS, CODECS_OF_FORMATS]) {
    const module = Object.hasOwn(table, ending) ? table[ending] : undefined;
    uses.addInstalled(module === undefined ? [] : [module], `${reason}, format ${ending}`);
  }
}
