import { AsteriskApp, AsteriskVersion } from 'cdk8s-asterisk';
import { Minimal } from './chart';

const app = new AsteriskApp();
new Minimal(app, 'minimal', { version: AsteriskVersion.of(process.env.ASTERISK_VERSION ?? '22') });
app.synth();
