import { AsteriskVersion } from '../../lib/catalog/version';
import { describeFeatures } from './support/describe-features';

// A file for each version, so that both run at once.
describeFeatures(AsteriskVersion.V16);
