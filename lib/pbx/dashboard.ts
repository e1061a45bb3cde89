import type * as grafana from '@grafana/grafana-foundation-sdk/dashboard';
import type { Dataquery } from '@grafana/grafana-foundation-sdk/prometheus';
import { attacks, selector } from './metric-selector';

/** What Grafana's own types say, as it stands in JSON: enumerations are their values, and there are no methods. */
type Json<T> = T extends string
  ? `${T}`
  : T extends readonly (infer Item)[]
    ? readonly Json<Item>[]
    : T extends object
      ? { readonly [Key in keyof T as T[Key] extends () => unknown ? never : Key]: Json<T[Key]> }
      : T;

type Panel = Json<Omit<grafana.Panel, 'targets'>> & { readonly targets: readonly Json<Dataquery>[] };
// eslint-disable-next-line @typescript-eslint/no-deprecated -- every Grafana of the last years loads this form, and only the newest the other
type Dashboard = Json<Omit<grafana.Dashboard, 'panels'>> & { readonly panels: readonly Panel[] };

/** A dashboard of Grafana, as JSON. Its data source is chosen there; metrics are taken by these label matchers. */
export function dashboardOf(name: string, matchers: string): string {
  const of = (metric: string) => selector(metric, matchers);
  const panels = [
    stat('Calls', of('asterisk_calls_count')),
    stat('Phones and trunks reachable', `sum(${of('asterisk_endpoints_state')} == bool 2)`),
    stat('Trunks registered', `sum(${of('asterisk_pjsip_outbound_registration_status')} == bool 1)`),
    stat('Running for', of('asterisk_core_uptime_seconds'), 's'),
    stat('New files refused', of('asterisk_config_refused'), 'bool_yes_no'),
    stat('Attempts refused in the last hour', `sum(increase(${attacks(matchers)}[1h]))`),
    graph('Calls and channels', {
      Calls: of('asterisk_calls_count'),
      Channels: of('asterisk_channels_count'),
    }),
    graph('New calls a minute', { 'New calls': `rate(${of('asterisk_calls_sum')}[5m]) * 60` }),
    graph('Channels of each phone and trunk', { '{{resource}}': of('asterisk_endpoints_channels_count') }),
    states('Phones and trunks', of('asterisk_endpoints_state'), '{{resource}}', [
      'unknown',
      'not reachable',
      'reachable',
    ]),
    states('Registrations at providers', of('asterisk_pjsip_outbound_registration_status'), '{{username}}', [
      'not registered',
      'registered',
      'refused',
    ]),
    graph('Security events a second', { '{{event}}': `rate(${of('asterisk_security_events_total')}[5m])` }),
  ];
  const dashboard: Dashboard = {
    title: `Asterisk ${name}`,
    uid: `asterisk-${name}`.slice(0, 40),
    tags: ['asterisk', 'sip'],
    timezone: 'browser',
    editable: true,
    schemaVersion: 39,
    refresh: '30s',
    time: { from: 'now-6h', to: 'now' },
    templating: {
      list: [{ type: 'datasource', name: 'datasource', label: 'Data source', query: 'prometheus' }],
    },
    annotations: { list: [] },
    panels: panels.map((panel, index) => ({ ...panel, id: index + 1, gridPos: placeOf(index) })),
  };
  return JSON.stringify(dashboard, undefined, 2);
}

const DATASOURCE = { type: 'prometheus', uid: '${datasource}' };

/** Six numbers in a row, and below them graphs, two in a row. */
function placeOf(index: number) {
  return index < 6
    ? { x: index * 4, y: 0, w: 4, h: 4 }
    : { x: (index % 2) * 12, y: 4 + Math.floor((index - 6) / 2) * 8, w: 12, h: 8 };
}

function stat(title: string, expr: string, unit = 'none'): Panel {
  return {
    type: 'stat',
    title,
    datasource: DATASOURCE,
    targets: targetsOf({ [title]: expr }),
    fieldConfig: { defaults: { unit }, overrides: [] },
    options: {
      reduceOptions: { calcs: ['lastNotNull'], fields: '', values: false },
      colorMode: 'value',
      graphMode: 'none',
    },
  };
}

function graph(title: string, queries: Readonly<Record<string, string>>): Panel {
  return {
    type: 'timeseries',
    title,
    datasource: DATASOURCE,
    targets: targetsOf(queries),
    fieldConfig: { defaults: { unit: 'short', min: 0 }, overrides: [] },
    options: { legend: { displayMode: 'list', placement: 'bottom', showLegend: true }, tooltip: { mode: 'multi' } },
  };
}

/** Numbers that stand for words, over time. */
function states(title: string, expr: string, legend: string, words: readonly string[]): Panel {
  const colors = ['text', 'red', 'green'];
  const good = words.indexOf('registered');
  const options = Object.fromEntries(
    words.map((text, value) => [
      String(value),
      { text, color: good < 0 ? colors[value] : value === good ? 'green' : 'red', index: value },
    ]),
  );
  return {
    type: 'state-timeline',
    title,
    datasource: DATASOURCE,
    targets: targetsOf({ [legend]: expr }),
    fieldConfig: { defaults: { mappings: [{ type: 'value', options }] }, overrides: [] },
    options: {
      showValue: 'auto',
      mergeValues: true,
      legend: { displayMode: 'list', placement: 'bottom', showLegend: true },
    },
  };
}

function targetsOf(queries: Readonly<Record<string, string>>): Panel['targets'] {
  return Object.entries(queries).map(([legendFormat, expr], index) => ({
    refId: String.fromCharCode(65 + index),
    datasource: DATASOURCE,
    expr,
    legendFormat,
  }));
}
