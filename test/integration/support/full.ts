/** Whether scenarios run in full, as `CALLS=full` asks for; otherwise fewer calls for a shorter time. */
export const FULL = process.env.CALLS === 'full';
