import { basename } from 'node:path';
import { ValidationError, type Scoped } from '../conf/validation-error';
import type { Configuration } from './configuration';

/** Where Asterisk writes its security events for whoever counts them, beside the console. */
export const SECURITY_LOG = '/var/log/asterisk/security';

/** Where Asterisk's web server takes files from that it serves below `/static`, in Debian's package. */
export const STATIC_FILES = '/usr/share/asterisk/static-http';

/** The paths of metrics: those of `res_prometheus`, and those that are counted beside Asterisk. */
export const METRIC_PATHS = { asterisk: '/metrics', counted: '/static/counted.plain' };

/**
 * Has Asterisk serve its metrics over HTTP, and write security events to a file.
 *
 * Of a file that it does not know Asterisk says that it is of the type `text/` and its ending: `plain` is what Prometheus reads.
 *
 * @throws ValidationError `Metrics` for a version without `res_prometheus`
 */
export function writeMetricsFiles(files: Pick<Configuration, 'file' | 'version'>, port: number, scope: Scoped): void {
  if (files.version.major < 18) {
    const message = `Asterisk ${files.version.full} has no module res_prometheus, which serves metrics: leave 'metrics' out, or choose a newer version`;
    throw new ValidationError('Metrics', message, scope);
  }
  files
    .file('prometheus.conf')
    .section('general')
    .set({ enabled: true, uri: METRIC_PATHS.asterisk.slice(1) });
  files.file('http.conf').section('general').set({ enabled: true, bindaddr: '::', bindport: port, enableStatic: true });
  files.file('logger.conf').section('logfiles').add(basename(SECURITY_LOG), 'security', '=>');
}
