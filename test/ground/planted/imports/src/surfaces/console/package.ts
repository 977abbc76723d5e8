// caught: surfaces-uses-only-its-packages, surfaces/others-uses-only-its-packages
import { z } from 'zod';

export const used = z;
