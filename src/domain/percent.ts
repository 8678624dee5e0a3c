/** A share from 0 to 1 as whole hundredths: `64%`. */
export const percent = (share: number): string => `${Math.round(share * 100)}%`;
