import { AsteriskVersion } from '../../../lib/catalog/version';
import { prepareAsterisk, startAsterisk } from '../../../lib/testing/real-asterisk';

/** A program that boots Asterisk on a directory, says so, and then waits to be killed: `boot-and-wait.ts VERSION DIR`. */
async function bootAndWait([version = '', configDirectory]: readonly string[]): Promise<void> {
  const provider = prepareAsterisk(AsteriskVersion.of(version));
  if ('unavailable' in provider) {
    throw new Error(provider.unavailable);
  }
  const asterisk = await startAsterisk({ provider, configDirectory });
  await asterisk.booted();
  console.log('booted');
}

void bootAndWait(process.argv.slice(2));
