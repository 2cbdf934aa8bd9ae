/** In place of the number of what a platform lacks. */
export const ABSENT = -1;
