// caught: gateways-uses-only-its-packages
import { DateTime } from 'luxon';

export const used = DateTime;
