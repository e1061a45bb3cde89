import { AsteriskApp, AsteriskVersion } from 'cdk8s-asterisk';
import { HomePbx } from './chart';

const app = new AsteriskApp();
new HomePbx(app, 'home-pbx', { version: AsteriskVersion.of(process.env.ASTERISK_VERSION ?? '22') });
app.synth();
