export const key = process.env.TELNYX_API_KEY;
