import type { QueueItem } from "../contract";

/** Return a skill that a ticket needs with the level that is enough: `m365 from level 2`. */
export function saySkill({ name, min_level }: QueueItem["skills"][number]): string {
  return `${name} from level ${min_level}`;
}
