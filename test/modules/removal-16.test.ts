import { AsteriskVersion } from '../../lib/catalog/version';
import { describeRemovals } from '../integration/support/describe-removals';

// A file for each version, so that both run at once.
describeRemovals(AsteriskVersion.V16);
