// caught: intake-uses-only-its-packages
import { z } from 'zod';

export const used = z;
