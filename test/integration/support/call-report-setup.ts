import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { REPORT_DIRECTORY } from './call-report';

/** Before any worker: where the scenarios of calls write their results. */
export default function setup(): void {
  process.env[REPORT_DIRECTORY] = mkdtempSync(join(tmpdir(), 'cdk8s-asterisk-report-'));
}
