import { App, Chart } from 'cdk8s';
import { parse } from '../../conf/parse';
import { ValidationError } from '../../conf/validation-error';
import { Asterisk } from '../../pbx/asterisk';
import { SimulatedPbx } from './simulated-pbx';

/**
 * The PBX of a chart, for tests of where its calls go: nothing is written, and no Asterisk runs.
 *
 * @param make makes the chart in the app that it is given
 * @param chart the id of the chart, where several have a PBX
 * @throws ValidationError `SimulatedPbx` when there is no PBX, or more than one
 */
export function synthPbx(make: (app: App) => unknown, chart?: string): SimulatedPbx {
  const app = new App();
  make(app);
  const all = app.node.findAll().filter((construct) => construct instanceof Asterisk);
  const [asterisk, ...others] = all.filter((each) => chart === undefined || Chart.of(each).node.id === chart);
  if (asterisk === undefined || others.length > 0) {
    const there = all.map((each) => Chart.of(each).node.id).join(', ') || 'none';
    throw new ValidationError('SimulatedPbx', `one PBX is wanted; there is one in these charts: ${there}`);
  }
  const files = [...asterisk.rendered.files]
    .filter(([name]) => name.endsWith('.conf'))
    .map(([name, text]) => parse(text, name).file);
  const { version, numberingPlan } = asterisk.config;
  return new SimulatedPbx(files, {
    version,
    timeZone: asterisk.timeZone,
    emergencyNumbers: numberingPlan.emergencyNumbers,
  });
}
