const plain = new Intl.NumberFormat("en-US");

/** Return a number with separators: `2,404`. */
export function sayNumber(value: number): string {
  return plain.format(value);
}

/** Return `1 ticket` or `3 tickets`. */
export function count(value: number, one: string, many = `${one}s`): string {
  return `${sayNumber(value)} ${value === 1 ? one : many}`;
}

/** Return a sum of minutes in hours, however many: `38 h 12`. Days would be taken for calendar days. */
export function sayHours(minutes: number): string {
  const whole = Math.round(minutes);
  return whole < 60 ? sayDuration(whole) : `${sayNumber(Math.floor(whole / 60))} h ${String(whole % 60).padStart(2, "0")}`;
}

/** Return a stretch of time in its two largest units: `45 min`, `3 h 20`, `2 d 4 h`. Minutes on a clock, not working time. */
export function sayDuration(minutes: number): string {
  const whole = Math.abs(Math.round(minutes));
  if (whole < 60) return `${whole} min`;
  if (whole < 1440) {
    const rest = whole % 60;
    return rest ? `${Math.floor(whole / 60)} h ${String(rest).padStart(2, "0")}` : `${whole / 60} h`;
  }
  const hours = Math.round((whole % 1440) / 60);
  return hours && hours < 24 ? `${Math.floor(whole / 1440)} d ${hours} h` : `${Math.round(whole / 1440)} d`;
}
