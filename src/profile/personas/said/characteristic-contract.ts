/** From here on a word is characteristic: by chance one in a thousand is. */
const CHARACTERISTIC = 3;

/** Whether a word is said so much more than by others, in standard deviations, that chance is hardly why. */
export function isCharacteristic({ z }: { readonly z: number }): boolean {
  return z >= CHARACTERISTIC;
}
